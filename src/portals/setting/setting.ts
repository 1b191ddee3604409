import { z } from 'zod'
import { REMOVABLE } from '../../gate/index.ts'
import { IDENTITY_CHECKS, language, line, lines, timeZone } from '../../identity/index.ts'
import type { Language } from '../../kit/texts.ts'
import { because } from '../../kit/validation.ts'
import type { FormFields } from '../../web/index.ts'
import type { Portal } from '../portal.ts'
import { currency } from '../inputs.ts'

/** A form that asks for settings. */
export type SettingForm = 'own' | 'files' | 'payments' | 'paid_access' | 'provider'

/** What numbers of documents begin with, in letters and digits that stand in any file's name. */
const series = z
  .string()
  .trim()
  .toUpperCase()
  .max(12)
  .refine((text) => /^[A-Z0-9]+([-/][A-Z0-9]+)*$/.test(text), because('series'))

type Said = Readonly<Record<Language, string>>

/** A setting, declared once: operation, forms, answers and audit trail have it from here. */
export interface Setting<I extends z.ZodType = z.ZodType, C extends keyof Portal = keyof Portal> {
  readonly column: C
  readonly input: I
  /** As programs are shown it, where that is not what its input's type says; and what is said of it there. */
  readonly answer?: z.ZodType
  readonly about?: string
  /** The part of the form that asks for it, in the order of the rows; without one a part of its own does. */
  readonly group?:
    | 'general'
    | 'security'
    | 'previews'
    | 'files'
    | 'invoices'
    | 'seller'
    | 'paid_access'
  /** Asked for by one form alone: that of the portal's own staff, theirs on the pages of files, payments and paid access, or its provider's. */
  readonly only?: SettingForm
  readonly label: Said
  readonly help?: Said
  /** What it is called in the audit trail, where that is not its label. */
  readonly audit?: Said
  /** What there is to choose from. A yes or no without it is a box, and one that is not ticked is a no. */
  readonly choices?: Readonly<Record<string, Said>>
  readonly width?: 'medium'
  readonly maxlength?: number
  /** Of a text of several lines: how many are seen at once. */
  readonly rows?: number
}

const row = <I extends z.ZodType, C extends keyof Portal>(setting: Setting<I, C>) => setting

