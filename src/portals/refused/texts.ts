import { catalogue } from '../../kit/texts.ts'

export const words = catalogue({
  en: {
    title: 'Portals that cannot be opened',
    text: 'The key store speaks against them. Nothing of them runs, and their addresses answer as if nobody had them, or say that they are not open.',
    portal: 'Portal',
    why: 'Why',
    found: 'Found',
    'why.database':
      'It was deleted on {$date}, and a backup of the database from before that was restored. Its key is destroyed: what was sealed cannot be read, but names and addresses are there again.',
    'why.database_and_keys':
      'It was deleted on {$date}, and backups of the database and of the key store from before that were restored. Its key has been destroyed again; names and addresses are there.',
    'why.key_missing':
      'Its key is not in the key store, and nothing says that it was deleted. Put the key back from the key store’s backup; the portal opens again by itself.',
    'again.header': 'Delete again',
    again: 'Delete its rows',
    'again.long': 'Delete again what came back of {$portal}',
    'again.done': 'What came back is being deleted again.',
    'mail.returned.subject': 'The deleted portal at {$host} came back with a backup',
    'mail.returned.database':
      'The portal at {$host} was deleted on {$date}. A backup of the database from before that was restored, and with it the portal’s rows. It is refused: its address answers as if nobody had it, and nothing of it runs.',
    'mail.returned.database_and_keys':
      'The portal at {$host} was deleted on {$date}. Backups of both the database and the key store from before that were restored, and with them the portal and its key. The key has been destroyed again, and the portal is refused: its address answers as if nobody had it, and nothing of it runs.',
    'mail.returned.do':
      'Its rows are kept until you say so. Under Jobs you can have them deleted again.',
    'mail.missing.subject': 'The portal at {$host} cannot be opened: its key is missing',
    'mail.missing.is':
      'The key store at {$place} has no key of the portal at {$host}, and nothing says that this portal was deleted. Until the key is there again, nobody comes in and nothing of it runs.',
    'mail.missing.do':
      'Put the key back from the key store’s backup. The portal then opens again by itself, within a minute.',
    'mail.button': 'See what is refused',
    'mail.why': 'You get this because you operate this installation.',
  },
  es: {
    title: 'Portales que no se pueden abrir',
    text: 'El almacén de claves habla en su contra. Nada de ellos funciona, y sus direcciones responden como si no fueran de nadie, o dicen que no están abiertos.',
    portal: 'Portal',
    why: 'Motivo',
    found: 'Descubierto',
    'why.database':
      'Se eliminó el {$date}, y se restauró una copia de seguridad de la base de datos anterior a esa fecha. Su clave está destruida: lo cifrado no se puede leer, pero los nombres y las direcciones vuelven a estar ahí.',
    'why.database_and_keys':
      'Se eliminó el {$date}, y se restauraron copias de seguridad de la base de datos y del almacén de claves anteriores a esa fecha. Su clave se ha vuelto a destruir; los nombres y las direcciones están ahí.',
    'why.key_missing':
      'Su clave no está en el almacén de claves, y nada indica que se eliminara. Restaure la clave desde la copia de seguridad del almacén; el portal se abre de nuevo por sí solo.',
    'again.header': 'Eliminar de nuevo',
    again: 'Eliminar sus filas',
    'again.long': 'Eliminar de nuevo lo que volvió de {$portal}',
    'again.done': 'Lo que había vuelto se está eliminando de nuevo.',
    'mail.returned.subject': 'El portal eliminado de {$host} ha vuelto con una copia de seguridad',
    'mail.returned.database':
      'El portal de {$host} se eliminó el {$date}. Se restauró una copia de seguridad de la base de datos anterior a esa fecha, y con ella las filas del portal. Se rechaza: su dirección responde como si no fuera de nadie y nada de él funciona.',
    'mail.returned.database_and_keys':
      'El portal de {$host} se eliminó el {$date}. Se restauraron copias de seguridad de la base de datos y del almacén de claves anteriores a esa fecha, y con ellas el portal y su clave. La clave se ha vuelto a destruir y el portal se rechaza: su dirección responde como si no fuera de nadie y nada de él funciona.',
    'mail.returned.do':
      'Sus filas se conservan hasta que usted lo diga. En Tareas puede hacer que se eliminen de nuevo.',
    'mail.missing.subject': 'El portal de {$host} no se puede abrir: falta su clave',
    'mail.missing.is':
      'El almacén de claves en {$place} no tiene la clave del portal de {$host}, y nada indica que ese portal se eliminara. Hasta que la clave vuelva a estar ahí, nadie entra y nada de él funciona.',
    'mail.missing.do':
      'Restaure la clave desde la copia de seguridad del almacén de claves. El portal se abre entonces de nuevo por sí solo, en menos de un minuto.',
    'mail.button': 'Ver qué se rechaza',
    'mail.why': 'Recibe esto porque administra esta instalación.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
export type Text = keyof (typeof words.words)['en']
