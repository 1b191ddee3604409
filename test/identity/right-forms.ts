import { z } from 'zod'
import { newId, PREFIXES, show, type IdKind } from '../../src/kit/ids.ts'
import { fieldsOf, type SettingForm } from '../../src/portals/setting/setting.ts'
import type { Endpoint } from '../../src/web/request-context.ts'
import type { TwoPortals } from '../two-portals.ts'

/**
 * How a field may be wrong.
 * - `line`: text that has to be there.
 * - `secret`: has to be there; that it is not the right one is told otherwise.
 * - `note`: text that may be left out.
 * - `exact`: has to be there, and be one of few.
 * - `choice`: may be left out, and is one of few.
 * - `list`: any number of few.
 * - `box`, `file`: what nothing else can be sent for.
 * - `any`: whatever it holds, the form can be read.
 * - `proof`: a secret; with a wrong one the form is nobody's, whatever else it says.
 */
export type How =
  | 'line'
  | 'secret'
  | 'note'
  | 'exact'
  | 'choice'
  | 'list'
  | 'box'
  | 'file'
  | 'any'
  | 'proof'

export interface RightForm {
  [field: string]: readonly [how: How, right: string]
}

const NEW_PASSWORD = 'a lantern over the harbour wall'

/** Ids and secrets that a right form needs. */
export interface Known extends Pick<TwoPortals, 'foreign'> {
  tokens: { invitation: string; reset: string }
  setUpCode: string
}

const filledForm: RightForm = {
  firstName: ['line', 'Nora'],
  lastName: ['line', 'Pier'],
  email: ['exact', 'nora@pier.example'],
  'a.*': ['any', ''],
  'm.*': ['list', ''],
  'u.*': ['list', ''],
}

