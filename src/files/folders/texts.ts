import { catalogue } from '../../kit/texts.ts'

/** What is said about folders, to staff. */
export const words = catalogue({
  en: {
    title: 'Files',
    folders: 'Folders',
    files: '.input {$count :number}\n.match $count\none {{{$count} file}}\n* {{{$count} files}}',
    empty: 'No files yet.',
    'empty.here': 'Nothing lies here yet. Add files, or move some here.',
    earlier: 'Earlier files',
    newest: 'Newest files',
    add: 'New folder',
    name: 'Name',
    'add.do': 'Add folder',
    'add.done': 'Folder added.',
    rename: 'Rename',
    'rename.title': 'Rename {$name}',
    'rename.do': 'Save name',
    'rename.done': 'Renamed.',
    move: 'Move',
    'move.title': 'Move {$name}',
    'move.into': 'Into',
    'move.do': 'Move folder',
    'move.done': 'Moved.',
    none: 'No folder',
    moveTo: 'Move to…',
    'place.title':
      '.input {$count :number}\n.match $count\none {{Move {$count} file}}\n* {{Move {$count} files}}',
    'place.do': 'Move here',
    'place.elsewhere': 'To another case, contact or company',
    'place.search': 'Its name or number',
    'place.find': 'Find',
    'place.found': 'Found',
    'place.nothing': 'Nothing is found by that.',
    'place.over':
      '.input {$count :number}\n.match $count\none {{{$count} file goes over to {$name}.}}\n* {{{$count} files go over to {$name}.}}',
    'place.sees': 'What is shared stays shared, with: {$who}.',
    'place.sees.nobody': 'None of it is shared with anybody.',
    'place.keeps': 'Links to it stay. Nobody new sees it by this.',

    remove: 'Remove',
    'remove.title': 'Remove {$name}?',
    'remove.empty':
      '.input {$folders :number}\n.match $folders\none {{The folder will be removed. There are no files in it.}}\n* {{{$folders} folders will be removed. There are no files in them.}}',
    'remove.folders':
      '.input {$folders :number}\n.match $folders\none {{{$folders} folder will be removed for good.}}\n* {{{$folders} folders will be removed for good.}}',
    'remove.files':
      '.input {$files :number}\n.match $files\none {{{$files} file will be removed for good, with all its versions.}}\n* {{{$files} files will be removed for good, with all their versions.}}',
    'remove.shared':
      '.input {$files :number}\n.match $files\none {{{$files} of them is shared; nobody will see it any more.}}\n* {{{$files} of them are shared; nobody will see those any more.}}',
    'remove.do': 'Remove folder',
    'remove.done': 'Folder removed.',
    unreadable: 'A name that cannot be read',
    'unreadable.why':
      'Its name cannot be read, so it cannot be typed. Move its files elsewhere, or remove them one by one, before.',
  },
  es: {
    title: 'Archivos',
    folders: 'Carpetas',
    files:
      '.input {$count :number}\n.match $count\none {{{$count} archivo}}\n* {{{$count} archivos}}',
    empty: 'Aún no hay archivos.',
    'empty.here': 'Aquí aún no hay nada. Añada archivos o mueva algunos aquí.',
    earlier: 'Archivos anteriores',
    newest: 'Archivos más recientes',
    add: 'Carpeta nueva',
    name: 'Nombre',
    'add.do': 'Añadir carpeta',
    'add.done': 'Carpeta añadida.',
    rename: 'Cambiar nombre',
    'rename.title': 'Cambiar el nombre de {$name}',
    'rename.do': 'Guardar nombre',
    'rename.done': 'Nombre cambiado.',
    move: 'Mover',
    'move.title': 'Mover {$name}',
    'move.into': 'A',
    'move.do': 'Mover carpeta',
    'move.done': 'Movido.',
    none: 'Ninguna carpeta',
    moveTo: 'Mover a…',
    'place.title':
      '.input {$count :number}\n.match $count\none {{Mover {$count} archivo}}\n* {{Mover {$count} archivos}}',
    'place.do': 'Mover aquí',
    'place.elsewhere': 'A otro caso, contacto o empresa',
    'place.search': 'Su nombre o número',
    'place.find': 'Buscar',
    'place.found': 'Encontrado',
    'place.nothing': 'Con eso no se encuentra nada.',
    'place.over':
      '.input {$count :number}\n.match $count\none {{{$count} archivo pasa a {$name}.}}\n* {{{$count} archivos pasan a {$name}.}}',
    'place.sees': 'Lo compartido sigue compartido, con: {$who}.',
    'place.sees.nobody': 'Nada de ello está compartido con nadie.',
    'place.keeps': 'Los enlaces se mantienen. Nadie más lo ve por esto.',

    remove: 'Eliminar',
    'remove.title': '¿Eliminar {$name}?',
    'remove.empty':
      '.input {$folders :number}\n.match $folders\none {{Se eliminará la carpeta. No contiene archivos.}}\n* {{Se eliminarán {$folders} carpetas. No contienen archivos.}}',
    'remove.folders':
      '.input {$folders :number}\n.match $folders\none {{Se eliminará para siempre {$folders} carpeta.}}\n* {{Se eliminarán para siempre {$folders} carpetas.}}',
    'remove.files':
      '.input {$files :number}\n.match $files\none {{Se eliminará para siempre {$files} archivo, con todas sus versiones.}}\n* {{Se eliminarán para siempre {$files} archivos, con todas sus versiones.}}',
    'remove.shared':
      '.input {$files :number}\n.match $files\none {{{$files} de ellos está compartido; nadie lo verá ya.}}\n* {{{$files} de ellos están compartidos; nadie los verá ya.}}',
    'remove.do': 'Eliminar carpeta',
    'remove.done': 'Carpeta eliminada.',
    unreadable: 'Un nombre que no se puede leer',
    'unreadable.why':
      'Su nombre no se puede leer, así que no se puede escribir. Mueva antes sus archivos o elimínelos uno a uno.',
  },
})

export const { t } = words
