import { createProcedure, openCase, uploadImport } from '../src/cases/index.ts'
import { beginUpload } from '../src/files/index.ts'
import { addStep, createFlow, publishFlow } from '../src/flows/index.ts'
import { CLI_RIGHTS, rightsOfPerson } from '../src/gate/index.ts'
import { createKey } from '../src/identity/index.ts'
import { CONSOLE, newId, parseId, PREFIXES, show, type IdKind } from '../src/kit/ids.ts'
import { perform, type Caller, type Operation } from '../src/kit/operation.ts'
import { newToken } from '../src/kit/tokens.ts'
import { startThread } from '../src/messages/index.ts'
import {
  draftInvoice,
  issueCreditNote,
  issueInvoice,
  recordPayment,
} from '../src/payments/index.ts'
import { createForm } from '../src/forms/index.ts'
import { createCompany, createContact, createField, writeNote } from '../src/people/index.ts'
import { createPartner, createPortal } from '../src/portals/index.ts'
import { fingerprint } from './rows.ts'
import type { World } from './world.ts'

const operator: Caller = {
  id: 'cli',
  name: 'Test',
  portal: CONSOLE,
  rights: CLI_RIGHTS,
  through: 'cli',
}

/** Where things are made: a portal, its partner, two of its staff, and one of them as a caller. */
interface Place {
  world: World
  portal: string
  partner: string
  person: string
  colleague: string
  author: Caller
}

/** The operation that makes one, and what the nth is made of. */
const by = (
  operation: unknown,
  input: (place: Pick<Place, 'colleague'>, n: number) => Record<string, unknown>,
) => ({ operation: operation as Operation, input })

/**
 * How one of each kind that an address can name comes to be in a portal, in this order: the one place to tell of a
 * new kind. `table` holds those of a portal, and what is not made here is the first one in it.
 */
export const MAKING = {
  portal: { make: ({ portal }: Place) => portal },
  partner: { make: ({ partner }: Place) => partner },
  person: { table: 'persons', make: ({ person }: Place) => person },
  session: { table: 'sessions' },
  mail: { table: 'mails' },
  thread: {
    table: 'threads',
    ...by(startThread, ({ colleague }) => ({
      subject: 'Private',
      body: 'Only us',
      to: [show('person', colleague)],
    })),
  },
  note: {
    table: 'notes',
    ...by(writeNote, ({ colleague }, n) => ({
      person: show('person', colleague),
      body: `Note ${n}`,
    })),
  },
  company: { table: 'companies', ...by(createCompany, (_, n) => ({ name: `Company ${n}` })) },
  field: {
    table: 'custom_fields',
    ...by(createField, (_, n) => ({ label: `Field ${n}`, kind: 'text' })),
  },
  case: { table: 'cases', ...by(openCase, () => ({ title: 'Quay against Pier' })) },
  procedure: {
    table: 'procedures',
    ...by(createProcedure, (_, n) => ({
      name: `Procedure ${n}`,
      trigger: { on: 'case_opened' },
      actions: [{ do: 'invite' }],
    })),
  },
  import: {
    table: 'import_uploads',
    ...by(uploadImport, (_, n) => ({ csv: `Name,E-mail\nIda,ida${n}@import.example` })),
  },
  key: { table: 'api_keys', make: ({ world, partner }: Place) => aKey(world, partner) },
  webhook: {
    table: 'webhook_endpoints',
    make: async ({ world, portal }: Place) => (await aWebhook(world, portal, null))[0],
  },
  delivery: { table: 'webhook_deliveries' },
  passkey: {
    table: 'passkeys',
    make: ({ world, portal, person }: Place) => aPasskey(world, portal, person),
  },
  upload: {
    table: 'file_uploads',
    ...by(beginUpload, (_, n) => ({ name: `Deed ${n}.pdf`, bytes: 10 })),
  },
  file: {
    table: 'files',
    make: ({ world, portal, person }: Place) => aFile(world, portal, person),
  },
  folder: {
    table: 'file_folders',
    make: ({ world, portal, person }: Place) => aFolder(world, portal, person),
  },
  request: {
    table: 'file_requests',
    make: ({ world, portal, person }: Place) => aRequest(world, portal, person),
  },
  invoice: {
    table: 'invoices',
    make: ({ world, portal, person }: Place) => anInvoice(world, portal, person),
  },
  payment: { table: 'payments' },
  attempt: {
    table: 'payment_attempts',
    make: ({ world, portal, person }: Place) => aParkedPayment(world, portal, person),
  },
  plan: { table: 'plans', make: ({ world, portal }: Place) => aPlan(world, portal) },
  subscription: {
    table: 'subscriptions',
    make: ({ world, portal, person }: Place) => aSubscription(world, portal, person),
  },
  method: {
    table: 'saved_methods',
    make: ({ world, portal, person }: Place) => aMethod(world, portal, person),
  },
  creditNote: { table: 'credit_notes' },
  form: {
    table: 'forms',
    ...by(createForm, (_, n) => ({ name: `Form ${n}` })),
    make: ({ world, portal }: Place) => aForm(world, portal),
  },
  submission: {
    table: 'form_submissions',
    make: ({ world, portal }: Place) => aSubmission(world, portal),
  },
  work: {
    table: 'works',
    make: ({ world, portal, person }: Place) => aBulkJob(world, portal, person),
  },
  sandboxPayment: { make: aSandboxPayment },
  flow: { table: 'flows', ...by(createFlow, (_, n) => ({ name: { en: `Flow ${n}` } })) },
  step: { make: aStep },
  flowRun: { make: aFlowRun },
  report: { make: ({ world, portal, partner }: Place) => aReport(world, partner, [portal]) },
} satisfies Partial<Record<IdKind, Making>>