/** Of every page whose form has fields, one that would be taken; a new page has to be told of here. */
export const rightForms = ({ foreign, tokens, setUpCode }: Known): Record<string, RightForm> => ({
  '/try': {
    name: ['line', 'Nora Pier'],
    email: ['exact', 'nora@pier.example'],
    portalName: ['line', 'Pier Repairs'],
    timeZone: ['choice', 'UTC'],
    partner: ['proof', ''],
    challenge: ['proof', ''],
    answer: ['any', ''],
  },
  '/try/link': { token: ['proof', 'of a mail'] },
  '/sign-in': {
    to: ['any', '/messages'],
    email: ['line', 'somebody@other.example'],
    password: ['secret', 'what was it'],
  },
  '/sign-in/code': { to: ['any', '/messages'], email: ['line', 'somebody@other.example'] },
  '/sign-in/code/enter': { to: ['any', '/messages'], code: ['secret', '1234 5678'] },
  '/sign-in/work-account': { to: ['any', '/messages'], token: ['proof', ''] },
  '/profile/work-account': { current: ['any', 'what was it'], credential: ['any', ''] },
  '/settings/work-accounts': {
    issuer: ['exact', 'https://93.184.215.14/'],
    clientId: ['line', 'gatehouse'],
    clientSecret: ['line', 'kept by the provider'],
    label: ['line', 'Work account'],
    joinsByEmail: ['box', 'on'],
    countsAsTwo: ['box', 'on'],
  },
  '/files': {
    about: ['any', show('person', foreign.contact)],
    folder: ['any', ''],
    uploads: ['list', show('upload', foreign.upload)],
  },
  '/files/:file': {
    name: ['line', 'Deed.pdf'],
    ending: ['box', 'on'],
    note: ['note', 'Signed'],
    version: ['exact', '1'],
  },
  '/files/:file/versions': {
    upload: ['list', show('upload', foreign.upload)],
    stem: ['any', 'Deed'],
  },
  '/files/:file/sharing': {
    with: ['list', show('person', foreign.contact)],
    until: ['choice', ''],
    find: ['any', ''],
    sought: ['any', ''],
    seek: ['box', 'on'],
  },
  '/files/:file/shares': {
    with: ['list', show('person', foreign.contact)],
    until: ['choice', ''],
    invite: ['box', 'on'],
  },
  '/folders/:folder': { name: ['line', 'Letters'], version: ['exact', '1'] },
  '/folders/:folder/moving': { parent: ['exact', 'none'] },
  '/folders/:folder/removal': { confirmation: ['note', ''] },
  '/folders': {
    about: ['any', show('company', foreign.company)],
    parent: ['any', show('folder', foreign.folder)],
    name: ['line', 'Letters'],
  },
  '/files/moving': {
    file: ['list', show('file', foreign.file)],
    about: ['any', show('company', foreign.company)],
    folder: ['exact', show('folder', foreign.folder)],
  },
  '/requests': {
    about: ['any', show('person', foreign.contact)],
    person: ['exact', show('person', foreign.contact)],
    what: ['line', 'Your passport, both sides'],
    dueOn: ['choice', '2199-01-31'],
    invite: ['box', 'on'],
  },
  '/requests/:request/answers': { uploads: ['list', show('upload', foreign.upload)] },
  '/requests/:request/repeat': {
    why: ['line', 'The second side is missing'],
    dueOn: ['choice', '2199-01-31'],
  },
  '/find-my-portals': { email: ['exact', 'nobody@other.example'] },
  '/language': { language: ['exact', 'es'], to: ['any', '/sign-in'] },
  '/registration': {
    token: ['proof', tokens.invitation],
    email: ['any', 'staff@other.example'],
    fact: ['choice', '6789'],
    password: ['line', NEW_PASSWORD],
    credential: ['choice', ''],
  },
  '/registration/link': { token: ['proof', tokens.invitation] },
  '/registration/opened': { token: ['proof', tokens.invitation] },
  '/registration/code': {
    name: ['line', 'somebody'],
    code: ['exact', '4829 1355 7204'],
    fact: ['line', '6789'],
    password: ['line', NEW_PASSWORD],
  },
  '/reset': { email: ['line', 'nobody@other.example'] },
  '/reset/password': {
    token: ['proof', tokens.reset],
    email: ['any', 'staff@other.example'],
    password: ['line', NEW_PASSWORD],
  },
  '/set-up': {
    code: ['exact', setUpCode],
    name: ['line', 'Ola Ferry'],
    email: ['exact', 'ola@gatehouse.example'],
    password: ['line', NEW_PASSWORD],
  },
  '/profile': { name: ['line', 'Ada'], language: ['exact', 'en'], timeZone: ['exact', 'UTC'] },
  '/profile/password': { current: ['secret', 'what was it'], password: ['line', NEW_PASSWORD] },
  '/sign-in/passkey': {
    to: ['any', '/messages'],
    credential: ['exact', credential({ authenticatorData: 'AAAA', signature: 'AAAA' })],
  },
  '/sign-in/second-step': {
    to: ['any', '/messages'],
    recovery: ['any', ''],
    code: ['secret', '123456'],
  },
  '/sign-in/second-step/passkey': {
    to: ['any', '/messages'],
    credential: ['exact', credential({ authenticatorData: 'AAAA', signature: 'AAAA' })],
  },
  '/profile/factors/app': { current: ['secret', 'what was it'], credential: ['choice', ''] },
  '/profile/factors/passkeys/beginning': {
    current: ['secret', 'what was it'],
    credential: ['choice', ''],
    to: ['any', '/'],
  },
  '/profile/factors/app/confirmation': { code: ['secret', '123456'] },
  '/profile/factors/app/removal': {
    current: ['secret', 'what was it'],
    credential: ['choice', ''],
  },
  '/profile/factors/passkeys': {
    name: ['line', 'My phone'],
    credential: ['exact', credential({ attestationObject: 'AAAA' })],
    to: ['any', '/messages'],
  },
  '/profile/factors/passkeys/:passkey/removal': {
    current: ['secret', 'what was it'],
    credential: ['choice', ''],
  },
  '/profile/factors/recovery-codes': {
    current: ['secret', 'what was it'],
    credential: ['choice', ''],
  },
  '/people/:person/second-factors': { reason: ['line', 'Lost her phone'] },
  '/sign-in-rule': { staffSecondFactor: ['box', 'on'] },
  '/messages': {
    to: ['list', show('person', foreign.person)],
    find: ['any', ''],
    found: ['any', ''],
    seek: ['box', 'on'],
    subject: ['line', 'Papers'],
    body: ['line', 'Here they are.'],
    files: ['list', show('upload', foreign.upload)],
  },
  '/messages/:thread/replies': {
    body: ['line', 'Thank you.'],
    files: ['list', show('upload', foreign.upload)],
    seen: ['choice', message()],
  },
  '/messages/:thread/reading': { seen: ['exact', message()] },
  '/people': {
    name: ['line', 'Berta Quay'],
    email: ['exact', 'berta@other.example'],
    kind: ['exact', 'staff'],
    language: ['choice', 'en'],
  },
  '/people/:person/invitation': { back: ['any', '/people'] },
  '/people/:person/reset': { back: ['any', '/people'] },
  '/email-proof': { token: ['proof', 'nobody’s'] },
  '/people/:person/code': { userName: ['note', 'lotta.quay'], back: ['any', '/people'] },
  '/people/:person/unlocking': { back: ['any', '/people'] },
  '/people/:person/disabling': { reason: ['line', 'Left the firm'], back: ['any', '/people'] },
  '/people/:person/enabling': { back: ['any', '/people'] },
  '/people/:person/seat': { seat: ['exact', 'pro'] },
  '/people/:person/preview': {
    reason: ['line', 'They do not find their bill'],
    actOnBehalf: ['box', 'on'],
    back: ['any', '/people'],
  },
  '/settings/files': { version: ['exact', '1'], largestFileMb: ['choice', '500'] },
  '/settings': { ...settings('own'), actOnBehalf: ['choice', 'no'] },
  '/settings/gateways': {
    gateway: ['exact', 'sandbox'],
    apiKey: ['any', ''],
    webhookSecret: ['any', ''],
  },
  '/settings/gateways/secret': { gateway: ['exact', 'sandbox'], webhookSecret: ['any', ''] },
  '/settings/gateways/test': { gateway: ['exact', 'sandbox'] },
  '/settings/gateways/deliveries': { deliveries: ['exact', 'once'] },
  '/settings/gateways/disconnection': { gateway: ['exact', 'sandbox'] },
  '/billing/:invoice/payment': { gateway: ['exact', 'sandbox'] },
  '/pay': { token: ['proof', ''], gateway: ['exact', 'sandbox'] },
  '/sandbox-checkout/:sandboxPayment': {
    step: ['exact', 'cancel'],
    number: ['any', ''],
    first: ['any', ''],
    second: ['any', ''],
  },
  '/settings/payments': {
    version: ['exact', '1'],
    invoiceCurrency: ['choice', 'EUR'],
    taxIncluded: ['choice', 'no'],
    paymentTermsDays: ['choice', '14'],
    invoiceSeries: ['note', 'INV'],
    creditNoteSeries: ['note', 'CN'],
    paymentInstructions: ['note', 'By bank transfer'],
    lateMoney: ['choice', 'credit'],
    sellerName: ['note', 'Other Firm'],
    sellerAddress: ['note', '1 Quay'],
    sellerTaxNumber: ['note', 'B1'],
  },
  '/invoices': { ...invoiceForm(), person: ['exact', show('person', foreign.contact)] },
  '/invoices/:invoice/draft': { ...invoiceForm(), version: ['exact', '1'] },
  '/invoices/:invoice/issue': { version: ['exact', '1'], send: ['box', 'on'] },
  '/invoices/:invoice/payments': {
    ...moneyForm('receivedOn'),
    keepRest: ['box', 'on'],
    tell: ['box', 'on'],
  },
  '/invoices/:invoice/credit-notes': {
    what: ['exact', 'whole'],
    'items.*': ['box', ''],
    reason: ['note', ''],
    tell: ['box', 'on'],
  },
  '/invoices/:invoice/voiding': { reason: ['note', ''] },
  '/invoices/:invoice/write-off': { reason: ['note', ''] },
  '/payments/:payment/refunds': { ...moneyForm('paidOn'), creditNote: ['box', 'on'] },
  '/contacts/:person/pay-out': { ...moneyForm('paidOn'), currency: ['exact', 'EUR'] },
  '/contacts/:person/required-payment': { reason: ['line', 'A gift'] },
  '/forms/:form/access': {
    version: ['exact', '0'],
    amount: ['choice', ''],
    plan: ['choice', ''],
    currency: ['choice', 'EUR'],
    title: ['note', 'Kickoff'],
    item: ['note', 'Kickoff'],
    taxRate: ['choice', '21'],
    closesOnRefund: ['box', 'on'],
    closesOnDispute: ['box', 'on'],
    remindDays: ['note', ''],
    flow: ['choice', ''],
  },
  '/settings/paid-access': { version: ['exact', '1'], bankAccess: ['choice', 'cleared'] },
  '/billing/:invoice/question': { question: ['line', 'Why so much?'] },
  '/contacts': { ...contactCard(), invite: ['box', 'on'] },
  '/contacts/:person': { ...contactCard(), version: ['exact', '1'], forgetDigits: ['box', 'on'] },
  '/contacts/:person/notes': { body: ['line', 'Called back.'] },
  '/people/:person/notes': { body: ['line', 'Called back.'] },
  '/contacts/:person/merge': {
    other: ['exact', show('person', foreign.duplicate)],
    prefer: ['choice', 'kept'],
    version: ['exact', '1'],
    otherVersion: ['exact', '1'],
  },
  '/companies': { name: ['line', 'Quay Partners'] },
  '/companies/:company': { name: ['line', 'Quay Partners'] },
  '/settings/fields': {
    label: ['line', 'Spouse'],
    kind: ['exact', 'choice'],
    choices: ['line', 'Yes\nNo'],
  },
  '/settings/fields/:field': { label: ['line', 'Spouse'], choices: ['list', ''] },
  '/settings/fields/:field/position': { position: ['exact', '0'] },
  '/notes/:note/removal': { to: ['any', '/'] },
  '/cases': {
    title: ['line', 'Quay against Pier'],
    number: ['note', ''],
    type: ['choice', ''],
    stage: ['choice', ''],
    openedOn: ['choice', '2026-01-05'],
    client: ['choice', ''],
  },
  '/cases/:case/facts': {
    version: ['exact', '1'],
    number: ['note', 'Q 7'],
    title: ['note', 'Quay against Pier'],
    type: ['choice', ''],
    openedOn: ['choice', '2026-01-05'],
  },
  '/cases/:case/stage': { stage: ['exact', 'Waiting'] },
  '/cases/:case/notes': { body: ['line', 'Called.'] },
  '/cases/:case/parties': {
    person: ['exact', show('person', foreign.contact)],
    side: ['exact', 'client'],
  },
  '/settings/cases': { kind: ['exact', 'type'], name: ['line', 'Lease'] },
  '/settings/cases/name': {
    kind: ['exact', 'type'],
    name: ['exact', 'Other'],
    to: ['line', 'Something else'],
  },
  '/settings/cases/position': {
    kind: ['exact', 'stage'],
    name: ['exact', 'Waiting'],
    position: ['exact', '1'],
  },
  '/settings/cases/removal': { kind: ['exact', 'type'], name: ['exact', 'Other'] },
  '/mass-invitations': {
    work: ['exact', show('work', newId())],
    cases: ['list', show('case', newId())],
    people: ['list', show('person', foreign.person)],
    search: ['note', ''],
    type: ['note', ''],
    stage: ['note', ''],
    state: ['choice', ''],
    registration: ['choice', ''],
    days: ['exact', '7'],
  },
  '/forms': { name: ['line', 'Kickoff'], role: ['choice', 'client'] },
  '/forms/:form/settings': {
    version: ['exact', '1'],
    name: ['line', 'Kickoff'],
    link: ['exact', 'kickoff'],
    'title.en': ['line', 'Begin here'],
    'title.es': ['note', 'Empiece aquí'],
    'intro.en': ['note', 'Tell us a little.'],
    'intro.es': ['note', 'Cuéntenos algo.'],
    role: ['exact', 'client'],
    goesWithRole: ['box', 'on'],
    invites: ['box', 'on'],
    'confirmation.en': ['note', 'Thank you.'],
    'confirmation.es': ['note', 'Gracias.'],
    goTo: ['choice', 'https://www.example.com/thanks'],
    notifies: ['list', show('person', foreign.person)],
    origins: ['choice', 'https://www.example.com'],
  },
  '/forms/:form/fields': { kind: ['exact', 'text'] },
  '/forms/:form/fields/:formField': {
    version: ['exact', '1'],
    'label.en': ['line', 'Your question'],
    'label.es': ['note', 'Su pregunta'],
    'help.en': ['note', 'In a few words'],
    'help.es': ['note', 'En pocas palabras'],
    required: ['box', 'on'],
    choices: ['any', ''],
    maps: ['choice', 'kept'],
    'shownIf.field': ['any', ''],
    'shownIf.is': ['any', ''],
  },
  '/forms/:form/fields/:formField/position': { position: ['exact', '0'] },
  '/forms/:form/filling': filledForm,
  '/f/:link': {
    ...filledForm,
    draft: ['any', ''],
    later: ['box', 'on'],
    challenge: ['proof', ''],
    answer: ['any', ''],
  },
  '/f/:link/counts': { step: ['proof', 'seen'] },
  '/imports': { csv: ['file', ''] },
  '/flows': flowForm(foreign),
  '/flows/:flow/details': { ...flowForm(foreign), version: ['exact', '3'] },
  '/flows/:flow/steps': { kind: ['exact', 'upload'], ...stepForm(foreign) },
  '/flows/:flow/steps/:step': {
    ...stepForm(foreign),
    // Of its kind none are taken.
    uploads: ['any', ''],
    files: ['list', show('file', foreign.file)],
  },
  '/flows/:flow/steps/:step/position': { position: ['exact', '0'] },
  '/flow-runs/:flowRun/skips/:step': { reason: ['line', 'Signed on paper'] },
  '/flow-runs/:flowRun/end': { reason: ['line', 'Came by'] },
  '/flow/:flowRun/help': { note: ['note', ''] },
  '/flow/:flowRun/steps/:step': {
    accepted: ['box', 'on'],
    uploads: ['list', show('upload', foreign.upload)],
  },
  '/plans': planForm(),
  '/plans/:plan/change': { ...planForm(), version: ['exact', '1'] },
  '/contacts/:person/subscriptions': { plan: ['exact', show('plan', foreign.plan)] },
  '/subscriptions/:subscription/plan': {
    plan: ['exact', show('plan', foreign.plan)],
    at: ['note', ''],
  },
  '/subscriptions/:subscription/pause': { resumesOn: ['note', ''] },
  '/subscriptions/:subscription/cancellation': { when: ['choice', 'now'] },
  '/billing/subscriptions/:subscription/method': {
    method: ['exact', show('method', foreign.method)],
  },
  '/payments/parked/:attempt': { reason: ['line', 'Paid back there'] },
  '/billing/again': {
    subscription: ['exact', show('subscription', foreign.subscription)],
    gateway: ['any', 'sandbox'],
  },
  '/billing/payment-methods': { gateway: ['exact', 'sandbox'] },
  '/subscribe-again': { token: ['proof', ''], gateway: ['any', 'sandbox'] },
  '/subscribe-again/password': { token: ['proof', ''] },
  '/contacts/:person/flows': { flow: ['exact', show('flow', foreign.flow)] },
  '/procedures': procedureForm(),
  '/procedures/:procedure/rules': { ...procedureForm(), version: ['choice', '1'] },
  '/settings/branding': {
    version: ['exact', '1'],
    brandColor: ['exact', '#1d4ed8'],
    accentColor: ['exact', '#0f766e'],
    logo: ['file', ''],
    removeLogo: ['box', 'on'],
    preview: ['box', 'on'],
  },
  '/settings/mails/text': {
    kind: ['exact', 'reset'],
    language: ['exact', 'en'],
    subject: ['line', 'Your new password'],
    body: ['line', 'Hello {{person.name}}\n\n{{link}}'],
    preview: ['box', 'on'],
  },
  '/settings/mails/reset': { kind: ['exact', 'reset'], language: ['exact', 'en'] },
  '/settings/hosts': { host: ['exact', 'portal.other.example'] },
  '/settings/hosts/current': { host: ['exact', 'other.localhost'] },
  '/settings/slug': { slug: ['line', 'other-firm'] },
  ...webhookForms('/settings/webhooks'),
  ...webhookForms('/partners/:partner/webhooks'),
  '/export-request': { token: ['proof', 'of a suspension'] },
  '/portals': {
    name: ['line', 'Third Firm'],
    slug: ['note', 'third'],
    'owner.name': ['line', 'Tessa'],
    'owner.email': ['exact', 'tessa@third.example'],
    language: ['choice', 'en'],
    partner: ['choice', ''],
    partnerReference: ['note', ''],
    timeZone: ['choice', 'UTC'],
  },
  '/portals/:portal/suspension': { cause: ['exact', 'requested'], note: ['note', ''] },
  '/portals/:portal/suspension/end': { cause: ['exact', 'resolved'], note: ['note', ''] },
  '/portals/:portal/cancellation': { confirmation: ['exact', 'Other Firm'] },
  '/portals/:portal/people/:person/disabling': { reason: ['line', 'Left the firm'] },
  '/portals/:portal/people/:person/second-factors': { reason: ['line', 'Lost her phone'] },
  '/portals/:portal/hosts': { host: ['exact', 'portal.other.example'] },
  '/portals/:portal/hosts/current': { host: ['exact', 'other.localhost'] },
  '/portals/:portal/slug': { slug: ['line', 'other-firm'] },
  '/portals/:portal/settings': {
    ...settings('provider'),
    filesMb: ['choice', '50'],
    afterTrial: ['list', 'branding'],
  },
  '/partners': {
    name: ['line', 'Third Partner'],
    reference: ['note', ''],
    billingName: ['note', ''],
    billingEmail: ['choice', ''],
    timeZone: ['choice', 'UTC'],
    language: ['choice', 'en'],
  },
  '/partners/:partner/settings': {
    version: ['exact', '1'],
    name: ['note', 'Second Partner'],
    reference: ['note', ''],
    billingName: ['note', ''],
    billingEmail: ['choice', ''],
    timeZone: ['choice', 'UTC'],
    language: ['choice', 'en'],
  },
  '/partners/:partner/price': { amount: ['exact', '12.50'], currency: ['exact', 'EUR'] },
  '/partners/:partner/people': {
    name: ['line', 'Pia Lock'],
    email: ['exact', 'pia@second.example'],
    language: ['choice', 'en'],
  },
  '/partners/:partner/people/:person/disabling': { reason: ['line', 'Left the partner'] },
  '/partners/:partner/keys': {
    name: ['line', 'Machine'],
    scopes: ['list', 'read'],
    days: ['exact', '365'],
  },
  '/partners/:partner/keys/:key/revocation': { confirmed: ['box', 'on'] },
  '/partners/:partner/reports/:report/correction': { reason: ['line', 'A price was wrong'] },
  '/clock': { advance: ['exact', 'P1D'] },
  '/keys': {
    name: ['line', 'Machine'],
    scopes: ['list', 'read'],
    partner: ['choice', ''],
    days: ['exact', '365'],
  },
  '/keys/:key/revocation': { confirmed: ['box', 'on'] },
})

