import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    title: 'What takes the room',
    text: 'With all versions of each file, and small pictures of it.',
    none: 'Nothing takes any room yet.',
    holders: 'Whose files take the most',
    is: 'Among',
    largest: 'The largest files',
    name: 'File',
    versions: 'Versions',
    unnamed: 'Not yours to see',
    kind: 'Belongs to',
    files: 'Files',
    bytes: 'Size',
    arriving: 'Nothing yet: being sent, or not attached',
    done: 'Settings saved.',
  },
  es: {
    title: 'Qué ocupa el espacio',
    text: 'Con todas las versiones de cada archivo y sus imágenes pequeñas.',
    none: 'Todavía no hay nada que ocupe espacio.',
    holders: 'De quién son los archivos que más ocupan',
    is: 'Entre',
    largest: 'Los archivos más grandes',
    name: 'Archivo',
    versions: 'Versiones',
    unnamed: 'No lo puede ver',
    kind: 'Pertenece a',
    files: 'Archivos',
    bytes: 'Tamaño',
    arriving: 'Aún a nada: en camino o sin adjuntar',
    done: 'Ajustes guardados.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