interface Making {
  table?: string
  make?(place: Place): string | Promise<string>
  operation?: Operation
  input?(place: Pick<Place, 'colleague'>, n: number): Record<string, unknown>
}

/** Row ids by kind, and of those that stand elsewhere than others of their kind. */
type Ids = Record<
  | keyof typeof MAKING
  /** Of the partner's own. */
  | 'partnerPerson'
  | 'partnerWebhook'
  | 'partnerDelivery'
  /** Two contacts with cards, neither of whom has registered nor is a party. */
  | 'contact'
  | 'duplicate',
  string
>

/** The kind that a parameter of an address names: that of its name; null for what is named by text. */
export const kindOf = (parameter: string): IdKind | null =>
  Object.hasOwn(PREFIXES, parameter) ? (parameter as IdKind) : (OF_SEVERAL.get(parameter) ?? null)

/** Parameters that name one of several kinds, each with one of those. */
const OF_SEVERAL: ReadonlyMap<string, IdKind> = new Map([['audience', 'person']])

/** An address with ids in it; what is named by text is called x. */
export const filledIn = (pattern: string, pick: (which: keyof Ids) => string): string =>
  pattern.replaceAll(/:(\w+)/g, (_, parameter: string) => {
    const kind = kindOf(parameter)
    return kind ? show(kind, pick(whichOf(pattern, kind))) : 'x'
  })

function whichOf(pattern: string, kind: IdKind): keyof Ids {
  // A partner's people and webhooks are the console's.
  if (pattern.includes('/:partner/')) {
    if (kind === 'person') return 'partnerPerson'
    if (kind === 'webhook') return 'partnerWebhook'
    if (kind === 'delivery') return 'partnerDelivery'
  }
  return kind === 'person' && pattern.includes('/contacts/') ? 'contact' : (kind as keyof Ids)
}

export interface TwoPortals {
  /** Somebody signed in: staff of the first portal, or a person of the first partner on the console. */
  visitor(
    place: 'portal' | 'console',
    json: boolean,
  ): { origin: string; headers: Record<string, string> }
  /** A program of the first partner. */
  program(): { origin: string; headers: Record<string, string> }
  /** Row ids that belong to the second portal, of the second partner. */
  foreign: Ids
  /** A hash over every row of the second portal and of the console. */
  fingerprint(): Promise<string>
}