/** A form as it is sent; a file or a box that was not chosen is not. */
export const sentOf = (right: RightForm): Record<string, string> =>
  Object.fromEntries(
    Object.entries(right).flatMap(([field, [how, value]]) =>
      how === 'file' || how === 'box' ? [] : [[field, value]],
    ),
  )

interface BodySchema {
  $ref?: string
  $defs?: Record<string, BodySchema>
  properties?: Record<string, { $ref?: string; enum?: unknown[]; pattern?: string; type?: string }>
  required?: string[]
}

/** Of an endpoint, a body that would be taken: with what it needs, as the forms have fields of that name. */
export function rightBody(
  pattern: string,
  { body, given = [] }: Endpoint,
  known: Known,
): Record<string, unknown> {
  if (!body) return {}
  const whole = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as BodySchema
  const { properties = {}, required = [] } =
    whole.$ref === undefined ? whole : whole.$defs![whole.$ref.split('/').at(-1)!]!
  const inForms = new Map<string, string>()
  for (const form of Object.values(rightForms(known)))
    for (const [field, [, value]] of Object.entries(form)) if (value) inForms.set(field, value)
  const needed = required.filter(
    (field) => !pattern.includes(`:${field}`) && !given.includes(field),
  )
  return Object.fromEntries(
    needed.map((field) => {
      const { type, $ref, enum: words } = properties[field] ?? {}
      // A text in each language.
      if ($ref !== undefined) return [field, { en: 'x' }]
      const known = inForms.get(field)
      const isId = Object.hasOwn(PREFIXES, field)
      const isKnown = !isId || known?.startsWith(`${PREFIXES[field as IdKind]}_`)
      const id = isId ? show(field as IdKind, newId()) : 'x'
      const value = words?.[0] ?? (isKnown ? known : undefined) ?? id
      return [field, type === 'array' ? [value] : type === 'integer' ? Number(value) : value]
    }),
  )
}

