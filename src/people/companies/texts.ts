import { catalogue } from '../../kit/texts.ts'

/** Everything the pages of companies say. */
export const words = catalogue({
  en: {
    caption: 'Companies',
    'crumb.contacts': 'Contacts',
    search: 'Name',
    empty: 'No companies yet',
    'empty.text':
      'A company is where several of your contacts belong. It is also added when you name it on a card.',
    add: 'Add company',
    'new.done': 'Company added.',
    name: 'Name',
    contacts: 'Contacts',
    'contacts.add': 'Add contact',
    rename: 'Rename',
    'rename.title': 'Rename {$name}',
    'rename.do': 'Save name',
    'rename.done': 'Company renamed.',
  },
  es: {
    caption: 'Empresas',
    'crumb.contacts': 'Contactos',
    search: 'Nombre',
    empty: 'Aún no hay empresas',
    'empty.text':
      'Una empresa reúne a varios de sus contactos. También se añade al nombrarla en una ficha.',
    add: 'Añadir empresa',
    'new.done': 'Empresa añadida.',
    name: 'Nombre',
    contacts: 'Contactos',
    'contacts.add': 'Añadir contacto',
    rename: 'Cambiar nombre',
    'rename.title': 'Cambiar el nombre de {$name}',
    'rename.do': 'Guardar nombre',
    'rename.done': 'Nombre cambiado.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
export type Text = keyof (typeof words.words)['en']
