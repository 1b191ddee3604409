import type { z } from 'zod'
import { catalogue, type Language } from './texts.ts'
import { refuse, type FieldError, type Refusal } from './refusal.ts'

const words = catalogue({
  en: {
    required: 'Fill this in.',
    id: 'This is not an id that begins with {$prefix}_.',
    type: 'This must be {$expected}.',
    too_short: 'Use at least {$minimum :number} characters.',
    too_long: 'Use at most {$maximum :number} characters.',
    too_few: 'Choose at least {$minimum :number}.',
    too_many: 'Choose at most {$maximum :number}.',
    too_small: 'This must be at least {$minimum :number}.',
    too_big: 'This must be at most {$maximum :number}.',
    choose: 'Choose one.',
    tick: 'Tick at least one.',
    choice: 'This must be one of: {$allowed}.',
    choose_file: 'Choose a file.',
    pick: 'Choose one of these.',
    pick_other: 'This one is not there any more. Choose another.',
    email: 'Enter an e-mail address such as name@example.com.',
    login: 'Enter your e-mail address or your user name.',
    slug: 'Use 3 to 40 lower-case letters, digits and hyphens, beginning with a letter.',
    color: 'Enter a colour such as #1d4ed8.',
    zone: 'Enter a time zone such as Europe/Madrid.',
    duration: 'Enter a length of time such as P31D or PT6H, at most ten years.',
    instant: 'Enter a time such as 2026-01-05T09:00:00Z.',
    control: 'Remove the control characters.',
    slash: 'A name cannot hold / or \\\\. Write something else for it, such as a hyphen.',
    character: 'One of the characters did not arrive whole. Type it again.',
    host: 'Enter a host name such as portal.example.com.',
    origin: 'Enter a website such as https://www.example.com, without anything behind it.',
    web_address: 'Enter an address such as https://www.example.com/thanks.',
    phone: 'Enter a phone number such as +34 600 000 000.',
    amount: 'Enter an amount such as 12.50, with no more decimals than the currency has.',
    currency: 'Enter a currency such as EUR.',
    series: 'Use letters and digits, with hyphens between them, such as INV or 2026-A.',
    password_long: 'Use at least 15 characters.',
    password_beside: 'Use at least 15 characters, or 8 beside a second factor.',
    no_such: 'There is nothing with this id. Choose another.',
    different: 'Each may stand here once.',
    ascending: 'Enter whole numbers in ascending order, such as 1, 3, 5, 7.',
    day: 'Enter a day such as 2026-01-31.',
    past: 'Enter a day in the past.',
    future: 'Enter a day after today.',
    number: 'Enter a number such as 12.5.',
    percent: 'Enter a percentage from 0 to 100, such as 19 or 8.875.',
    discount: 'Enter a percentage such as 10%, or an amount such as 12.50.',
    discount_too_large: 'The discount is more than the price.',
    amount_too_large: 'This is too much for one line.',
    whole: 'Enter a whole number.',
    user_name:
      'Use 3 to 60 lower-case letters, digits, dots, hyphens and underscores, beginning with a letter or digit.',
    digits: 'Write the last four digits, or all nine.',
    placeholder: 'Line {$line :number}: there is no {$name} here. There are {$known}.',
    placeholder_near: 'Line {$line :number}: there is no {$name} here. Write {$instead}.',
    placeholder_unclosed: 'Line {$line :number}: {$name} is never closed. End it with \\}\\}.',
    placeholder_tag:
      'Line {$line :number}: take {$name} out. A text may hold placeholders, and no instructions.',
    placeholder_form:
      'Line {$line :number}: {$name} is no placeholder. Write a name between \\{\\{ and \\}\\}, and behind it, if you like, | default: "words to use instead".',
    placeholder_many: 'Line {$line :number}: a text holds at most {$maximum :number} placeholders.',
    placeholder_fallback:
      'Line {$line :number}: {$name} may be empty. Say what is written then, as in {$instead}.',
    placeholder_filter:
      'Line {$line :number}: nothing but {$filters} may stand behind a placeholder, as in {$instead} | default: "you".',
    placeholder_date:
      'Line {$line :number}: write a date in one of the forms {$forms}, as in {$instead}.',
    needs_link: 'Put {$link} where the link belongs: without it the mail is of no use.',
    needs_placeholder: 'Put {$name} into the text: without it the mail is of no use.',
    code: 'Write the twelve digits you were told.',
    date: 'Enter a date such as 1980-02-29.',
    password_known: 'Choose one that is harder to guess: not your name, your e-mail or a pattern.',
    password_guessable:
      'This one is guessed early. Add a few words that have nothing to do with one another.',
    password_breached: 'This one stands in lists of stolen passwords. Choose another.',
    same: 'The two do not match.',
    unknown_field: 'There is no such field. Remove it.',
    one_text: 'Send this once, as text.',
    one_file: 'Send this once, as a file.',
    box: 'Send “on” for yes; for no, leave it out.',
    web_link: 'Enter a link that begins with https://.',
    format: 'This does not have the right form.',
    more: 'There is more that is not right: {$more :number}.',
  },
  es: {
    required: 'Rellene este campo.',
    id: 'No es un identificador que empiece por {$prefix}_.',
    type: 'Debe ser {$expected}.',
    too_short: 'Use al menos {$minimum :number} caracteres.',
    too_long: 'Use como máximo {$maximum :number} caracteres.',
    too_few: 'Elija al menos {$minimum :number}.',
    too_many: 'Elija como máximo {$maximum :number}.',
    too_small: 'Debe ser al menos {$minimum :number}.',
    too_big: 'Debe ser como máximo {$maximum :number}.',
    choose: 'Elija una opción.',
    tick: 'Marque al menos una casilla.',
    choice: 'Debe ser uno de: {$allowed}.',
    choose_file: 'Elija un archivo.',
    pick: 'Elija una de estas opciones.',
    pick_other: 'Esta opción ya no existe. Elija otra.',
    email: 'Escriba una dirección de correo como nombre@example.com.',
    login: 'Escriba su dirección de correo o su nombre de usuario.',
    slug: 'Use de 3 a 40 letras minúsculas, cifras y guiones, empezando por una letra.',
    color: 'Escriba un color como #1d4ed8.',
    zone: 'Escriba una zona horaria como Europe/Madrid.',
    duration: 'Escriba una duración como P31D o PT6H, de diez años como máximo.',
    instant: 'Escriba una hora como 2026-01-05T09:00:00Z.',
    control: 'Quite los caracteres de control.',
    slash: 'Un nombre no puede llevar / ni \\\\. Escriba otra cosa, como un guion.',
    character: 'Uno de los caracteres no llegó entero. Escríbalo de nuevo.',
    host: 'Escriba un nombre de host como portal.example.com.',
    origin: 'Escriba un sitio web como https://www.example.com, sin nada detrás.',
    web_address: 'Escriba una dirección como https://www.example.com/gracias.',
    phone: 'Escriba un número de teléfono como +34 600 000 000.',
    amount: 'Escriba un importe como 12.50, sin más decimales de los que tiene la moneda.',
    currency: 'Escriba una moneda como EUR.',
    series: 'Use letras y cifras, con guiones entre ellas, como INV o 2026-A.',
    password_long: 'Use al menos 15 caracteres.',
    password_beside: 'Use al menos 15 caracteres, u 8 junto a un segundo factor.',
    no_such: 'No hay nada con este identificador. Elija otro.',
    different: 'Cada una puede figurar una sola vez.',
    ascending: 'Escriba números enteros en orden ascendente, como 1, 3, 5, 7.',
    day: 'Escriba un día como 2026-01-31.',
    past: 'Escriba un día del pasado.',
    future: 'Escriba un día posterior a hoy.',
    number: 'Escriba un número como 12.5.',
    percent: 'Escriba un porcentaje de 0 a 100, como 19 u 8.875.',
    discount: 'Escriba un porcentaje como 10% o un importe como 12.50.',
    discount_too_large: 'El descuento es mayor que el precio.',
    amount_too_large: 'Es demasiado para una línea.',
    whole: 'Escriba un número entero.',
    user_name:
      'Use de 3 a 60 letras minúsculas, cifras, puntos, guiones y guiones bajos, empezando por letra o cifra.',
    digits: 'Escriba las cuatro últimas cifras, o las nueve.',
    placeholder: 'Línea {$line :number}: aquí no existe {$name}. Existen {$known}.',
    placeholder_near: 'Línea {$line :number}: aquí no existe {$name}. Escriba {$instead}.',
    placeholder_unclosed: 'Línea {$line :number}: {$name} no se cierra. Termínelo con \\}\\}.',
    placeholder_tag:
      'Línea {$line :number}: quite {$name}. Un texto puede llevar marcadores, pero no instrucciones.',
    placeholder_form:
      'Línea {$line :number}: {$name} no es un marcador. Escriba un nombre entre \\{\\{ y \\}\\} y detrás, si quiere, | default: "texto en su lugar".',
    placeholder_many:
      'Línea {$line :number}: un texto lleva {$maximum :number} marcadores como máximo.',
    placeholder_fallback:
      'Línea {$line :number}: {$name} puede estar vacío. Diga qué se escribe entonces, como en {$instead}.',
    placeholder_filter:
      'Línea {$line :number}: detrás de un marcador solo puede ir {$filters}, como en {$instead} | default: "usted".',
    placeholder_date:
      'Línea {$line :number}: escriba la fecha en una de las formas {$forms}, como en {$instead}.',
    needs_link: 'Ponga {$link} donde va el enlace: sin él, el correo no sirve.',
    needs_placeholder: 'Ponga {$name} en el texto: sin él, el correo no sirve.',
    code: 'Escriba las doce cifras que le han dicho.',
    date: 'Escriba una fecha como 1980-02-29.',
    password_known: 'Elija una más difícil de adivinar: ni su nombre, ni su correo, ni un patrón.',
    password_guessable:
      'Esta se adivina pronto. Añada unas palabras que no tengan nada que ver entre sí.',
    password_breached: 'Esta figura en listas de contraseñas robadas. Elija otra.',
    same: 'No coinciden.',
    unknown_field: 'No existe ese campo. Quítelo.',
    one_text: 'Envíe esto una sola vez, como texto.',
    one_file: 'Envíe esto una sola vez, como archivo.',
    box: 'Envíe «on» para sí; para no, omítalo.',
    web_link: 'Escriba un enlace que empiece por https://.',
    format: 'No tiene la forma correcta.',
    more: 'Hay más que no es correcto: {$more :number}.',
  },
})
export type ValidationText = keyof (typeof words.words)['en']

