import { catalogue } from '../../kit/texts.ts'

/** Sign-ins that look shared, and where people are signed in, as staff see it. */
export const words = catalogue({
  en: {
    'is.shared': 'This sign-in looks shared',
    'is.shared.text':
      'On several days it was used on two devices of one kind, on two networks, within ten minutes. Ask them, and invite whoever else needs access.',
    'mail.title': 'To staff: a sign-in looks shared',
    'mail.subject': '{$portal}: a sign-in looks shared',
    'mail.what':
      'The sign-in of {$client} was used in two places at once, on three days within two weeks.',
    'mail.do': 'Ask them. Whoever else needs access is better invited: then you see who did what.',
    'mail.button': 'Open their page',
    'mail.why': 'You get this mail because you look after the people of {$portal}.',
    signed_in: 'Signed in',
    'signed_in.none': 'Nowhere at the moment.',
    'device.on': '{$browser} on {$system}',
    'device.unknown': 'Unknown device',
    device: 'Device',
    from: 'From',
    'from.unknown': 'Unknown',
    seen: 'Last seen',
    action: 'Action',
    end: 'Sign out',
    'end.label': 'Sign out {$device}',
    'end.all': 'Sign out everywhere',
    ended:
      '.input {$count :number}\n.match $count\none {{{$count} device is signed out.}}\n* {{{$count} devices are signed out.}}',
  },
  es: {
    'is.shared': 'Parece que comparten este acceso',
    'is.shared.text':
      'Varios días se usó en dos dispositivos de un mismo tipo, en dos redes, en menos de diez minutos. Pregúnteles e invite a quien más necesite acceso.',
    'mail.title': 'Al personal: parece que comparten un acceso',
    'mail.subject': '{$portal}: parece que comparten un acceso',
    'mail.what': 'El acceso de {$client} se usó en dos sitios a la vez, tres días en dos semanas.',
    'mail.do':
      'Pregúnteles. Es mejor invitar a quien más necesite acceso: así se ve quién hizo cada cosa.',
    'mail.button': 'Abrir su página',
    'mail.why': 'Recibe este correo porque cuida de las personas de {$portal}.',
    signed_in: 'Sesiones iniciadas',
    'signed_in.none': 'Ninguna por ahora.',
    'device.on': '{$browser} en {$system}',
    'device.unknown': 'Dispositivo desconocido',
    device: 'Dispositivo',
    from: 'Desde',
    'from.unknown': 'Desconocido',
    seen: 'Visto por última vez',
    action: 'Acción',
    end: 'Cerrar sesión',
    'end.label': 'Cerrar sesión en {$device}',
    'end.all': 'Cerrar sesión en todas partes',
    ended:
      '.input {$count :number}\n.match $count\none {{Se ha cerrado la sesión en {$count} dispositivo.}}\n* {{Se ha cerrado la sesión en {$count} dispositivos.}}',
  },
})

/** In the language of whoever reads. */
export const { t } = words
