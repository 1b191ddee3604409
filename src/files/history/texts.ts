import { catalogue } from '../../kit/texts.ts'

/** What a line of a history says of files beyond what happened. */
export const words = catalogue({
  en: {
    more: '{$names} and {$count :number} more',
    folder: 'folder: {$name}',
    with: 'with: {$names}',
    request: 'request: {$title}',
  },
  es: {
    more: '{$names} y {$count :number} más',
    folder: 'carpeta: {$name}',
    with: 'con: {$names}',
    request: 'petición: {$title}',
  },
})
