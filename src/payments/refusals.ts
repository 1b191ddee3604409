import { refusals } from '../kit/refusal.ts'

export const refuse = refusals({
  nobody_to_ask: {
    status: 409,
    en: 'There is nobody here who could answer now. Write to the address on the invoice.',
    es: 'Ahora no hay aquí nadie que pueda responder. Escriba a la dirección de la factura.',
  },
  no_such_contact: {
    status: 422,
    en: 'There is no contact with this id. Choose another.',
    es: 'No hay ningún contacto con este identificador. Elija otro.',
  },
  too_many_drafts: {
    status: 409,
    en: 'There are {$most :number} drafts already. Issue or discard some first.',
    es: 'Ya hay {$most :number} borradores. Emita o descarte antes algunos.',
  },
  not_in_that_state: {
    status: 409,
    en: 'This cannot be done to an invoice in its present state. Load it again and look how it stands.',
    es: 'Esto no se puede hacer con una factura en su estado actual. Vuelva a cargarla y mire cómo está.',
  },
  no_items: {
    status: 422,
    en: 'Say what is charged for: an invoice needs at least one item.',
    es: 'Indique qué se cobra: una factura necesita al menos un concepto.',
  },
  total_too_large: {
    status: 422,
    en: 'This is more than an invoice can be over.',
    es: 'Es más de lo que puede sumar una factura.',
  },
  due_before_issued: {
    status: 422,
    en: 'It would be due before it is issued. Choose today or a later day.',
    es: 'Vencería antes de emitirse. Elija hoy o un día posterior.',
  },
  partly_paid: {
    status: 409,
    en: 'Something has been paid or credited of this invoice. Credit the rest instead.',
    es: 'De esta factura ya se ha pagado o abonado algo. Abone el resto con una nota de crédito.',
  },
  no_email: {
    status: 409,
    en: 'There is no e-mail on this contact’s card to send it to. Add one first.',
    es: 'La ficha de este contacto no tiene correo al que enviarla. Añada uno antes.',
  },
  contact_disabled: {
    status: 409,
    en: 'The access of this contact is disabled, and nothing is sent to them.',
    es: 'El acceso de este contacto está desactivado y no se le envía nada.',
  },
  just_sent: {
    status: 409,
    en: 'It has just been sent. Wait ten minutes before you send it again.',
    es: 'Acaba de enviarse. Espere diez minutos antes de enviarla otra vez.',
  },
  more_than_owed: {
    status: 422,
    en: 'This is more than the {$most} still to be paid. Say that the rest is kept as credit, or enter less.',
    es: 'Es más que los {$most} por pagar. Indique que el resto se guarda como saldo a favor, o escriba menos.',
  },
  in_the_future: {
    status: 422,
    en: 'This day has not come yet. Enter today or an earlier day.',
    es: 'Ese día aún no ha llegado. Escriba hoy o un día anterior.',
  },
  not_enough_credit: {
    status: 409,
    en: 'There is less credit than that: {$most} can be used.',
    es: 'No hay tanto saldo a favor: se pueden usar {$most}.',
  },
  no_credit: {
    status: 409,
    en: 'There is no credit in this currency.',
    es: 'No hay saldo a favor en esta moneda.',
  },
  more_than_left: {
    status: 422,
    en: 'This is more than is left: at most {$most}.',
    es: 'Es más de lo que queda: como máximo {$most}.',
  },
  nothing_left: {
    status: 409,
    en: 'Nothing of this is left to be credited or paid back.',
    es: 'No queda nada por abonar ni devolver.',
  },
  payment_withdrawn: {
    status: 409,
    en: 'This payment was withdrawn.',
    es: 'Este pago se anuló.',
  },
  payment_refunded: {
    status: 409,
    en: 'Something of this payment was paid back, so it cannot be withdrawn.',
    es: 'Parte de este pago se devolvió, así que no se puede anular.',
  },
  by_gateway: {
    status: 409,
    en: 'This payment did not come in by hand, and cannot be changed by hand.',
    es: 'Este pago no se registró a mano y no se puede cambiar a mano.',
  },
  grace_too_long: {
    status: 422,
    en: 'Access would go on after the last attempt to charge. Choose fewer days, or a later last attempt.',
    es: 'El acceso seguiría después del último intento de cobro. Elija menos días o un último intento posterior.',
  },
  too_many_plans: {
    status: 409,
    en: 'There are {$most :number} plans already. Archive one that is not used any more.',
    es: 'Ya hay {$most :number} planes. Archive alguno que ya no se use.',
  },
  too_many_plan_versions: {
    status: 409,
    en: 'This plan was changed {$most :number} times. Make a new one instead.',
    es: 'Este plan se ha cambiado {$most :number} veces. Cree uno nuevo.',
  },
  plan_archived: {
    status: 409,
    en: 'This plan is archived, and nobody new can have it.',
    es: 'Este plan está archivado y nadie más puede tenerlo.',
  },
  plan_in_form: {
    status: 409,
    en: 'The form “{$form}” sells this plan. Take it out there first.',
    es: 'El formulario «{$form}» vende este plan. Quítelo antes de allí.',
  },
  plan_currency: {
    status: 422,
    en: 'A plan keeps its currency. Make another plan for another currency.',
    es: 'Un plan conserva su moneda. Cree otro plan para otra moneda.',
  },
  other_currency: {
    status: 422,
    en: 'This plan is charged in another currency. Choose one in {$currency}.',
    es: 'Este plan se cobra en otra moneda. Elija uno en {$currency}.',
  },
  too_many_subscriptions: {
    status: 409,
    en: 'This contact has {$most :number} subscriptions, and can have no more.',
    es: 'Este contacto tiene {$most :number} suscripciones y no puede tener más.',
  },
  subscription_state: {
    status: 409,
    en: 'This cannot be done to a subscription in its present state. Load it again and look how it stands.',
    es: 'Esto no se puede hacer con una suscripción en su estado actual. Vuelva a cargarla y mire cómo está.',
  },
  same_plan: {
    status: 409,
    en: 'It is on this version of this plan already.',
    es: 'Ya está en esta versión de este plan.',
  },
  only_version: {
    status: 422,
    en: 'From the next renewal on it can only go over to the newest version of its own plan.',
    es: 'Desde la próxima renovación solo puede pasar a la última versión de su propio plan.',
  },
  preview_over: {
    status: 409,
    en: 'What you were shown is out of date. Look at it again.',
    es: 'Lo que se le mostró ya no vale. Mírelo de nuevo.',
  },
  period_unpaid: {
    status: 409,
    en: 'The present period is not paid yet. Wait for that, or change the plan from the next renewal.',
    es: 'El periodo actual aún no está pagado. Espere a que lo esté o cambie el plan desde la próxima renovación.',
  },
  method_needed: {
    status: 409,
    en: 'A subscription is charged to this. Leave another means of payment first; it then takes this one’s place.',
    es: 'A este medio se cobra una suscripción. Deje antes otro medio de pago, que ocupará su lugar.',
  },
  not_first: {
    status: 409,
    en: 'It is not due, or somebody else has just done it.',
    es: 'Aún no toca, o alguien acaba de hacerlo.',
  },
  again_link: {
    status: 410,
    en: 'This link does not work any more. Ask for another under Having trouble?',
    es: 'Este enlace ya no funciona. Pida otro en ¿Tiene problemas?',
  },
  pay_link: {
    status: 410,
    en: 'This link does not work any more. Sign in to see your invoices, or write to us.',
    es: 'Este enlace ya no funciona. Inicie sesión para ver sus facturas o escríbanos.',
  },
})
