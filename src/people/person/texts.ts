import { catalogue } from '../../kit/texts.ts'

/** Facts about somebody of the team. */
export const words = catalogue({
  en: {
    email: 'E-mail',
    language: 'Language',
    added: 'Added',
  },
  es: {
    email: 'Correo',
    language: 'Idioma',
    added: 'Añadido',
  },
})

/** In the language of whoever reads. */
export const { t } = words