export const SETTINGS = {
  name: row({
    column: 'name',
    input: line(120),
    group: 'general',
    label: { en: 'Name', es: 'Nombre' },
    help: {
      en: 'It stands on every page and in every mail.',
      es: 'Figura en todas las páginas y en todos los correos.',
    },
    maxlength: 120,
  }),
  language: row({
    column: 'language',
    input: language,
    group: 'general',
    label: { en: 'Language', es: 'Idioma' },
    help: {
      en: 'For mails, and for people who have not chosen one themselves.',
      es: 'Para los correos, y para quien no haya elegido uno.',
    },
    width: 'medium',
  }),
  timeZone: row({
    column: 'time_zone',
    input: timeZone,
    group: 'general',
    label: { en: 'Time zone', es: 'Zona horaria' },
    width: 'medium',
  }),
  registrationFact: row({
    column: 'registration_fact',
    input: z.enum(IDENTITY_CHECKS).describe('What clients state beside their invitation’s link'),
    answer: z.enum(IDENTITY_CHECKS),
    group: 'security',
    label: {
      en: 'What clients state when they register',
      es: 'Lo que indican los clientes al registrarse',
    },
    help: {
      en: 'Beside the link they are mailed. Whoever has no such thing on their card cannot be invited.',
      es: 'Además del enlace que reciben por correo. A quien no lo tenga en su ficha no se le puede invitar.',
    },
    audit: { en: 'What clients state', es: 'Lo que declaran los clientes' },
    choices: {
      digits: {
        en: 'Last four digits of the social security number',
        es: 'Últimas cuatro cifras del número de la seguridad social',
      },
      birth_date: { en: 'Date of birth', es: 'Fecha de nacimiento' },
      case_number: { en: 'Number of a case of theirs', es: 'Número de un caso suyo' },
    },
  }),
  invitationHours: row({
    column: 'invitation_hours',
    input: z.int().min(1).max(720),
    group: 'security',
    label: { en: 'Hours an invitation is good for', es: 'Horas de validez de una invitación' },
    help: {
      en: 'From 1 to 720, which is 30 days. 168 are a week.',
      es: 'De 1 a 720, que son 30 días. 168 son una semana.',
    },
    audit: { en: 'Hours an invitation holds', es: 'Horas que vale una invitación' },
    maxlength: 4,
  }),
  lockoutAttempts: row({
    column: 'lockout_attempts',
    input: z.int().min(3).max(100),
    group: 'security',
    label: {
      en: 'Wrong passwords before a wait',
      es: 'Contraseñas erróneas antes de una espera',
    },
    help: {
      en: 'From 3 to 100. The wait grows with each further one, and a new password by mail always works.',
      es: 'De 3 a 100. La espera crece con cada una más, y una contraseña nueva por correo siempre sirve.',
    },
    audit: {
      en: 'Wrong passwords before a lock',
      es: 'Contraseñas equivocadas antes de un bloqueo',
    },
    maxlength: 4,
  }),
  signInByCode: row({
    column: 'sign_in_by_code',
    input: z.boolean().describe('Whether people may have a code mailed to sign in'),
    group: 'security',
    label: {
      en: 'Signing in by a mailed code',
      es: 'Inicio de sesión con un código por correo',
    },
    help: {
      en: 'Instead of a password. Whoever reads somebody’s mail then comes in as them.',
      es: 'En lugar de la contraseña. Quien lea el correo de alguien entra entonces como esa persona.',
    },
    audit: { en: 'Signing in by code', es: 'Inicio de sesión con código' },
    choices: {
      yes: { en: 'Offered', es: 'Se ofrece' },
      no: { en: 'Not offered', es: 'No se ofrece' },
    },
    width: 'medium',
  }),
  mailsPerMinute: row({
    column: 'mails_per_minute',
    input: z
      .int()
      .min(1)
      .max(10_000)
      .describe('At which the mails leave that many are sent at once'),
    group: 'security',
    label: {
      en: 'Mails a minute when many are invited',
      es: 'Correos por minuto al invitar a muchos',
    },
    help: {
      en: 'From 1 to 10,000. So that your mail server takes them all; other mails never wait for these.',
      es: 'De 1 a 10.000. Para que su servidor de correo los acepte todos; los demás correos nunca esperan por estos.',
    },
    audit: { en: 'Mails a minute', es: 'Correos por minuto' },
    maxlength: 5,
  }),
  staffSecondFactor: row({
    column: 'staff_second_factor',
    input: z
      .boolean()
      .describe('Staff without a second factor are led to set one up, and can do nothing else'),
    group: 'security',
    label: {
      en: 'Staff need a second step to sign in',
      es: 'El personal necesita un segundo paso para iniciar sesión',
    },
    help: {
      en: 'An app or a passkey. Staff without one are led to set it up when they next open a page, you included.',
      es: 'Una aplicación o una llave de acceso. A quien no lo tenga se le lleva a configurarlo en cuanto abra una página, también a usted.',
    },
  }),
  actOnBehalf: row({
    column: 'act_on_behalf',
    input: z
      .boolean()
      .describe(
        'Lets staff do things in a client’s name, in a preview; both stand in the audit trail',
      ),
    about: 'Whether staff may act on a client’s behalf in a preview',
    group: 'previews',
    only: 'own',
    label: { en: 'In a preview, staff may', es: 'En una vista previa, el personal puede' },
    help: {
      en: 'A preview lasts an hour at most, needs a reason, and the client can see that it happened. Passwords, payments, consent and keys stay out of reach.',
      es: 'Una vista previa dura una hora como mucho, exige un motivo, y el cliente puede ver que ocurrió. Contraseñas, pagos, consentimientos y claves quedan fuera de alcance.',
    },
    choices: {
      no: { en: 'Look only', es: 'Solo mirar' },
      yes: {
        en: 'Look, and write in the client’s name',
        es: 'Mirar, y escribir en nombre del cliente',
      },
    },
  }),
  largestFileMb: row({
    column: 'largest_file_mb',
    input: z.int().min(1).max(5000).describe('The largest file that is taken, in MB'),
    group: 'files',
    only: 'files',
    label: { en: 'Largest file, in MB', es: 'Archivo más grande, en MB' },
    help: {
      en: 'From 1 to 5,000, which is 5 GB. What is larger is refused; what is here already stays.',
      es: 'De 1 a 5.000, que son 5 GB. Lo que sea mayor se rechaza; lo que ya está se queda.',
    },
    audit: { en: 'Largest file in MB', es: 'Archivo más grande en MB' },
    maxlength: 4,
  }),
  filesMb: row({
    column: 'files_mb',
    input: z
      .int()
      .min(1)
      .max(100_000_000)
      .nullable()
      .describe('Room for files, in MB; null for what the installation gives every portal'),
    answer: z.int().nullable(),
    about: 'Room for files, in MB; null for what the installation gives every portal',
    group: 'files',
    only: 'provider',
    label: { en: 'Room for files, in MB', es: 'Espacio para archivos, en MB' },
    help: {
      en: '1000 MB are 1 GB. Leave it empty for what every portal has. With less than is used nothing is removed, and nothing more can be added.',
      es: '1000 MB son 1 GB. Déjelo vacío para lo que tiene cualquier portal. Con menos de lo usado no se elimina nada, y no se puede añadir nada más.',
    },
    audit: { en: 'Room for files in MB', es: 'Espacio para archivos en MB' },
    maxlength: 9,
  }),
  invoiceCurrency: row({
    column: 'invoice_currency',
    input: currency.describe('What invoices are in unless they say otherwise, by ISO 4217'),
    group: 'invoices',
    only: 'payments',
    label: { en: 'Currency', es: 'Moneda' },
    help: {
      en: 'Of new invoices; each can have another.',
      es: 'De las facturas nuevas; cada una puede tener otra.',
    },
    audit: { en: 'Currency of invoices', es: 'Moneda de las facturas' },
    width: 'medium',
  }),
  taxIncluded: row({
    column: 'tax_included',
    input: z.boolean().describe('Whether prices have the tax in them, or it comes on top'),
    group: 'invoices',
    only: 'payments',
    label: { en: 'Prices', es: 'Precios' },
    audit: { en: 'Prices include tax', es: 'Precios con impuestos' },
    choices: {
      no: { en: 'Tax is added on top', es: 'Los impuestos se añaden' },
      yes: { en: 'Tax is included', es: 'Los impuestos están incluidos' },
    },
    width: 'medium',
  }),
  paymentTermsDays: row({
    column: 'payment_terms_days',
    input: z.int().min(0).max(365).describe('Days from the issue of an invoice until it is due'),
    group: 'invoices',
    only: 'payments',
    label: { en: 'Days to pay', es: 'Días para pagar' },
    help: {
      en: 'From 0 to 365, counted from the day an invoice is issued.',
      es: 'De 0 a 365, contados desde el día en que se emite la factura.',
    },
    maxlength: 3,
  }),
  invoiceSeries: row({
    column: 'invoice_series',
    input: series.describe('What invoices’ numbers begin with; a new name begins at 1'),
    group: 'invoices',
    only: 'payments',
    label: { en: 'Series of invoices', es: 'Serie de las facturas' },
    help: {
      en: 'INV gives INV-0001, INV-0002 and so on without gaps. Another name begins at 1.',
      es: 'INV da INV-0001, INV-0002 y así sin huecos. Otro nombre empieza en 1.',
    },
    maxlength: 12,
    width: 'medium',
  }),
  creditNoteSeries: row({
    column: 'credit_note_series',
    input: series.describe('The same for credit notes; another name than that of invoices'),
    group: 'invoices',
    only: 'payments',
    label: { en: 'Series of credit notes', es: 'Serie de las notas de crédito' },
    maxlength: 12,
    width: 'medium',
  }),
  paymentInstructions: row({
    column: 'payment_instructions',
    input: lines(1000).nullable().describe('How invoices are paid, such as by bank transfer'),
    answer: z.string().nullable(),
    group: 'invoices',
    only: 'payments',
    label: { en: 'How to pay', es: 'Cómo pagar' },
    help: {
      en: 'Stands on every invoice that is to be paid: your bank account, or whom to make a cheque out to.',
      es: 'Figura en toda factura por pagar: su cuenta bancaria, o a nombre de quién va un cheque.',
    },
    maxlength: 1000,
    rows: 4,
  }),
  lateMoney: row({
    column: 'late_money',
    input: z
      .enum(['credit', 'refund'])
      .describe('What becomes of money that comes for an invoice that is void by then'),
    group: 'invoices',
    only: 'payments',
    label: {
      en: 'Money that comes for a void invoice',
      es: 'Dinero que llega para una factura anulada',
    },
    help: {
      en: 'As when a client pays in the moment in which you let them in without paying. None of it is lost either way.',
      es: 'Como cuando un cliente paga en el momento en que usted le deja entrar sin pagar. En ningún caso se pierde.',
    },
    audit: { en: 'Money for void invoices', es: 'Dinero para facturas anuladas' },
    choices: {
      credit: { en: 'Keep it as the client’s credit', es: 'Guardarlo como saldo del cliente' },
      refund: { en: 'Pay it back', es: 'Devolverlo' },
    },
  }),
  sellerName: row({
    column: 'seller_name',
    input: line(200).nullable().describe('Who issues invoices; null for the portal’s name'),
    answer: z.string().nullable(),
    group: 'seller',
    only: 'payments',
    label: { en: 'Name on invoices', es: 'Nombre en las facturas' },
    help: {
      en: 'Left empty, the portal’s name.',
      es: 'Si lo deja vacío, el nombre del portal.',
    },
    maxlength: 200,
  }),
  sellerAddress: row({
    column: 'seller_address',
    input: lines(500).nullable().describe('The address of who issues invoices'),
    answer: z.string().nullable(),
    group: 'seller',
    only: 'payments',
    label: { en: 'Address', es: 'Dirección' },
    audit: { en: 'Address on invoices', es: 'Dirección en las facturas' },
    maxlength: 500,
    rows: 4,
  }),
  sellerTaxNumber: row({
    column: 'seller_tax_number',
    input: line(60).nullable().describe('The tax number of who issues invoices'),
    answer: z.string().nullable(),
    group: 'seller',
    only: 'payments',
    label: { en: 'Tax number', es: 'Número de identificación fiscal' },
    audit: { en: 'Tax number on invoices', es: 'Número fiscal en las facturas' },
    maxlength: 60,
    width: 'medium',
  }),
  bankAccess: row({
    column: 'bank_access',
    input: z
      .enum(['immediately', 'cleared'])
      .describe('When a bank debit opens the portal: once it is under way, or once it has cleared'),
    group: 'paid_access',
    only: 'paid_access',
    label: {
      en: 'When a client pays by bank debit (ACH)',
      es: 'Cuando un cliente paga por débito bancario (ACH)',
    },
    help: {
      en: 'A bank debit takes about 4 business days, and can still fail. If it fails, access is withdrawn and the invoice is open again, either way.',
      es: 'Un débito bancario tarda unos 4 días hábiles y aún puede fallar. Si falla, en ambos casos se retira el acceso y la factura vuelve a estar abierta.',
    },
    audit: { en: 'Access by bank debit', es: 'Acceso por débito bancario' },
    choices: {
      immediately: { en: 'Give access immediately', es: 'Dar acceso de inmediato' },
      cleared: {
        en: 'Give access when the payment clears',
        es: 'Dar acceso cuando se confirme el pago',
      },
    },
  }),
  afterTrial: row({
    column: 'after_trial',
    input: z
      .array(z.enum(REMOVABLE))
      .max(REMOVABLE.length)
      .overwrite((features) => [...new Set(features)])
      .describe('Features that go when the trial ends; messages and the other basics always stay'),
    answer: z.array(z.string()),
    about: 'Features that go when the trial ends',
    only: 'provider',
    label: { en: 'Goes away when the trial ends', es: 'Desaparece cuando acaba la prueba' },
    audit: { en: 'Features after the trial', es: 'Funciones tras la prueba' },
  }),
}

