import { catalogue } from '../../kit/texts.ts'

/** Importing contacts and cases from a file. */
export const words = catalogue({
  en: {
    title: 'Import contacts and cases',
    lead: 'Send a CSV file. You see what is in it before anybody is added.',
    file: 'CSV file',
    'file.help':
      '.input {$lines :number} .match $lines * {{Up to {$lines} lines and 1 MB, separated by commas, semicolons or tabs. “CSV UTF-8” of a spreadsheet is best; UTF-16 and Windows-1252 are found out.}}',
    look: 'Look through it',
    template: 'Template',
    'template.name': 'contacts-template',
    columns: 'Columns',
    'columns.text':
      'The first line names them, in English or Spanish and in any order. Needed are the name and one of e-mail, date of birth and user name. A file with a column that is not on this list is not taken.',
    column: 'Column',
    holds: 'Holds',
    'column.name': 'First and last name',
    'column.email': 'Where invitations go',
    'column.phone': 'Up to 40 characters',
    'column.role': 'lead, prospect or client; empty for client',
    'column.digits':
      'Last four digits of the social security number. Of all nine, only these are kept.',
    'column.birthDate': 'As 1980-02-29',
    'column.company': 'By name; added where there is none of this name yet',
    'column.userName': 'For signing in instead of the e-mail',
    'column.language': 'English or Spanish; empty for the portal’s',
    'column.caseNumber': 'Needed for a case',
    'column.caseTitle': 'Needed for a case that is not there yet',
    'column.caseType': 'One of your list',
    'column.caseStage': 'One of your list; empty for the first',
    'column.openedOn': 'As 2026-01-31; empty for today',
    'column.side': 'client or other; empty for client',
    'column.invite': 'yes or no; empty for no',
    'kind.text': 'Text',
    'kind.number': 'A number as 12.5',
    'kind.date': 'A day as 2026-01-31',
    known: 'Who is there already',
    'known.people':
      'Contacts are known by e-mail or user name, else by name and date of birth: their card is changed, not doubled.',
    'known.cases':
      'A case is known by its number. It stays as it is, and the contact becomes a party to it.',
    'known.empty': 'An empty cell leaves on the card what is there.',
    'known.digits':
      'The file is kept encrypted until it has been read, and then erased. Digits are shown nowhere.',
    'preview.title': 'What is in the file',
    'preview.lead': 'Nobody has been added yet.',
    encoding: 'The file was read as {$encoding}.',
    letters:
      'If names such as {$names} look wrong, save the file as “CSV UTF-8” and send it again.',
    lines: 'Lines',
    good: 'Look good',
    bad: 'To be mended',
    problems: 'To be mended',
    'problems.more':
      '.input {$more :number} .match $more one {{There is 1 more. Afterwards a file tells what became of every line.}} * {{There are {$more} more. Afterwards a file tells what became of every line.}}',
    where: 'Where',
    'where.line': 'Line {$line :number}',
    'where.column': 'Line {$line :number}, {$column}',
    reason: 'What to do',
    none: 'As it stands nobody would be added. Mend the file and send it again.',
    another: 'Choose another file',
    go: '.input {$lines :number} .match $lines one {{Import 1 line}} * {{Import {$lines} lines}}',
    'go.bad': 'Lines to be mended are left out and told afterwards; the others are kept.',
    'go.again': 'Every line is looked at once more when its turn comes.',
    'go.invite':
      '.input {$count :number} .match $count one {{1 line asks for an invitation. It is sent if they may be invited.}} * {{{$count} lines ask for an invitation. Those who may be invited get one.}}',
    'go.quiet': 'Nobody is written to.',
    'go.stop': 'You can leave the page, stop, and go on later.',
    kept: 'If you do not begin, the file is erased after a day.',
  },
  es: {
    title: 'Importar contactos y casos',
    lead: 'Envíe un archivo CSV. Verá lo que contiene antes de añadir a nadie.',
    file: 'Archivo CSV',
    'file.help':
      '.input {$lines :number} .match $lines * {{Hasta {$lines} líneas y 1 MB, separado por comas, puntos y comas o tabuladores. Lo mejor es «CSV UTF-8» de una hoja de cálculo; UTF-16 y Windows-1252 se reconocen.}}',
    look: 'Revisarlo',
    template: 'Plantilla',
    'template.name': 'plantilla-contactos',
    columns: 'Columnas',
    'columns.text':
      'La primera línea las nombra, en español o inglés y en cualquier orden. Hacen falta el nombre y uno de estos: correo, fecha de nacimiento o nombre de usuario. No se acepta un archivo con una columna que no esté en esta lista.',
    column: 'Columna',
    holds: 'Contiene',
    'column.name': 'Nombre y apellidos',
    'column.email': 'Adonde van las invitaciones',
    'column.phone': 'Hasta 40 caracteres',
    'column.role': 'interesado, candidato o cliente; vacío para cliente',
    'column.digits':
      'Cuatro últimas cifras del número de la seguridad social. De las nueve, solo se guardan estas.',
    'column.birthDate': 'Como 1980-02-29',
    'column.company': 'Por su nombre; se añade si aún no existe',
    'column.userName': 'Para iniciar sesión en lugar del correo',
    'column.language': 'español o inglés; vacío para el del portal',
    'column.caseNumber': 'Necesario para un caso',
    'column.caseTitle': 'Necesario para un caso que aún no existe',
    'column.caseType': 'Uno de su lista',
    'column.caseStage': 'Una de su lista; vacío para la primera',
    'column.openedOn': 'Como 2026-01-31; vacío para hoy',
    'column.side': 'cliente u otra; vacío para cliente',
    'column.invite': 'sí o no; vacío para no',
    'kind.text': 'Texto',
    'kind.number': 'Un número como 12.5',
    'kind.date': 'Un día como 2026-01-31',
    known: 'Quién está ya',
    'known.people':
      'A los contactos se les conoce por el correo o el nombre de usuario, o si no por nombre y fecha de nacimiento: su ficha se cambia, no se duplica.',
    'known.cases':
      'A un caso se le conoce por su número. Se queda como está, y el contacto pasa a ser parte de él.',
    'known.empty': 'Una celda vacía deja en la ficha lo que hay.',
    'known.digits':
      'El archivo se guarda cifrado hasta que se ha leído, y entonces se borra. Las cifras no se muestran en ningún sitio.',
    'preview.title': 'Qué hay en el archivo',
    'preview.lead': 'Todavía no se ha añadido a nadie.',
    encoding: 'El archivo se ha leído como {$encoding}.',
    letters:
      'Si nombres como {$names} se ven mal, guarde el archivo como «CSV UTF-8» y envíelo de nuevo.',
    lines: 'Líneas',
    good: 'Parecen correctas',
    bad: 'Por corregir',
    problems: 'Por corregir',
    'problems.more':
      '.input {$more :number} .match $more one {{Hay 1 más. Después, un archivo dice qué fue de cada línea.}} * {{Hay {$more} más. Después, un archivo dice qué fue de cada línea.}}',
    where: 'Dónde',
    'where.line': 'Línea {$line :number}',
    'where.column': 'Línea {$line :number}, {$column}',
    reason: 'Qué hacer',
    none: 'Tal como está no se añadiría a nadie. Corrija el archivo y envíelo de nuevo.',
    another: 'Elegir otro archivo',
    go: '.input {$lines :number} .match $lines one {{Importar 1 línea}} * {{Importar {$lines} líneas}}',
    'go.bad': 'Las líneas por corregir quedan fuera y se dicen después; las demás se guardan.',
    'go.again': 'Cada línea se vuelve a comprobar cuando le llega el turno.',
    'go.invite':
      '.input {$count :number} .match $count one {{1 línea pide una invitación. Se envía si se le puede invitar.}} * {{{$count} líneas piden una invitación. La recibe quien puede ser invitado.}}',
    'go.quiet': 'No se escribe a nadie.',
    'go.stop': 'Puede salir de la página, detenerlo y continuar después.',
    kept: 'Si no empieza, el archivo se borra pasado un día.',
  },
})

/** In the language of whoever reads. */
export const { t } = words
