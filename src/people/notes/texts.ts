import { catalogue } from '../../kit/texts.ts'

/** Everything notes and the timeline say. */
export const words = catalogue({
  en: {
    timeline: 'Timeline',
    'timeline.text': 'Notes and what happened, newest first. Only staff see this.',
    'timeline.empty': 'Nothing has happened yet.',
    'timeline.older': 'Older',
    'timeline.newest': 'Newest',
    note: 'Note',
    'note.new': 'New note',
    'note.do': 'Add note',
    'note.you': 'You',
    'note.remove': 'Remove note',
    'note.removed': 'Note removed.',
    'note.unreadable': 'A note that cannot be opened: what is stored is not what was written',
  },
  es: {
    timeline: 'Cronología',
    'timeline.text': 'Notas y lo ocurrido, lo más reciente primero. Solo lo ve el personal.',
    'timeline.empty': 'Todavía no ha ocurrido nada.',
    'timeline.older': 'Anteriores',
    'timeline.newest': 'Lo más reciente',
    note: 'Nota',
    'note.new': 'Nota nueva',
    'note.do': 'Añadir nota',
    'note.you': 'Usted',
    'note.remove': 'Quitar nota',
    'note.removed': 'Nota quitada.',
    'note.unreadable': 'Una nota que no se puede abrir: lo guardado no es lo que se escribió',
  },
})

/** In the language of whoever reads. */
export const { t } = words
export type Text = keyof (typeof words.words)['en']
