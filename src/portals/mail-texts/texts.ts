import { catalogue } from '../../kit/texts.ts'

/** A portal's mails in its own words. */
export const words = catalogue({
  en: {
    lead: 'The mails your portal sends, each in its reader’s language. Choose one to change its words.',
    not_yet: 'Your own words wait until the portal is certified',
    'not_yet.text':
      'You can write and preview them now. Until then every mail goes out in the standard words, so that nobody can use a trial to write to strangers what they like.',
    caption: 'Mails by kind and language',
    mail: 'Mail',
    'language.en': 'English',
    'language.es': 'Spanish',
    own: 'Your words',
    shipped: 'Standard',
    title: '{$mail}, in {$language}',
    all: 'All mails',
    subject: 'Subject',
    body: 'Text',
    'body.help':
      'Leave an empty line between paragraphs. A link alone in its paragraph becomes a button.',
    faults: 'This is not right yet',
    save: 'Save these words',
    back: 'Go back',
    done: 'Saved. The mail reads like this from now on.',
    preview: 'Preview',
    'preview.text': 'As Jane Example would get it. It goes out as text and as HTML.',
    'preview.do': 'Preview',
    reset: 'Standard words',
    'reset.text': 'Your own words for this mail in this language are lost.',
    'reset.do': 'Restore the standard words',
    'reset.done': 'The mail has its standard words again.',
  },
  es: {
    lead: 'Los correos que envía su portal, cada uno en el idioma de quien lo lee. Elija uno para cambiar su texto.',
    not_yet: 'Su propio texto espera hasta que el portal esté certificado',
    'not_yet.text':
      'Ya puede escribirlo y ver cómo queda. Hasta entonces cada correo sale con el texto estándar, para que nadie use una prueba para escribir a desconocidos lo que quiera.',
    caption: 'Correos por tipo e idioma',
    mail: 'Correo',
    'language.en': 'Inglés',
    'language.es': 'Español',
    own: 'Texto propio',
    shipped: 'Estándar',
    title: '{$mail}, en {$language}',
    all: 'Todos los correos',
    subject: 'Asunto',
    body: 'Texto',
    'body.help':
      'Deje una línea vacía entre párrafos. Un enlace solo en su párrafo se convierte en botón.',
    faults: 'Algo aún no está bien',
    save: 'Guardar este texto',
    back: 'Volver',
    done: 'Correo guardado. Desde ahora se envía así.',
    preview: 'Vista previa',
    'preview.text': 'Como lo recibiría Jane Example. Sale como texto y como HTML.',
    'preview.do': 'Vista previa',
    reset: 'Texto estándar',
    'reset.text': 'Se pierde su propio texto de este correo en este idioma.',
    'reset.do': 'Restaurar el texto estándar',
    'reset.done': 'El correo vuelve a tener el texto estándar.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
