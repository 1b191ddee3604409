import { refusals } from '../kit/refusal.ts'

export const refuse = refusals({
  // One answer for somebody unknown, of another portal, not here yet, disabled, or a guest to a guest.
  unreachable: {
    status: 422,
    en: 'One of these people cannot be written to. Look through the list and choose again.',
    es: 'No se puede escribir a una de estas personas. Revise la lista y elija de nuevo.',
  },
  nobody_reads: {
    status: 409,
    en: 'Nobody else in this conversation can read it: their access is disabled. Write to somebody else.',
    es: 'Nadie más en esta conversación puede leerlo: su acceso está desactivado. Escriba a otra persona.',
  },
})
