import { catalogue } from '../../kit/texts.ts'

/** The kinds of steps that every portal has. */
export const words = catalogue({
  en: {
    'accept.name': 'Read and accept',
    'accept.about': 'A text or files that the client reads and accepts. What was accepted is kept.',
    'accept.button': 'Accept and go on',
    'accept.box': 'I have read this and accept it',
    'accept.needed': 'Tick this to accept.',
    'upload.name': 'Send files',
    'upload.about': 'The client sends you documents; they lie with the contact’s files.',
    'upload.button': 'Send and go on',
    'upload.label': 'Your files',
    'upload.help':
      'A photo is enough where everything can be read. Up to ten at once, {$most} each.',
    'download.name': 'Take files',
    'download.about': 'Files of yours that the client downloads.',
    'download.button': 'Go on',
    'download.left': 'Download each of them to go on.',
    'download.taken': 'Downloaded',
    'watch.name': 'Watch or read',
    'watch.about': 'A text, or a link to a film or a page, that the client says to have seen.',
    'watch.button': 'Done, go on',
    'link.open': 'Open it',
    'link.where': 'Opens {$host} in a window of its own',
  },
  es: {
    'accept.name': 'Leer y aceptar',
    'accept.about': 'Un texto o archivos que el cliente lee y acepta. Se conserva lo aceptado.',
    'accept.button': 'Aceptar y continuar',
    'accept.box': 'Lo he leído y lo acepto',
    'accept.needed': 'Marque esta casilla para aceptar.',
    'upload.name': 'Enviar archivos',
    'upload.about': 'El cliente le envía documentos; quedan entre los archivos del contacto.',
    'upload.button': 'Enviar y continuar',
    'upload.label': 'Sus archivos',
    'upload.help':
      'Basta una foto en la que se pueda leer todo. Hasta diez a la vez, {$most} cada uno.',
    'download.name': 'Descargar archivos',
    'download.about': 'Archivos suyos que el cliente descarga.',
    'download.button': 'Continuar',
    'download.left': 'Descargue cada uno para continuar.',
    'download.taken': 'Descargado',
    'watch.name': 'Ver o leer',
    'watch.about':
      'Un texto, o un enlace a un vídeo o una página, que el cliente dice haber visto.',
    'watch.button': 'Hecho, continuar',
    'link.open': 'Abrir',
    'link.where': 'Abre {$host} en una ventana aparte',
  },
})

/** In the language of whoever reads. */
export const { t } = words
