import { catalogue } from '../../kit/texts.ts'

/** Everything the pages of the portal's own fields say. */
export const words = catalogue({
  en: {
    lead: 'Fields of your own on every contact’s card, in this order.',
    caption: 'Fields on the cards of contacts',
    empty: 'No fields yet',
    'empty.text':
      'Every card has name, e-mail, phone, company and date of birth. What else do you need to know?',
    add: 'Add field',
    'new.done': 'Field added. It is on every card now.',
    label: 'Label',
    'label.help': 'As it stands on the card: “Marital status”.',
    kind: 'Kind',
    'kind.fixed': 'The kind stays as it is: {$kind}.',
    'kind.text': 'Text',
    'kind.number': 'Number',
    'kind.date': 'Date',
    'kind.choice': 'Choice',
    choices: 'Choices',
    'choices.help': 'One a line, in the order they are offered. Only for the kind “Choice”.',
    'choices.help.edit': 'One a line, in the order they are offered.',
    order: 'Order',
    'move.up': 'Up',
    'move.up.label': 'Move {$label} up',
    'move.down': 'Down',
    'move.down.label': 'Move {$label} down',
    'edit.title': 'Edit field {$label}',
    'edit.do': 'Save field',
    'edit.done': 'Field saved.',
    remove: 'Remove field',
    'remove.title': 'Remove field {$label}',
    'remove.cards':
      '.input {$count :number} .match $count 0 {{No card has anything in this field.}} one {{What 1 card has in this field is deleted.}} * {{What {$count} cards have in this field is deleted.}}',
    'remove.gone': 'The field disappears from every card, form and file.',
    'remove.done': 'Field removed.',
    'input.none': 'None',
  },
  es: {
    lead: 'Campos propios en la ficha de cada contacto, en este orden.',
    caption: 'Campos de las fichas de contactos',
    empty: 'Aún no hay campos',
    'empty.text':
      'Cada ficha tiene nombre, correo, teléfono, empresa y fecha de nacimiento. ¿Qué más necesita saber?',
    add: 'Añadir campo',
    'new.done': 'Campo añadido. Ya está en todas las fichas.',
    label: 'Etiqueta',
    'label.help': 'Tal como figura en la ficha: «Estado civil».',
    kind: 'Tipo',
    'kind.fixed': 'El tipo no cambia: {$kind}.',
    'kind.text': 'Texto',
    'kind.number': 'Número',
    'kind.date': 'Fecha',
    'kind.choice': 'Opción',
    choices: 'Opciones',
    'choices.help': 'Una por línea, en el orden en que se ofrecen. Solo para el tipo «Opción».',
    'choices.help.edit': 'Una por línea, en el orden en que se ofrecen.',
    order: 'Orden',
    'move.up': 'Subir',
    'move.up.label': 'Subir {$label}',
    'move.down': 'Bajar',
    'move.down.label': 'Bajar {$label}',
    'edit.title': 'Editar el campo {$label}',
    'edit.do': 'Guardar campo',
    'edit.done': 'Campo guardado.',
    remove: 'Quitar campo',
    'remove.title': 'Quitar el campo {$label}',
    'remove.cards':
      '.input {$count :number} .match $count 0 {{Ninguna ficha tiene nada en este campo.}} one {{Se elimina lo que 1 ficha tiene en este campo.}} * {{Se elimina lo que {$count} fichas tienen en este campo.}}',
    'remove.gone': 'El campo desaparece de todas las fichas, formularios y archivos.',
    'remove.done': 'Campo quitado.',
    'input.none': 'Ninguna',
  },
})

/** In the language of whoever reads. */
export const { t } = words
export type Text = keyof (typeof words.words)['en']