/** One of these sentences. */
export const sentenceOf = (
  text: ValidationText,
  language: Language,
  values: Wrong['values'] = {},
): string => words(language)(text, values)

/** Where a form offers what may be chosen, the values behind it say nothing to whoever reads it. */
const IN_FORMS: Partial<Record<string, ValidationText>> = {
  choice: 'pick',
  id: 'pick',
  no_such: 'pick_other',
}

/** What is wrong with a field, to somebody who has its form before them. */
export function sayInForm({ code, say }: FieldError, language: Language): string {
  const text = IN_FORMS[code]
  return text ? sentenceOf(text, language) : say(language)
}

/** Where there are boxes or round buttons, nothing is filled in: one of them, or some, are chosen. */
export const sayOfChoices = (
  said: string,
  kind: 'checkbox' | 'radio',
  language: Language,
): string =>
  said === sentenceOf('required', language)
    ? sentenceOf(kind === 'radio' ? 'choose' : 'tick', language)
    : said

/** For `refine` and `addIssue`: the sentence to show, by its name above. */
export const because = (text: ValidationText) => ({ params: { text } })

/** Zod's issues as a refusal that names each field and says what would be right. */
export function invalid(error: z.ZodError): Refusal {
  return { ...refuse('invalid'), ...listed(error.issues.flatMap(fieldErrors)) }
}