/** Two partners with a portal each, with people, sessions, messages and mails. */
export async function seedTwoPortals(world: World): Promise<TwoPortals> {
  const first = await aPortal(world, 'Acme Law', 'acme')
  const second = await aPortal(world, 'Other Firm', 'other')
  const partnerSession = await signedIn(
    world,
    CONSOLE,
    await aPerson(world, CONSOLE, 'partner', 'p@acme.example', first.ids.partner),
  )
  const { partner } = second.ids
  const partnerPerson = await aPerson(world, CONSOLE, 'partner', 'p@other.example', partner)
  const [partnerWebhook, partnerDelivery] = await aWebhook(world, CONSOLE, partner)
  const { secret } = await unwrap(
    perform(world.installation, createKey, operator, {
      name: 'Acme’s own',
      scopes: ['read', 'provision', 'billing'],
      partner: show('partner', first.ids.partner),
    }),
  )
  return {
    visitor: (place, json) => ({
      origin: place === 'portal' ? 'http://acme.localhost:3000' : 'http://localhost:3000',
      headers: {
        host: place === 'portal' ? 'acme.localhost:3000' : 'localhost:3000',
        cookie: `session=${place === 'portal' ? first.session : partnerSession}`,
        'content-type': json ? 'application/json' : 'application/x-www-form-urlencoded',
      },
    }),
    program: () => ({
      origin: 'http://localhost:3000',
      headers: {
        host: 'localhost:3000',
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
      },
    }),
    foreign: { ...second.ids, partnerPerson, partnerWebhook, partnerDelivery },
    fingerprint: () => fingerprint(world, [second.ids.portal, CONSOLE]),
  }
}

async function unwrap<R>(result: Promise<{ ok: boolean; value?: R; code?: string }>): Promise<R> {
  const { ok, value, code } = await result
  if (!ok) throw new Error(code)
  return value!
}

async function aPortal(world: World, name: string, slug: string) {
  const { installation } = world
  const made = await unwrap(perform(installation, createPartner, operator, { name }))
  const created = await unwrap(
    perform(installation, createPortal, operator, {
      name,
      slug,
      partner: made.partner,
      owner: { name: 'Olga Owner', email: `owner@${slug}.example` },
    }),
  )
  await world.drain()
  const [portal, partner] = [parseId('portal', created.portal)!, parseId('partner', made.partner)!]
  const person = await aPerson(world, portal, 'staff', `staff@${slug}.example`, null)
  const colleague = await aPerson(world, portal, 'staff', `colleague@${slug}.example`, null)
  const session = await signedIn(world, portal, person)
  const author: Caller = {
    ...operator,
    id: show('person', person),
    portal,
    person,
    rights: rightsOfPerson('staff'),
  }
  const place: Place = { world, portal, partner, person, colleague, author }
  const ids: Record<string, string> = {}
  for (const [kind, making] of Object.entries<Making>(MAKING))
    ids[kind] = await oneOf(kind as IdKind, making, place)
  const card = async (name: string) => {
    const contact = { name, company: 'Weir & Sons' }
    const { person } = await unwrap(perform(installation, createContact, author, contact))
    return parseId('person', person)!
  }
  const [contact, duplicate] = [await card('Cara Weir'), await card('Weir, Cara')]
  await world.drain()
  return { session, ids: { ...(ids as Ids), contact, duplicate } }
}

async function oneOf(kind: IdKind, making: Making, place: Place): Promise<string> {
  const { world, portal, author } = place
  if (making.make) return making.make(place)
  if (making.operation) {
    const input = making.input!(place, 1)
    const value = await unwrap(perform(world.installation, making.operation, author, input))
    const id = (value as Record<string, string>)[kind]!
    return parseId(kind, id) ?? id
  }
  const [row] = await world.owner<{ id: string }>(
    `select id from ${making.table} where portal_id = $1 order by id limit 1`,
    [portal],
  )
  return row!.id
}

