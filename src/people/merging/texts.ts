import { catalogue } from '../../kit/texts.ts'

/** Everything the merging of cards says. */
export const words = catalogue({
  en: {
    caption: 'Cards that may be one person’s',
    lead: 'These cards may be one person’s. Look at both before you merge them.',
    empty: 'No duplicates found',
    'empty.text':
      'Cards with the same name and date of birth, the same phone number or a like name appear here.',
    one: 'Card',
    other: 'Other card',
    why: 'Why',
    'why.name_birth': 'Same name and date of birth',
    'why.phone': 'Same phone number',
    'why.name': 'Same or similar name',
    'choose.title': 'Which card is the same person’s as {$name}?',
    'choose.like': 'Alike',
    'choose.like.none': 'No card is like this one. Find it by name, e-mail or phone.',
    'choose.find': 'Find another card',
    'choose.find.do': 'Find',
    'choose.find.none': 'Nothing matches “{$search}”.',
    'merge.title': 'Merge two cards',
    'merge.lead': '“{$other}” goes, “{$kept}” stays.',
    'merge.swap': 'Keep the other card instead',
    'merge.values': 'The two cards',
    what: 'What',
    stays: 'Stays',
    goes: 'Goes',
    none: 'None',
    known: 'Known',
    unknown: 'Not known',
    prefer: 'Where both have something',
    'prefer.kept': 'Keep what the card that stays has',
    'prefer.other': 'Take over what the card that goes has',
    'prefer.help': 'What only one of them has is kept either way.',
    'prefer.help.registered':
      'What only one of them has is kept either way. {$name} keeps the e-mail and user name they sign in with.',
    'will.notes':
      '.input {$count :number} .match $count 0 {{No notes to move.}} one {{1 note moves.}} * {{{$count} notes move.}}',
    'will.cases':
      '.input {$count :number} .match $count 0 {{No cases to move.}} one {{They become a party of 1 case.}} * {{They become a party of {$count} cases.}}',
    'will.shared':
      '.input {$count :number} .match $count one {{Both are in 1 case; there they are one party from then on.}} * {{Both are in {$count} cases; there they are one party from then on.}}',
    'will.invitation': 'The invitation that was mailed to “{$name}” stops working.',
    'will.messages': '“{$name}” has never registered, so there are no conversations to move.',
    'will.gone': 'The card “{$name}” is deleted. Links to it lead to the one that stays.',
    'merge.kept': 'Nobody who has registered is lost. This cannot be undone.',
    'merge.do': 'Merge cards',
    'merge.done': 'The two cards are one now.',
    'refused.back': 'Choose another card',
  },
  es: {
    caption: 'Fichas que pueden ser de una misma persona',
    lead: 'Estas fichas pueden ser de una misma persona. Mire ambas antes de fusionarlas.',
    empty: 'No hay duplicados',
    'empty.text':
      'Aquí aparecen las fichas con el mismo nombre y fecha de nacimiento, el mismo teléfono o un nombre parecido.',
    one: 'Ficha',
    other: 'Otra ficha',
    why: 'Por qué',
    'why.name_birth': 'Mismo nombre y fecha de nacimiento',
    'why.phone': 'Mismo teléfono',
    'why.name': 'Nombre igual o parecido',
    'choose.title': '¿Qué ficha es de la misma persona que {$name}?',
    'choose.like': 'Parecidas',
    'choose.like.none': 'Ninguna ficha se parece. Búsquela por nombre, correo o teléfono.',
    'choose.find': 'Buscar otra ficha',
    'choose.find.do': 'Buscar',
    'choose.find.none': 'Nada coincide con «{$search}».',
    'merge.title': 'Fusionar dos fichas',
    'merge.lead': '«{$other}» desaparece, «{$kept}» permanece.',
    'merge.swap': 'Conservar la otra ficha',
    'merge.values': 'Las dos fichas',
    what: 'Qué',
    stays: 'Permanece',
    goes: 'Desaparece',
    none: 'Ninguno',
    known: 'Conocido',
    unknown: 'No conocido',
    prefer: 'Donde ambas tienen algo',
    'prefer.kept': 'Conservar lo que tiene la ficha que permanece',
    'prefer.other': 'Tomar lo que tiene la ficha que desaparece',
    'prefer.help': 'Lo que solo tiene una de ellas se conserva en todo caso.',
    'prefer.help.registered':
      'Lo que solo tiene una de ellas se conserva en todo caso. {$name} conserva el correo y el nombre de usuario con los que inicia sesión.',
    'will.notes':
      '.input {$count :number} .match $count 0 {{No hay notas que pasar.}} one {{Pasa 1 nota.}} * {{Pasan {$count} notas.}}',
    'will.cases':
      '.input {$count :number} .match $count 0 {{No hay casos que pasar.}} one {{Pasa a ser parte de 1 caso.}} * {{Pasa a ser parte de {$count} casos.}}',
    'will.shared':
      '.input {$count :number} .match $count one {{Ambas están en 1 caso; allí serán una sola parte.}} * {{Ambas están en {$count} casos; allí serán una sola parte.}}',
    'will.invitation': 'La invitación enviada a «{$name}» deja de valer.',
    'will.messages': '«{$name}» nunca se ha registrado, así que no hay conversaciones que pasar.',
    'will.gone': 'La ficha «{$name}» se elimina. Los enlaces a ella llevan a la que permanece.',
    'merge.kept': 'No se pierde a nadie que se haya registrado. Esto no se puede deshacer.',
    'merge.do': 'Fusionar fichas',
    'merge.done': 'Las dos fichas son ahora una.',
    'refused.back': 'Elegir otra ficha',
  },
})

/** In the language of whoever reads. */
export const { t } = words
export type Text = keyof (typeof words.words)['en']
