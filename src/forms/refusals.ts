import { refusals } from '../kit/refusal.ts'

export const refuse = refusals({
  link_taken: {
    status: 409,
    en: 'Another form has this address. Choose another.',
    es: 'Otro formulario tiene esta dirección. Elija otra.',
  },
  goes_with_role: {
    status: 409,
    en: 'Only a form that makes clients can ask for a payment. Say below that what it costs may go, or keep the role.',
    es: 'Solo un formulario que crea clientes puede pedir un pago. Diga abajo que lo que cuesta puede desaparecer, o conserve el rol.',
  },
  too_many_forms: {
    status: 409,
    en: 'There are {$most :number} forms already. Archive one first.',
    es: 'Ya hay {$most :number} formularios. Archive uno primero.',
  },
  too_many_form_fields: {
    status: 409,
    en: 'A form has at most {$most :number} fields. Remove one first.',
    es: 'Un formulario tiene como máximo {$most :number} campos. Quite uno primero.',
  },
  too_many_file_fields: {
    status: 409,
    en: 'At most {$most :number} fields of a form ask for files. Remove one first, or ask for more in one of them.',
    es: 'Como máximo {$most :number} campos de un formulario piden archivos. Quite antes uno o pida más en uno de ellos.',
  },
  field_in_use: {
    status: 409,
    en: 'Another field is shown only if this one says so. Change that one first.',
    es: 'Otro campo solo se muestra según este. Cambie antes el otro.',
  },
  shown_if_above: {
    status: 422,
    en: 'Choose a field above this one.',
    es: 'Elija un campo que esté por encima de este.',
  },
  shown_if_choice: {
    status: 422,
    en: 'Write one of that field’s choices as it stands there; “on” for a consent.',
    es: 'Escriba una de las opciones de ese campo tal como figura allí; «on» para un consentimiento.',
  },
  choices_differ: {
    status: 422,
    en: 'Write one choice a line, each another. Only choices have them.',
    es: 'Escriba una opción por línea, todas distintas. Solo las tienen los campos de elección.',
  },
  does_not_fit: {
    status: 422,
    en: 'Answers of this kind do not fit there. Choose another place, or keep them with what was sent.',
    es: 'Las respuestas de este tipo no caben ahí. Elija otro lugar o guárdelas con lo enviado.',
  },
  mapped_twice: {
    status: 409,
    en: 'Another field’s answers go there already.',
    es: 'Las respuestas de otro campo ya van ahí.',
  },
  stale_puzzle: {
    status: 409,
    en: 'This form was open for too long. What you typed is still here: send it again.',
    es: 'Este formulario estuvo abierto demasiado tiempo. Lo escrito sigue aquí: envíelo de nuevo.',
  },
  form_closed: {
    status: 404,
    en: 'There is no form here. Ask whoever gave you the address.',
    es: 'Aquí no hay ningún formulario. Pregunte a quien le dio la dirección.',
  },
  sent_too_often: {
    status: 429,
    en: 'Too much was sent from where you are. Wait a while and send it again.',
    es: 'Se ha enviado demasiado desde donde está. Espere un rato y vuelva a enviarlo.',
  },
  too_much_text: {
    status: 422,
    en: 'That is too much text for one form. Shorten it.',
    es: 'Es demasiado texto para un formulario. Abrévielo.',
  },
  nothing_waits: {
    status: 409,
    en: 'Nothing waits here: somebody has decided already.',
    es: 'Aquí no espera nada: alguien ya ha decidido.',
  },
})
