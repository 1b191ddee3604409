import { catalogue } from '../../kit/texts.ts'

/** Mails about subscriptions: whom they are for has one that renews by itself. */
export const words = catalogue({
  en: {
    hello: 'Hello {$name},',
    why: 'You get this mail because you have a subscription with {$portal}.',
    billing: 'Billing',
    pay: 'Pay the invoice',
    again: 'Subscribe again',
    open: 'Open the portal',
    'upcoming.title': 'A subscription renews soon',
    'upcoming.subject': '{$plan_name} renews on {$renewal_day}',
    'upcoming.text':
      '{$plan_name} renews on {$renewal_day}. {$plan_amount} is then charged as last time; there is nothing for you to do. Under Billing you can change what is charged, or end the subscription.',
    'by_hand.title': 'A subscription renews soon, and nothing can be charged',
    'by_hand.subject': '{$plan_name} renews on {$renewal_day}',
    'by_hand.text':
      '{$plan_name} renews on {$renewal_day}, for {$plan_amount}. We have no means of payment of yours: leave one under Billing, or pay the invoice that you will get that day.',
    'expires.title': 'A card expires before the next charge',
    'expires.subject': 'Your card expires before {$plan_name} renews',
    'expires.text':
      'The card that {$plan_name} is charged to will have expired by {$renewal_day}, when it renews. Leave another under Billing before that day.',
    'failed.title': 'A renewal could not be charged; access goes on for a while',
    'failed.subject': '{$plan_name} could not be charged',
    'failed.text':
      'Invoice {$invoice_number} for {$plan_name} could not be charged. {$portal} stays open to you until {$access_day}. Pay it here, by card or bank, and everything goes on:',
    'failed_shut.title': 'A renewal could not be charged',
    'failed_shut.subject': '{$plan_name} could not be charged',
    'failed_shut.text':
      'Invoice {$invoice_number} for {$plan_name} could not be charged. {$portal} opens to you again as soon as it is paid, which you can do here:',
    'going.title': 'Access goes in two days',
    'going.subject': '{$portal} is open to you until {$access_day}',
    'going.text':
      'Invoice {$invoice_number} for {$plan_name} is not paid yet. {$portal} is open to you until {$access_day}, and after that once it is paid:',
    'gone.title': 'Access has gone',
    'gone.subject': '{$portal} is not open to you any more',
    'gone.text':
      'Invoice {$invoice_number} for {$plan_name} is still not paid, so {$portal} is closed to you. It opens again as soon as you pay:',
    'over.title': 'A subscription is over',
    'over.subject': '{$plan_name} is over',
    'over.text':
      '{$plan_name} is over, and with it your access to {$portal}. You can subscribe again at any time:',
    'inactive.title': 'A subscription became inactive',
    'inactive.subject': '{$plan_name} is inactive',
    'inactive.text':
      'We could not charge {$plan_name}, and have stopped trying. Nothing is owed for it. To come back to {$portal}, subscribe again:',
    'restored.title': 'Access is back',
    'restored.subject': '{$portal} is open to you again',
    'restored.text':
      'Your payment for {$plan_name} has come, and {$portal} is open to you again. It renews on {$renewal_day}.',
    'trouble.title': 'Having trouble?, of somebody whose subscription is inactive',
    'trouble.subject': 'How to come back to {$portal}',
    'trouble.text':
      'You asked for help with signing in to {$portal}. {$plan_name} is not paid, so the portal is closed to you. See what it costs, and subscribe again, here. If you have only forgotten your password, you can ask for a new one there, too.',
    'cancelled.title': 'A subscription is cancelled',
    'cancelled.subject': '{$plan_name} ends on {$access_day}',
    'cancelled.text':
      '{$plan_name} is cancelled and ends on {$access_day}; until then all stays as it is. Nothing more is charged. If that is not what you wanted, keep it under Billing.',
    'paused.title': 'A subscription is paused',
    'paused.subject': '{$plan_name} is paused',
    'paused.text':
      '{$plan_name} is paused: nothing is charged until it goes on. {$portal} stays open to you until {$access_day}.',
    'changed.title': 'A subscription has another plan',
    'changed.subject': 'Your plan is now {$plan_name}',
    'changed.text':
      'Your plan with {$portal} is now {$plan_name}, for {$plan_amount}. The next charge is on {$renewal_day}. What was credited and charged for the change stands under Billing.',
  },
  es: {
    hello: 'Hola, {$name}:',
    why: 'Recibe este correo porque tiene una suscripción con {$portal}.',
    billing: 'Facturación',
    pay: 'Pagar la factura',
    again: 'Suscribirse de nuevo',
    open: 'Abrir el portal',
    'upcoming.title': 'Una suscripción se renueva pronto',
    'upcoming.subject': '{$plan_name} se renueva el {$renewal_day}',
    'upcoming.text':
      '{$plan_name} se renueva el {$renewal_day}. Se cobrarán entonces {$plan_amount}, como la última vez; no tiene que hacer nada. En Facturación puede cambiar el medio de pago o terminar la suscripción.',
    'by_hand.title': 'Una suscripción se renueva pronto y no hay a qué cobrarla',
    'by_hand.subject': '{$plan_name} se renueva el {$renewal_day}',
    'by_hand.text':
      '{$plan_name} se renueva el {$renewal_day}, por {$plan_amount}. No tenemos ningún medio de pago suyo: deje uno en Facturación o pague la factura que recibirá ese día.',
    'expires.title': 'Una tarjeta caduca antes del próximo cobro',
    'expires.subject': 'Su tarjeta caduca antes de que se renueve {$plan_name}',
    'expires.text':
      'La tarjeta a la que se cobra {$plan_name} habrá caducado el {$renewal_day}, cuando se renueva. Deje otra en Facturación antes de ese día.',
    'failed.title': 'No se pudo cobrar una renovación; el acceso sigue un tiempo',
    'failed.subject': 'No se ha podido cobrar {$plan_name}',
    'failed.text':
      'No se ha podido cobrar la factura {$invoice_number} de {$plan_name}. {$portal} sigue abierto para usted hasta el {$access_day}. Páguela aquí, con tarjeta o por banco, y todo sigue igual:',
    'failed_shut.title': 'No se pudo cobrar una renovación',
    'failed_shut.subject': 'No se ha podido cobrar {$plan_name}',
    'failed_shut.text':
      'No se ha podido cobrar la factura {$invoice_number} de {$plan_name}. {$portal} volverá a abrirse para usted en cuanto se pague, lo que puede hacer aquí:',
    'going.title': 'El acceso termina en dos días',
    'going.subject': '{$portal} está abierto para usted hasta el {$access_day}',
    'going.text':
      'La factura {$invoice_number} de {$plan_name} aún no está pagada. {$portal} está abierto para usted hasta el {$access_day} y, después, en cuanto se pague:',
    'gone.title': 'El acceso ha terminado',
    'gone.subject': '{$portal} ya no está abierto para usted',
    'gone.text':
      'La factura {$invoice_number} de {$plan_name} sigue sin pagarse, así que {$portal} está cerrado para usted. Se abrirá de nuevo en cuanto la pague:',
    'over.title': 'Una suscripción ha terminado',
    'over.subject': '{$plan_name} ha terminado',
    'over.text':
      '{$plan_name} ha terminado, y con ella su acceso a {$portal}. Puede suscribirse de nuevo cuando quiera:',
    'inactive.title': 'Una suscripción quedó inactiva',
    'inactive.subject': '{$plan_name} está inactiva',
    'inactive.text':
      'No hemos podido cobrar {$plan_name} y ya no lo intentaremos más. No se debe nada por ella. Para volver a {$portal}, suscríbase de nuevo:',
    'restored.title': 'El acceso ha vuelto',
    'restored.subject': '{$portal} vuelve a estar abierto para usted',
    'restored.text':
      'Su pago de {$plan_name} ha llegado y {$portal} vuelve a estar abierto para usted. Se renueva el {$renewal_day}.',
    'trouble.title': '¿Tiene problemas?, de quien tiene la suscripción inactiva',
    'trouble.subject': 'Cómo volver a {$portal}',
    'trouble.text':
      'Ha pedido ayuda para entrar en {$portal}. {$plan_name} no está pagada, así que el portal está cerrado para usted. Vea aquí cuánto cuesta y suscríbase de nuevo. Si solo ha olvidado la contraseña, allí también puede pedir una nueva.',
    'cancelled.title': 'Una suscripción está cancelada',
    'cancelled.subject': '{$plan_name} termina el {$access_day}',
    'cancelled.text':
      '{$plan_name} está cancelada y termina el {$access_day}; hasta entonces todo sigue igual. No se cobra nada más. Si no es lo que quería, consérvela en Facturación.',
    'paused.title': 'Una suscripción está en pausa',
    'paused.subject': '{$plan_name} está en pausa',
    'paused.text':
      '{$plan_name} está en pausa: no se cobra nada hasta que continúe. {$portal} sigue abierto para usted hasta el {$access_day}.',
    'changed.title': 'Una suscripción tiene otro plan',
    'changed.subject': 'Su plan es ahora {$plan_name}',
    'changed.text':
      'Su plan con {$portal} es ahora {$plan_name}, por {$plan_amount}. El próximo cobro es el {$renewal_day}. Lo que se abonó y se cobró por el cambio figura en Facturación.',
  },
})
