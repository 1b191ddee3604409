import { catalogue } from '../../kit/texts.ts'

/** Steps of a flow that lead to a form, and to invoices. */
export const words = catalogue({
  en: {
    'form.name': 'Fill in a form',
    'form.about': 'One of your forms. The step is over once the client has sent it.',
    'form.open': 'Open the form',
    'form.after': 'Come back here once you have sent it, with the e-mail that stands there.',
    'form.gone': 'This form is not open any more. Say below that you are stuck.',
    'pay.name': 'Pay what is open',
    'pay.about':
      'The client pays every invoice of theirs that is open. The step is over with the last payment.',
    'pay.open': 'Pay these, and this step is over.',
    'pay.nothing': 'There is nothing to pay.',
    'pay.button': 'Go on',
    'pay.line': '{$number}, {$amount}',
  },
  es: {
    'form.name': 'Rellenar un formulario',
    'form.about': 'Uno de sus formularios. El paso termina cuando el cliente lo ha enviado.',
    'form.open': 'Abrir el formulario',
    'form.after': 'Vuelva aquí cuando lo haya enviado, con el correo que figura en él.',
    'form.gone': 'Este formulario ya no está abierto. Diga abajo que no puede seguir.',
    'pay.name': 'Pagar lo pendiente',
    'pay.about':
      'El cliente paga todas sus facturas pendientes. El paso termina con el último pago.',
    'pay.open': 'Pague estas y este paso habrá terminado.',
    'pay.nothing': 'No hay nada que pagar.',
    'pay.button': 'Continuar',
    'pay.line': '{$number}, {$amount}',
  },
})
export const { t } = words