/** A step of the flow, which is published with it. */
async function aStep({ world, portal, author }: Place): Promise<string> {
  const { installation } = world
  const [{ id } = { id: '' }] = await world.owner<{ id: string }>(
    'select id from flows where portal_id = $1',
    [portal],
  )
  const flow = show('flow', id)
  const step = { flow, kind: 'upload', title: { en: 'Send us' } }
  const added = await unwrap(perform(installation, addStep, author, step))
  await unwrap(perform(installation, publishFlow, author, { flow }))
  return added.step
}

/** One of the staff in the flow: of a client’s own there would be nothing to see for whoever tries here. */
async function aFlowRun({ world, portal, person }: Place): Promise<string> {
  const run = newId()
  await world.owner(
    `insert into flow_runs (portal_id, id, flow_id, number, person_id, mandatory, state, assigned_at, started_at,
       step_id, step_since, steps)
     select $1, $2, flow_id, number, $3, false, 'open', now(), now(), (steps -> 0 ->> 'id')::uuid, now(), 1
     from flow_versions where portal_id = $1`,
    [portal, run, person],
  )
  return run
}

/** A key of a partner’s that nobody holds. */
async function aKey(world: Pick<World, 'owner'>, partner: string): Promise<string> {
  const key = newId()
  await world.owner(
    `insert into api_keys (portal_id, id, partner_id, name, hash, scopes, created_at, expires_at)
     values ($1, $2, $3, 'Other', $4, '{read}', now(), now() + interval '1 year')`,
    [CONSOLE, key, partner, key.replaceAll('-', '')],
  )
  return key
}

/** A page of the sandbox to pay at. */
async function aSandboxPayment({ world, portal }: Place): Promise<string> {
  const id = newId()
  await world.owner(
    `insert into sandbox_payments (portal_id, id, key, purpose, description, amount, currency, methods, keeps, language,
       customer, state, created_at, changed_at, expires_at)
     values ($1, $2::uuid, $2::text, 'payment', 'INV-1', 100, 'EUR', '{card}', false, 'en', $2::uuid, 'open', now(), now(),
       now() + interval '1 day')`,
    [portal, id],
  )
  return id
}

/** A webhook with something that it has not taken. @returns the ids of both */
export async function aWebhook(
  world: World,
  portal: string,
  partner: string | null,
): Promise<[webhook: string, delivery: string]> {
  const [webhook, delivery] = [newId(), newId()]
  await world.owner(
    `insert into webhook_endpoints (portal_id, id, partner_id, url, state_since, created_at)
     values ($1, $2, $3, 'https://93.184.215.14/', now(), now())`,
    [portal, webhook, partner],
  )
  await world.owner(
    `insert into webhook_deliveries
       (portal_id, id, endpoint_id, event_id, event, payload, state, created_at, since, settled_at)
     values ($1, $2, $3, $2, 'portal.brand', '{}', 'failed', now(), now(), now())`,
    [portal, delivery, webhook],
  )
  return [webhook, delivery]
}

/** A passkey that nobody holds. */
async function aPasskey(
  world: Pick<World, 'owner'>,
  portal: string,
  person: string,
): Promise<string> {
  const id = newId()
  await world.owner(
    `insert into passkeys (portal_id, id, person_id, name, credential, public_key, counter, created_at)
     values ($1, $2, $3, 'A phone', $4, 'x', 0, now())`,
    [portal, id, person, id.replaceAll('-', '')],
  )
  return id
}

/** An invoice with a payment and a credit note, of a contact of its own. */
async function anInvoice({ installation }: World, portal: string, person: string): Promise<string> {
  const author: Caller = { ...operator, portal, person, rights: rightsOfPerson('staff') }
  const does = <R>(operation: unknown, input: object) =>
    unwrap(perform(installation, operation as Operation, author, input)) as Promise<R>
  const contact = await does<{ person: string }>(createContact, { name: 'Ida Payer' })
  const made = await does<{ invoice: string }>(draftInvoice, {
    person: contact.person,
    title: 'Coaching',
    items: [{ text: 'An hour', unitAmount: '100', taxRate: '21' }],
  })
  const invoice = show('invoice', made.invoice)
  await does(issueInvoice, { invoice })
  await does(recordPayment, { invoice, amount: '121' })
  await does(issueCreditNote, { invoice, items: [{ position: 1, amount: '21' }] })
  return made.invoice
}

