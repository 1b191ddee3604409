import { catalogue } from '../../kit/texts.ts'

/** What kinds of files are called: alone, and within a sentence. */
export const kindWords = catalogue({
  en: {
    pdf: 'PDF',
    picture: 'Picture',
    document: 'Text document',
    table: 'Spreadsheet',
    slides: 'Slides',
    text: 'Plain text',
    video: 'Video',
    sound: 'Sound',
    mail: 'Mail',
    archive: 'Archive',
    'a.pdf': 'a PDF',
    'a.picture': 'a picture',
    'a.document': 'a text document',
    'a.table': 'a spreadsheet',
    'a.slides': 'slides',
    'a.text': 'plain text',
    'a.video': 'a video',
    'a.sound': 'a recording',
    'a.mail': 'a mail',
    'a.archive': 'an archive',
  },
  es: {
    pdf: 'PDF',
    picture: 'Imagen',
    document: 'Documento de texto',
    table: 'Hoja de cálculo',
    slides: 'Presentación',
    text: 'Texto sin formato',
    video: 'Vídeo',
    sound: 'Sonido',
    mail: 'Correo',
    archive: 'Archivo comprimido',
    'a.pdf': 'un PDF',
    'a.picture': 'una imagen',
    'a.document': 'un documento de texto',
    'a.table': 'una hoja de cálculo',
    'a.slides': 'una presentación',
    'a.text': 'un texto sin formato',
    'a.video': 'un vídeo',
    'a.sound': 'una grabación',
    'a.mail': 'un correo',
    'a.archive': 'un archivo comprimido',
  },
})

/** In the language of whoever reads. */
export const { t } = kindWords