const message = () => show('message', newId())

const webhookForms = (at: string): Record<string, RightForm> => {
  const form: RightForm = {
    url: ['exact', 'https://hooks.other.example/in'],
    description: ['note', ''],
    which: ['exact', 'chosen'],
    events: ['list', 'portal.suspend'],
  }
  return {
    [at]: form,
    [`${at}/:webhook`]: form,
    [`${at}/:webhook/failed/resend`]: { since: ['choice', '2026-01-01T00:00:00Z'] },
  }
}

/** `fields.*` stands for the portal's own fields: one of that very name is none of them, and so is not sent. */
const contactCard = (): RightForm => ({
  name: ['line', 'Cara Weir'],
  role: ['choice', 'client'],
  email: ['choice', 'cara@weir.example'],
  phone: ['note', '+34 600 000 000'],
  company: ['note', 'Weir & Sons'],
  language: ['choice', 'es'],
  digits: ['choice', '6789'],
  birthDate: ['choice', '1980-02-29'],
  userName: ['note', 'cara.weir'],
  'fields.*': ['box', ''],
})

/** `items.*` stands for rows of items. */
const invoiceForm = (): RightForm => ({
  title: ['line', 'Coaching'],
  currency: ['exact', 'EUR'],
  taxIncluded: ['exact', 'no'],
  dueOn: ['choice', '2199-01-31'],
  buyerName: ['note', 'Cara Weir'],
  buyerAddress: ['note', '1 Quay'],
  buyerTaxNumber: ['note', 'B1'],
  note: ['note', ''],
  'items.*': ['box', ''],
  more: ['any', ''],
})

