import { catalogue } from '../../kit/texts.ts'

/** Everything the pages of companies say. */
export const words = catalogue({
  en: {
    caption: 'Companies',
    search: 'Name',
    empty: 'No companies yet',
    'empty.text':
      'A company is where several of your contacts belong. It is also added when you name it on a card.',
    add: 'Add company',
    'new.done': 'Company added.',
    name: 'Name',
    contacts: 'Contacts',
    'contacts.none': 'Nobody belongs to this company yet.',
    'contacts.all': 'Show in the list of contacts',
    'contacts.add': 'Add contact',
    'contacts.more': 'These are the first {$count :number}.',
    rename: 'Rename',
    'rename.title': 'Rename {$name}',
    'rename.do': 'Save name',
    'rename.done': 'Company renamed.',
  },
  es: {
    caption: 'Empresas',
    search: 'Nombre',
    empty: 'Aún no hay empresas',
    'empty.text':
      'Una empresa reúne a varios de sus contactos. También se añade al nombrarla en una ficha.',
    add: 'Añadir empresa',
    'new.done': 'Empresa añadida.',
    name: 'Nombre',
    contacts: 'Contactos',
    'contacts.none': 'Aún no hay nadie en esta empresa.',
    'contacts.all': 'Ver en la lista de contactos',
    'contacts.add': 'Añadir contacto',
    'contacts.more': 'Estos son los primeros {$count :number}.',
    rename: 'Cambiar nombre',
    'rename.title': 'Cambiar el nombre de {$name}',
    'rename.do': 'Guardar nombre',
    'rename.done': 'Nombre cambiado.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
export type Text = keyof (typeof words.words)['en']
