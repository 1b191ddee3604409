import { type Refusal, refusals } from '../kit/refusal.ts'
import type { Language } from '../kit/texts.ts'
import { allowed, PORTAL_STATUSES, type PortalStatus } from './status/portal-status.ts'
import { words } from './texts.ts'

export const refuse = refusals({
  transition_refused: {
    status: 409,
    en: 'This portal is {$from}; it cannot become {$to}. From here it can become: {$possible}.',
    es: 'Este portal está {$from}; no puede pasar a estar {$to}. Desde aquí puede pasar a estar: {$possible}.',
  },
  not_suspended: {
    status: 409,
    en: 'This portal is {$from}, so there is no suspension to lift. From here it can become: {$possible}.',
    es: 'Este portal está {$from}, así que no hay suspensión que levantar. Desde aquí puede pasar a estar: {$possible}.',
  },
  payment_does_not_lift: {
    status: 409,
    en: 'This portal is not suspended for want of payment, so payment does not lift it.',
    es: 'Este portal no está suspendido por falta de pago, así que el pago no lo reactiva.',
  },
  not_due: { status: 409, en: 'Nothing has fallen due here.', es: 'Aquí no ha vencido nada.' },
  report_superseded: {
    status: 409,
    en: 'This report has been corrected. Correct version {$version}, the newest of its month.',
    es: 'Este informe ya se ha corregido. Corrija la versión {$version}, la última de su mes.',
  },
  report_unchanged: {
    status: 409,
    en: 'Billed again, the month comes out the same. There is nothing to correct.',
    es: 'Al calcularlo de nuevo, el mes da lo mismo. No hay nada que corregir.',
  },
  room_not_yours: {
    status: 403,
    en: 'You can give this portal up to {$most :number} MB. Ask the operator for more.',
    es: 'Puede dar a este portal hasta {$most :number} MB. Pida más al operador.',
  },
  series_alike: {
    status: 422,
    en: 'Invoices and credit notes each need a series of their own. Choose another name.',
    es: 'Las facturas y las notas de crédito necesitan cada una su propia serie. Elija otro nombre.',
  },
  export_link: {
    status: 410,
    en: 'This link no longer works. The portal may be open again; then sign in.',
    es: 'Este enlace ya no funciona. Puede que el portal esté abierto de nuevo; entonces inicie sesión.',
  },
  export_requested: {
    status: 409,
    en: 'An export has been asked for already. Whoever runs this installation will write to you.',
    es: 'Ya se ha pedido una exportación. Quien administra esta instalación le escribirá.',
  },
  cancelled: {
    status: 409,
    en: 'This portal is cancelled. Nothing about it can be changed.',
    es: 'Este portal está cancelado. No se puede cambiar nada en él.',
  },
  name_differs: {
    status: 422,
    en: 'That is not the name of this portal. Type it exactly as it is written.',
    es: 'Ese no es el nombre de este portal. Escríbalo exactamente como aparece.',
  },
  amount_decimals: {
    status: 422,
    en: 'Amounts in {$currency} do not have so many decimals.',
    es: 'Los importes en {$currency} no tienen tantos decimales.',
  },
  slug_reserved: {
    status: 422,
    en: 'This name is kept for the installation itself. Choose another.',
    es: 'Este nombre está reservado para la propia instalación. Elija otro.',
  },
  host_taken: {
    status: 409,
    en: 'This address is taken. Choose another.',
    es: 'Esta dirección está ocupada. Elija otra.',
  },
  too_many_hosts: {
    status: 409,
    en: 'The portal has {$most :number} addresses, which is the most. Use one of those.',
    es: 'El portal tiene {$most :number} direcciones, que es el máximo. Use una de ellas.',
  },
  host_of_installation: {
    status: 422,
    en: 'Addresses below the installation’s own are given out by the portal’s short name. Change that instead.',
    es: 'Las direcciones bajo la de la instalación se asignan por el nombre corto del portal. Cambie ese nombre.',
  },
  host_unknown: {
    status: 422,
    en: 'This portal has no such address. Add it first.',
    es: 'Este portal no tiene esa dirección. Añádala primero.',
  },
  unknown_partner: {
    status: 422,
    en: 'There is no such partner.',
    es: 'No existe ese socio.',
  },
  logo_type: {
    status: 415,
    en: 'Use a PNG, JPEG or WebP image.',
    es: 'Use una imagen PNG, JPEG o WebP.',
  },
  logo_cut: {
    status: 422,
    en: 'The image breaks off before its end. Save it again, and choose it anew.',
    es: 'La imagen se corta antes de su final. Guárdela de nuevo y vuelva a elegirla.',
  },
  logo_pixels: {
    status: 422,
    en: 'Use an image of at most {$side :number} pixels on each side.',
    es: 'Use una imagen de {$side :number} píxeles por lado como máximo.',
  },
  logo_too_large: {
    status: 413,
    en: 'Use an image of at most 256 KB.',
    es: 'Use una imagen de 256 KB como máximo.',
  },
  webhook_not_a_url: {
    status: 422,
    en: 'Enter a full address that begins with https:// or http://.',
    es: 'Escriba una dirección completa que empiece por https:// o http://.',
  },
  webhook_scheme: {
    status: 422,
    en: 'Enter an address that begins with https://. Without it anyone on the way could read along.',
    es: 'Escriba una dirección que empiece por https://. Sin ello, cualquiera podría leer lo enviado.',
  },
  webhook_credentials: {
    status: 422,
    en: 'Leave the name and password out of the address. The signature proves who sends.',
    es: 'Quite el nombre y la contraseña de la dirección. La firma demuestra quién envía.',
  },
  webhook_port: {
    status: 422,
    en: 'Use the usual port (443 or 80), or one from 1024 up.',
    es: 'Use el puerto habitual (443 u 80) o uno a partir de 1024.',
  },
  webhook_private: {
    status: 422,
    en: 'Enter an address on the public internet. We do not send into private networks.',
    es: 'Escriba una dirección de la internet pública. No enviamos a redes privadas.',
  },
  webhook_events: {
    status: 422,
    en: 'There are no such events: {$unknown}.',
    es: 'No existen estos eventos: {$unknown}.',
  },
  webhook_too_many: {
    status: 409,
    en: 'There are {$most :number} webhooks here, which is the most. Remove one first.',
    es: 'Aquí hay {$most :number} webhooks, que es el máximo. Quite uno primero.',
  },
  webhook_rotating: {
    status: 409,
    en: 'The secret has been changed several times within a day. Wait until an old one ends.',
    es: 'El secreto se ha cambiado varias veces en un día. Espere a que caduque uno antiguo.',
  },
  webhook_disabled: {
    status: 409,
    en: 'This webhook is disabled. Enable it first.',
    es: 'Este webhook está desactivado. Actívelo primero.',
  },
  webhook_enabled: {
    status: 409,
    en: 'This webhook is enabled already.',
    es: 'Este webhook ya está activado.',
  },
  clock_fixed: {
    status: 409,
    en: 'In production the clock is the machine’s and cannot be moved.',
    es: 'En producción el reloj es el de la máquina y no se puede mover.',
  },
})

/** Says where the portal stands, where it was to go, and where it can go instead. */
export const transitionRefused = (from: PortalStatus, to: PortalStatus): Refusal =>
  spoken('transition_refused', from, to)

export const notSuspended = (from: PortalStatus): Refusal => spoken('not_suspended', from, from)

function spoken(
  code: 'transition_refused' | 'not_suspended',
  from: PortalStatus,
  to: PortalStatus,
): Refusal {
  const inWords = (language: Language) => {
    const t = words(language)
    const next = PORTAL_STATUSES.filter((status) => allowed(from, status))
    const possible = new Intl.ListFormat(language, { type: 'disjunction' }).format(
      next.map((status) => t(`status.${status}`)),
    )
    const values = {
      from: t(`status.${from}`),
      to: t(`status.${to}`),
      possible: possible || t('status.nothing'),
    }
    return refuse(code, { values })
  }
  return { ...inWords('en'), say: (language) => inWords(language).say(language) }
}