const moneyForm = (day: string): RightForm => ({
  amount: ['line', '12.50'],
  method: ['choice', 'cash'],
  [day]: ['choice', '2026-01-05'],
  reference: ['note', ''],
})

/** What is left out stays as it is. A box is told of by its row in the table of settings. */
const settings = (form: SettingForm): RightForm => ({
  ...Object.fromEntries(
    Object.entries(fieldsOf(form))
      .filter(([, kind]) => kind === 'box')
      .map(([name]) => [name, ['box', 'on'] as const]),
  ),
  version: ['exact', '1'],
  name: ['note', 'Other Firm'],
  language: ['choice', 'en'],
  timeZone: ['choice', 'UTC'],
  invitationHours: ['choice', '7'],
  lockoutAttempts: ['choice', '10'],
  mailsPerMinute: ['choice', '300'],
  registrationFact: ['choice', 'digits'],
  staffSecondFactor: ['box', 'on'],
  signInByCode: ['choice', 'yes'],
})

/** As a browser writes one, that no passkey has signed. */
const credential = (response: object) =>
  JSON.stringify({
    id: 'AAAA',
    rawId: 'AAAA',
    type: 'public-key',
    response: { clientDataJSON: 'AAAA', ...response },
  })

const TOO_LONG = 'x'.repeat(30_000)
const BROKEN = ['\u0000', 'a\u0000b', TOO_LONG]
const NOT_THERE = [undefined, '', ' ']
const NONSENSE = [
  '<script>alert(1)</script>',
  "'; drop table portals; --",
  '../../etc/passwd',
  'ptl_zzzzzzzzzzzzzzzzzzzzzzzzzz',
  'per_00000000000000000000000000',
  'not-an-e-mail',
  'P99999Y',
  '#12345',
  'Europe/Nowhere',
  '-1',
  '1e308',
  '1.5',
  'null',
  '[object Object]',
  '\u202e',
  '\ud800',
]