type Rows = typeof SETTINGS
export type SettingName = keyof Rows
export type SettingColumn = Rows[SettingName]['column']
/** A portal's settings by name. */
export type Settings = { [N in SettingName]: Portal[Rows[N]['column']] }

export const settings = Object.entries(SETTINGS) as [
  SettingName,
  Setting<z.ZodType, SettingColumn>,
][]

/** What each is made of by name. */
export const each = <T>(of: (setting: Setting, name: SettingName) => T): Record<SettingName, T> =>
  Object.fromEntries(settings.map(([name, setting]) => [name, of(setting, name)])) as Record<
    SettingName,
    T
  >

export const columns = each(({ column }) => column) as { [N in SettingName]: Rows[N]['column'] }

export const settingsOf = (portal: Portal): Settings =>
  each(({ column }) => portal[column]) as Settings

/** The inputs of a change, each of which may be left out. */
export const inputs = each(({ input }) => input.optional()) as {
  [N in SettingName]: z.ZodOptional<Rows[N]['input']>
}

/** The answer's fields, as programs are shown them. */
export const answers = each(({ input, answer, about }) => {
  const plain = answer ?? plainly(input)
  return about === undefined ? plain : plain.describe(about)
})

function plainly(input: z.ZodType): z.ZodType {
  if (input instanceof z.ZodNumber) return z.int()
  return input instanceof z.ZodBoolean ? z.boolean() : z.string()
}

/** What each is called in the audit trail, by its column. */
export const auditWords: Readonly<Record<string, Said>> = Object.fromEntries(
  settings.map(([, { column, audit, label }]) => [column, audit ?? label]),
)

/** Those that a form asks for, in the order of the rows. */
export const settingsIn = (form: SettingForm) =>
  settings.filter(([, { only }]) =>
    only === undefined ? form === 'own' || form === 'provider' : only === form,
  )

/** How a form sends each that it asks for. */
export const fieldsOf = (form: SettingForm): FormFields =>
  Object.fromEntries([
    ['version', 'text'],
    ...settingsIn(form).map(([name, { input, choices }]) => {
      if (input instanceof z.ZodArray) return [name, 'list']
      return [name, input instanceof z.ZodBoolean && !choices ? 'box' : 'text']
    }),
  ])
