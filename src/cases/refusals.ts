import { refusals, refuse as kitRefuse, type Refusal } from '../kit/refusal.ts'

export const refuse = refusals({
  number_taken: {
    status: 409,
    en: 'There is a case with this number already. Choose another, or leave it empty for the next one.',
    es: 'Ya existe un caso con este número. Elija otro, o déjelo vacío para usar el siguiente.',
  },
  no_such_type: {
    status: 422,
    en: 'There is no such type. Choose one of the list, or add it in the settings.',
    es: 'No existe ese tipo. Elija uno de la lista, o añádalo en los ajustes.',
  },
  no_such_stage: {
    status: 422,
    en: 'There is no such stage. Choose one of the list, or add it in the settings.',
    es: 'No existe esa fase. Elija una de la lista, o añádala en los ajustes.',
  },
  already_in_stage: {
    status: 409,
    en: 'The case is in this stage already.',
    es: 'El caso ya está en esta fase.',
  },
  case_closed: {
    status: 409,
    en: 'This case is closed. Reopen it first.',
    es: 'Este caso está cerrado. Primero vuelva a abrirlo.',
  },
  case_open: {
    status: 409,
    en: 'This case is open.',
    es: 'Este caso está abierto.',
  },
  closed_before_opened: {
    status: 422,
    en: 'A case cannot be closed before the day it was opened.',
    es: 'Un caso no puede cerrarse antes del día en que se abrió.',
  },
  // One answer for somebody unknown, of another portal, or who is a colleague.
  no_such_contact: {
    status: 422,
    en: 'There is no such contact. Look through the list and choose again.',
    es: 'No existe ese contacto. Revise la lista y elija de nuevo.',
  },
  already_party: {
    status: 409,
    en: 'This contact is a party to the case already.',
    es: 'Este contacto ya es parte del caso.',
  },
  label_taken: {
    status: 409,
    en: 'This is on the list already. Choose another name.',
    es: 'Ya está en la lista. Elija otro nombre.',
  },
  no_such_label: {
    status: 422,
    en: 'This is not on the list any more. Open the page again.',
    es: 'Esto ya no está en la lista. Vuelva a abrir la página.',
  },
  label_used: {
    status: 409,
    en: 'Cases still use this. Give them another first.',
    es: 'Hay casos que todavía lo usan. Primero asígneles otro.',
  },
  too_many_labels: {
    status: 409,
    en: 'There are {$most :number} in this list, which is the most. Remove what nothing uses.',
    es: 'Hay {$most :number} en esta lista, que es el máximo. Quite lo que no se use.',
  },
  labels_begun: {
    status: 409,
    en: 'There are types and stages already.',
    es: 'Ya hay tipos y fases.',
  },
  choose_one_way: {
    status: 422,
    en: 'Choose cases, all that match, or contacts: one of the three.',
    es: 'Elija casos, todos los que coinciden o contactos: una de las tres cosas.',
  },
  nobody_chosen: {
    status: 422,
    en: 'There are no clients among what was chosen. Choose other cases, or add clients to them.',
    es: 'No hay clientes en lo que se eligió. Elija otros casos o añádales clientes.',
  },
  nobody_begins: {
    status: 403,
    en: 'Only somebody of the portal can begin this.',
    es: 'Solo alguien del portal puede empezar esto.',
  },
  not_text: {
    status: 422,
    en: 'The file is no text. In a spreadsheet, save it as “CSV UTF-8”.',
    es: 'El archivo no es de texto. En una hoja de cálculo, guárdelo como «CSV UTF-8».',
  },
  not_csv: {
    status: 422,
    en: 'The file cannot be read from line {$line :number} on: look for a quotation mark that is never closed.',
    es: 'El archivo no se puede leer desde la línea {$line :number}: busque unas comillas sin cerrar.',
  },
  no_header: {
    status: 422,
    en: 'The first line has to say what the columns are. The template shows how.',
    es: 'La primera línea debe decir qué son las columnas. La plantilla muestra cómo.',
  },
  unknown_column: {
    status: 422,
    en: 'There is no column “{$column}”. Take it out, or name it as in the template.',
    es: 'No existe la columna «{$column}». Quítela, o nómbrela como en la plantilla.',
  },
  unnamed_column: {
    status: 422,
    en: 'The first line does not name column {$number :number}. Name it there, or take the column out.',
    es: 'La primera línea no nombra la columna {$number :number}. Nómbrela ahí, o quite la columna.',
  },
  column_twice: {
    status: 422,
    en: 'The column “{$column}” is there twice. Take one out.',
    es: 'La columna «{$column}» está dos veces. Quite una.',
  },
  no_name_column: {
    status: 422,
    en: 'The file has no column “Name”. Everybody needs one.',
    es: 'El archivo no tiene la columna «Nombre». Toda persona necesita uno.',
  },
  no_lines: {
    status: 422,
    en: 'There are no lines under the first. Write one for each person.',
    es: 'No hay líneas debajo de la primera. Escriba una por persona.',
  },
  too_many_lines: {
    status: 422,
    en: 'The file has more than {$most :number} lines. Send it in parts.',
    es: 'El archivo tiene más de {$most :number} líneas. Envíelo por partes.',
  },
  too_many_files: {
    status: 409,
    en: '{$most :number} files wait to be begun with. Begin with one of them, or send this one tomorrow: what nobody begins with is erased after a day.',
    es: '{$most :number} archivos esperan a que se empiece con ellos. Empiece con uno, o envíe este mañana: los que nadie usa se borran pasado un día.',
  },
  too_many_columns: {
    status: 422,
    en: 'Line {$line :number} has more than {$most :number} columns. Take out what is not in the template.',
    es: 'La línea {$line :number} tiene más de {$most :number} columnas. Quite lo que no esté en la plantilla.',
  },
  line_too_long: {
    status: 422,
    en: 'Around line {$line :number} a line has more than {$most :number} characters. Look for a quotation mark that is never closed.',
    es: 'Hacia la línea {$line :number} hay una de más de {$most :number} caracteres. Busque unas comillas sin cerrar.',
  },
  cells_differ: {
    status: 422,
    en: 'This line has not as many cells as the first. Look for a missing or extra separator.',
    es: 'Esta línea no tiene tantas celdas como la primera. Busque un separador que falte o sobre.',
  },
  nothing_to_know_by: {
    status: 422,
    en: 'Write an e-mail, a date of birth or a user name, so that they are not added twice.',
    es: 'Escriba un correo, una fecha de nacimiento o un nombre de usuario, para no añadirla dos veces.',
  },
  several_alike: {
    status: 409,
    en: 'Several contacts have this name and date of birth. Write the e-mail that is on the right card.',
    es: 'Varios contactos tienen este nombre y fecha de nacimiento. Escriba el correo de la ficha correcta.',
  },
  not_running: {
    status: 409,
    en: 'This is not running any more.',
    es: 'Esto ya no está en marcha.',
  },
  not_stopped: {
    status: 409,
    en: 'Only what was stopped can go on.',
    es: 'Solo puede continuar lo que se detuvo.',
  },
})

/** For a page without a field to show it at, such as a button whose stage has been renamed: told with the field's name. */
export const listed = (refusal: Refusal): Refusal => ({
  ...kitRefuse('invalid'),
  fields: refusal.fields,
})