/** A condition is chosen, and what is typed beside it counts where it wants a value; boxes send nothing here. */
function flowForm(foreign: Known['foreign']): RightForm {
  return {
    'name.en': ['line', 'Welcome'],
    'name.es': ['note', ''],
    mandatory: ['box', 'on'],
    helpers: ['list', show('person', foreign.person)],
  }
}

function stepForm(foreign: Known['foreign']): RightForm {
  return {
    'title.en': ['line', 'Read this'],
    'title.es': ['note', ''],
    'text.en': ['note', ''],
    'text.es': ['note', ''],
    link: ['choice', ''],
    target: ['choice', ''],
    uploads: ['list', show('upload', foreign.upload)],
  }
}

function procedureForm(): RightForm {
  const rows = Array.from({ length: 8 }, (_, n) => [
    [`about${n + 1}`, ['choice', n === 0 ? 'registered.not' : '']],
    [`value${n + 1}`, ['any', '']],
  ])
  return {
    name: ['line', 'Move on'],
    on: ['exact', 'stage_entered'],
    entered: ['exact', 'Intake'],
    days: ['choice', '3'],
    ...(Object.fromEntries(rows.flat()) as RightForm),
    invite: ['box', 'on'],
    remind: ['box', 'on'],
    message: ['box', 'on'],
    subject: ['any', ''],
    body: ['any', ''],
    flow: ['choice', ''],
    stage: ['choice', 'Waiting'],
  }
}

/** What is wrong in a field of each kind, whatever the field; undefined is not sent. */
export const WRONG: Record<How, readonly (string | string[] | undefined)[]> = {
  line: [...NOT_THERE, ...BROKEN, ['once', 'twice']],
  secret: [undefined, '', ['once', 'twice']],
  note: [...BROKEN, ['once', 'twice']],
  exact: [...NOT_THERE, ...NONSENSE, ...BROKEN, ['once', 'twice']],
  choice: [...NONSENSE, ...BROKEN, ['once', 'twice']],
  list: [...NONSENSE, ...BROKEN, ['nonsense', 'more of it']],
  box: ['', 'off', 'true', '1', ...NONSENSE, ['on', 'on']],
  file: NONSENSE,
  any: [['once', 'twice']],
  proof: [['once', 'twice']],
}

const planForm = (): RightForm => ({
  name: ['line', 'Monthly coaching'],
  amount: ['exact', '50.00'],
  currency: ['choice', 'EUR'],
  taxRate: ['note', '21'],
  every: ['exact', '1'],
  unit: ['exact', 'months'],
  trialDays: ['note', '0'],
  cycles: ['note', ''],
  graceDays: ['note', '0'],
  retryDays: ['exact', '1, 3, 5, 7'],
})
