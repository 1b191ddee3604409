import { refusals } from '../kit/refusal.ts'

export const refuse = refusals({
  not_for_clients: {
    status: 409,
    en: 'Only a form that makes clients can ask for a payment. Change its role to client first.',
    es: 'Solo un formulario que crea clientes puede pedir un pago. Cambie antes su rol a cliente.',
  },
  no_gateway: {
    status: 409,
    en: 'Nobody could pay: no payment gateway is connected yet. Connect one in Settings, Payments.',
    es: 'Nadie podría pagar: aún no hay ninguna pasarela de pago conectada. Conecte una en Ajustes, Pagos.',
  },
  still_owed: {
    status: 409,
    en: 'Something is still to be paid. Pay it, and this step is over by itself.',
    es: 'Aún hay algo que pagar. Páguelo y este paso terminará por sí solo.',
  },
  not_first: {
    status: 409,
    en: 'It is not due, or somebody else has just done it.',
    es: 'Aún no toca, o alguien acaba de hacerlo.',
  },
  plan_archived: {
    status: 409,
    en: 'This plan is archived, and nobody new can have it.',
    es: 'Este plan está archivado y nadie más puede tenerlo.',
  },
  other_currency: {
    status: 422,
    en: 'This plan is charged in another currency. Choose one in {$currency}, or change the currency.',
    es: 'Este plan se cobra en otra moneda. Elija uno en {$currency} o cambie la moneda.',
  },
  nothing_required: {
    status: 409,
    en: 'No payment stands between this client and the portal. Nothing was changed.',
    es: 'Ningún pago se interpone entre este cliente y el portal. No se cambió nada.',
  },
  payment_on_its_way: {
    status: 409,
    en: 'A payment is on its way. Wait until it has come, or has failed.',
    es: 'Hay un pago en camino. Espere a que llegue o falle.',
  },
})
