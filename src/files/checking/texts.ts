import { catalogue } from '../../kit/texts.ts'

/** Something dangerous was found in a file. */
export const words = catalogue({
  en: {
    'mail.title': 'A file was refused',
    'mail.subject': 'A file was refused at {$portal}',
    'mail.hello': 'Hello {$name},',
    'mail.text':
      'A file that came to {$portal} was found to be dangerous ({$threat}). Nobody is given it, and what was in it has been removed.',
    'mail.do': 'Where it is needed, send it again from a device that has been checked for viruses.',
    'mail.button': 'Open Files',
    'mail.why': 'You get this mail because you sent the file, or look after files at {$portal}.',
  },
  es: {
    'mail.title': 'Se rechazó un archivo',
    'mail.subject': 'Se rechazó un archivo en {$portal}',
    'mail.hello': 'Hola, {$name}:',
    'mail.text':
      'Se vio que un archivo llegado a {$portal} es peligroso ({$threat}). No se entrega a nadie y su contenido se ha eliminado.',
    'mail.do':
      'Si hace falta, envíelo de nuevo desde un dispositivo en el que se hayan buscado virus.',
    'mail.button': 'Abrir Archivos',
    'mail.why': 'Recibe este correo porque envió el archivo o atiende los archivos de {$portal}.',
  },
})
