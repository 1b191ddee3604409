import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: { done: 'Settings saved.' },
  es: { done: 'Ajustes guardados.' },
})