/** So many are listed; whoever sends more of them does not read them. */
const LISTED = 50
/** Longer names of fields are cut off: they are sent back. */
const NAME_LENGTH = 100

const listed = (all: FieldError[]): Pick<Refusal, 'fields' | 'more'> =>
  all.length > LISTED
    ? { fields: all.slice(0, LISTED), more: all.length - LISTED }
    : { fields: all }

/** How many more are wrong than those that are listed; undefined where there are none. */
export const moreWrong = ({ more }: Refusal, language: Language): string | undefined =>
  more === undefined ? undefined : words(language)('more', { more })

/** What is wrong with a field, by the name of the sentence that says so, and what the sentence needs. */
export interface Wrong {
  field: string
  text: ValidationText
  values?: Record<string, string | number>
}

/** A refusal about fields that no schema could see, such as two passwords that differ. */
export const invalidFields = (wrong: readonly Wrong[]): Refusal => ({
  ...refuse('invalid'),
  ...listed(wrong.map(({ field, text, values }) => fieldError([field], text, values))),
})

/** One such field. */
export const invalidField = (
  field: string,
  text: ValidationText,
  values?: Wrong['values'],
): Refusal => invalidFields([{ field, text, values }])

/** Asks for a file where one that is missing has to be there: nobody fills one in, or types it. */
export const askForFiles = (refusal: Refusal, isFile: (field: string) => boolean): Refusal => ({
  ...refusal,
  fields: refusal.fields.map((one) =>
    isFile(one.field) && ['required', 'too_few'].includes(one.code)
      ? fieldError([one.field], 'choose_file')
      : one,
  ),
})

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.map(String)
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => fieldError([...path, key], 'unknown_field'))
  const [text, values] = sentence(issue)
  return [fieldError(path, text, values)]
}

const fieldError = (path: string[], text: ValidationText, values = {}): FieldError => ({
  field: path.join('.').slice(0, NAME_LENGTH) || 'body',
  code: text,
  say: (language) => words(language)(text, values),
})

function sentence(issue: z.core.$ZodIssue): [ValidationText, Record<string, string | number>?] {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined || issue.input === null
        ? ['required']
        : [issue.expected === 'number' ? 'whole' : 'type', { expected: String(issue.expected) }]
    case 'too_small': {
      const minimum = Number(issue.minimum)
      if (issue.origin === 'string') return minimum <= 1 ? ['required'] : ['too_short', { minimum }]
      return [issue.origin === 'array' ? 'too_few' : 'too_small', { minimum }]
    }
    case 'too_big': {
      const maximum = Number(issue.maximum)
      if (issue.origin === 'string') return ['too_long', { maximum }]
      return [issue.origin === 'array' ? 'too_many' : 'too_big', { maximum }]
    }
    case 'invalid_value':
      return ['choice', { allowed: issue.values.map(String).join(', ') }]
    case 'invalid_format':
      return issue.format === 'email' ? ['email'] : ['format']
    case 'custom': {
      const { text, ...values } = (issue.params ?? {}) as { text?: ValidationText }
      return text ? [text, values] : ['format']
    }
    default:
      return ['format']
  }
}
