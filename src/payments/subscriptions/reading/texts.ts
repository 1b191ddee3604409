import { catalogue } from '../../../kit/texts.ts'

/** How subscriptions are shown to staff and to whom they belong. */
export const words = catalogue({
  en: {
    'next.pending': 'Begins with its first payment',
    'next.renews': 'Renews on',
    'next.ends': 'Ends on',
    'next.resumes': 'Goes on, on',
    'next.paused': 'Until it is resumed',
    'next.access': 'Access until',
    'next.nothing': 'Nothing more is charged',
    'method.card': '{$brand} ending in {$last4}',
    'method.bank': '{$brand}, account ending in {$last4}',
    'method.until': '{$name}, until {$month}',
    'method.none': 'Nothing is kept: each period is paid by hand.',
    'method.unusable': 'Cannot be charged any more',
  },
  es: {
    'next.pending': 'Empieza con el primer pago',
    'next.renews': 'Se renueva el',
    'next.ends': 'Termina el',
    'next.resumes': 'Continúa el',
    'next.paused': 'Hasta que se reanude',
    'next.access': 'Acceso hasta el',
    'next.nothing': 'No se cobra nada más',
    'method.card': '{$brand} terminada en {$last4}',
    'method.bank': '{$brand}, cuenta terminada en {$last4}',
    'method.until': '{$name}, hasta {$month}',
    'method.none': 'No se guarda ninguno: cada periodo se paga a mano.',
    'method.unusable': 'Ya no se puede cobrar',
  },
})
export const { t } = words