/** A file about a company where there is one, else somebody, of nothing. */
async function aFile(world: Pick<World, 'owner'>, portal: string, person: string): Promise<string> {
  const [file, content] = [newId(), newId()]
  await world.owner(
    `insert into file_contents (portal_id, id, store, bytes, made_at) values ($1, $2, 'folder', 0, now())`,
    [portal, content],
  )
  await world.owner(
    `insert into files (portal_id, id, holder_kind, holder_id, sealed_name, added_by, added_at)
     select $1, $2, coalesce(min('company'), 'person'), coalesce((min(id::text))::uuid, $3), 'x', $3, now()
     from companies where portal_id = $1`,
    [portal, file, person],
  )
  await world.owner(
    `insert into file_versions (portal_id, file_id, number, content_id, bytes, state, state_at, added_by, added_at)
     values ($1, $2, 1, $3, 0, 'ready', now(), $4, now())`,
    [portal, file, content, person],
  )
  return file
}

/** A folder of a company where there is one, else somebody's, with nothing in it. */
async function aFolder(
  world: Pick<World, 'owner'>,
  portal: string,
  person: string,
): Promise<string> {
  const folder = newId()
  await world.owner(
    `insert into file_folders (portal_id, id, holder_kind, holder_id, sealed_name, created_by, created_at)
     select $1, $2, coalesce(min('company'), 'person'), coalesce((min(id::text))::uuid, $3), 'x', $3, now()
     from companies where portal_id = $1`,
    [portal, folder, person],
  )
  return folder
}

/** Something that somebody is asked for. */
async function aRequest(
  world: Pick<World, 'owner'>,
  portal: string,
  person: string,
): Promise<string> {
  const request = newId()
  await world.owner(
    `insert into file_requests (portal_id, id, holder_kind, holder_id, person_id, sealed_what, state_at, asked_by, asked_at)
     values ($1, $2, 'person', $3, $3, 'x', now(), $3, now())`,
    [portal, request, person],
  )
  return request
}

/** Long work that was stopped before its first row. */
async function aBulkJob(
  world: Pick<World, 'owner'>,
  portal: string,
  person: string,
): Promise<string> {
  const work = newId()
  await world.owner(
    `insert into works (portal_id, id, kind, state, input, begun_by, begun_by_name, begun_at, since, changed_at, total, counts)
     values ($1, $2, 'mass_invitation', 'cancelled', '{"days": 7}', $3, 'Somebody', now(), now(), now(), 1, '{}')`,
    [portal, work, person],
  )
  await world.owner('insert into work_rows values ($1, $2, 1, $3)', [portal, work, person])
  return work
}

/** A form that is open, whose link and one field are called as addresses that name them by text say. */
async function aForm(world: Pick<World, 'owner'>, portal: string): Promise<string> {
  const form = newId()
  const field = { key: 'x', kind: 'text', label: { en: 'X' }, required: false, choices: [] }
  const definition = { title: { en: 'Form' }, fields: [{ ...field, maps: 'kept' }] }
  await world.owner(
    `insert into forms (portal_id, id, name, link, state, role, invites, definition, created_at)
     values ($1, $2, 'Form', 'x', 'open', 'client', true, $3, now())`,
    [portal, form, JSON.stringify(definition)],
  )
  return form
}

/** Of the portal's first invoice. */
async function aParkedPayment(
  world: Pick<World, 'owner'>,
  portal: string,
  person: string,
): Promise<string> {
  const attempt = newId()
  await world.owner(
    `insert into payment_attempts (portal_id, id, invoice_id, person_id, gateway, state, amount_minor, currency, saves,
       parked_why, started_at, changed_at)
     select $1, $2, id, $3, 'sandbox', 'parked', 1, 'EUR', false, 'amount', now(), now()
     from invoices where portal_id = $1 order by id limit 1`,
    [portal, attempt, person],
  )
  return attempt
}

