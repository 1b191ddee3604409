import { catalogue } from '../../kit/texts.ts'

/** Words about subscriptions that staff, clients and invoices share. */
export const words = catalogue({
  en: {
    item: '{$plan}, {$from} to {$to}',
    'item.trial': '{$plan}, {$days :number} days of trial',
    'change.reason': 'Changed from {$from} to {$to}',
    'state.pending': 'Awaits payment',
    'state.trialing': 'On trial',
    'state.active': 'Active',
    'state.past_due': 'Past due',
    'state.paused': 'Paused',
    'state.inactive': 'Inactive',
    'state.ended': 'Ended',
  },
  es: {
    item: '{$plan}, del {$from} al {$to}',
    'item.trial': '{$plan}, {$days :number} días de prueba',
    'change.reason': 'Cambio de {$from} a {$to}',
    'state.pending': 'Pendiente de pago',
    'state.trialing': 'En prueba',
    'state.active': 'Activa',
    'state.past_due': 'Impagada',
    'state.paused': 'En pausa',
    'state.inactive': 'Inactiva',
    'state.ended': 'Terminada',
  },
})
