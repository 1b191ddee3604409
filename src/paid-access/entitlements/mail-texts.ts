import { catalogue } from '../../kit/texts.ts'

/** Mails about access that is paid for. */
export const words = catalogue({
  en: {
    hello: 'Hello {$name},',
    why: 'You get this mail because you are a client of {$portal}.',
    'given.title': 'Your payment has come',
    'given.subject': '{$portal} is open to you',
    'given.text': 'Your payment has cleared, and {$portal} is open to you.',
    'given.button': 'Open the portal',
    'waived.title': 'You are let in',
    'waived.subject': '{$portal} is open to you',
    'waived.text':
      '{$portal} has let you in. There is nothing to pay for that any more: the invoice is void.',
    'failed.title': 'Your payment did not come through',
    'failed.subject': 'Your payment did not come through',
    'failed.text':
      'Your bank has not paid invoice {$invoice_number}. It is open again, and {$portal} opens once it is paid. You can pay it in another way.',
    'failed.button': 'Pay the invoice',
    'team.title': 'A client’s payment did not come through',
    'team.subject': 'The payment of {$client} did not come through',
    'team.text':
      'The payment of {$client} did not come through. The invoice is to be paid before {$portal} opens to them again; what they can do about it, they are told as well.',
    'team.button': 'See the client',
    'team.why': 'You get this mail because a form that this client has sent names you.',
  },
  es: {
    hello: 'Hola, {$name}:',
    why: 'Recibe este correo porque es cliente de {$portal}.',
    'given.title': 'Su pago ha llegado',
    'given.subject': '{$portal} está abierto para usted',
    'given.text': 'Su pago se ha confirmado y {$portal} está abierto para usted.',
    'given.button': 'Abrir el portal',
    'waived.title': 'Ya puede entrar',
    'waived.subject': '{$portal} está abierto para usted',
    'waived.text':
      '{$portal} le ha dado acceso. Ya no hay nada que pagar por ello: la factura queda anulada.',
    'failed.title': 'Su pago no se ha realizado',
    'failed.subject': 'Su pago no se ha realizado',
    'failed.text':
      'Su banco no ha pagado la factura {$invoice_number}. Vuelve a estar abierta y {$portal} se abrirá cuando se pague. Puede pagarla de otra manera.',
    'failed.button': 'Pagar la factura',
    'team.title': 'El pago de un cliente no se ha realizado',
    'team.subject': 'El pago de {$client} no se ha realizado',
    'team.text':
      'El pago de {$client} no se ha realizado. La factura debe pagarse antes de que {$portal} vuelva a abrirse para esa persona; también se le ha dicho qué puede hacer.',
    'team.button': 'Ver el cliente',
    'team.why': 'Recibe este correo porque un formulario que envió este cliente le nombra.',
  },
})