async function aPlan(world: Pick<World, 'owner'>, portal: string): Promise<string> {
  const plan = newId()
  await world.owner(
    `with p as (insert into plans (portal_id, id, created_at) values ($1, $2, now()))
     insert into plan_versions values ($1, $2, 1, 'Plan', 1000, 'EUR', 0, 1, 'months', 0, null, 0, '{1,3}', now())`,
    [portal, plan],
  )
  return plan
}

/** Of the portal's first plan, active. */
async function aSubscription(
  world: Pick<World, 'owner'>,
  portal: string,
  person: string,
): Promise<string> {
  const subscription = newId()
  await world.owner(
    `insert into subscriptions (portal_id, id, person_id, plan_id, plan_number, state, state_at, zone, anchor,
       period_begins, period_ends, created_at)
     select $1, $2, $3, plan_id, 1, 'active', now(), 'UTC', now(), now(), now() + interval '1 month', now()
     from plan_versions where portal_id = $1 order by plan_id limit 1`,
    [portal, subscription, person],
  )
  return subscription
}

async function aMethod(
  world: Pick<World, 'owner'>,
  portal: string,
  person: string,
): Promise<string> {
  const method = newId()
  await world.owner(
    `insert into saved_methods (portal_id, id, person_id, gateway, customer, reference, kind, brand, last4, usable,
       added_at)
     values ($1, $2, $3, 'sandbox', $4, $4, 'card', 'Visa', '4242', true, now())`,
    [portal, method, person, method],
  )
  return method
}

/** What nobody sent with the portal's first form. */
async function aSubmission(world: Pick<World, 'owner'>, portal: string): Promise<string> {
  const submission = newId()
  await world.owner(
    `with form as (select id from forms where portal_id = $1 order by id limit 1),
       version as (insert into form_versions
         select $1, id, 1, '{"title": {"en": "Form"}, "fields": []}' from form returning form_id)
     insert into form_submissions (portal_id, id, form_id, version, state, language, sealed, sent_at)
     select $1, $2, form_id, 1, 'completed', 'en', 'x', now() from version`,
    [portal, submission],
  )
  return submission
}

/** A report of January with these portals and a person of each, written straight into the tables. */
export async function aReport(
  world: Pick<World, 'owner'>,
  partner: string,
  portals: readonly string[],
): Promise<string> {
  const report = newId()
  await world.owner(
    `insert into billing_reports
       (id, partner_id, month, version, issued_at, time_zone, language, bill_to, portals, pro_users,
        unit_minor, currency, total_minor)
     values ($1, $2, '2026-01-01', 1, now(), 'UTC', 'en', 'Accounts', $3::int, $3::int, 1250, 'EUR', 1250 * $3::int)`,
    [report, partner, portals.length],
  )
  await world.owner(
    `insert into billing_report_lines select unnest($1::uuid[]), $2, 31, 1, 1, 1, 1250`,
    [portals, report],
  )
  await world.owner(
    `insert into billing_report_persons
     select distinct on (portal_id) portal_id, $2, id, '2026-01-01', '2026-01-31', 31, 'month', 'month'
     from persons where portal_id = any($1) order by portal_id, id`,
    [portals, report],
  )
  return report
}

/** An activated person, written straight into the table. */
export async function aPerson(
  world: World,
  portal: string,
  kind: 'operator' | 'partner' | 'staff' | 'contact',
  email: string,
  partner: string | null,
): Promise<string> {
  const id = newId()
  await world.owner(
    `insert into persons (portal_id, id, kind, partner_id, name, email, seat, activated_at, created_at)
     values ($1, $2, $3, $4, $5, $6, 'pro', now(), now())`,
    [portal, id, kind, partner, email.split('@')[0], email],
  )
  return id
}

/** @returns the secret for the session cookie */
export async function signedIn(world: World, portal: string, person: string): Promise<string> {
  const { token, hash } = newToken()
  const now = (await world.now()).toString()
  await world.owner(
    `insert into sessions (portal_id, hash, id, person_id, started_at, seen_at, expires_at)
     values ($1, $2, $3, $4, $5, $5, $5::timestamptz + interval '14 days')`,
    [portal, hash, newId(), person, now],
  )
  return token
}
