import { createProcedure, openCase } from '../src/cases/index.ts'
import { insertUpload } from '../src/cases/imports/queries.ts'
import { sealUpload } from '../src/cases/imports/sealing.ts'
import { CLI_RIGHTS, rightsOfPerson } from '../src/gate/index.ts'
import { createKey } from '../src/identity/index.ts'
import { CONSOLE, newId, parseId, show } from '../src/kit/ids.ts'
import { perform, type Caller } from '../src/kit/operation.ts'
import { newToken } from '../src/kit/tokens.ts'
import { startThread } from '../src/messages/index.ts'
import { createContact, createField, writeNote } from '../src/people/index.ts'
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

export interface TwoPortals {
  /** Somebody signed in: staff of the first portal, or a person of the first partner on the console. */
  visitor(
    place: 'portal' | 'console',
    json: boolean,
  ): { origin: string; headers: Record<string, string> }
  /** A program of the first partner. */
  program(): { origin: string; headers: Record<string, string> }
  /** Row ids that belong to the second portal, of the second partner. */
  foreign: {
    portal: string
    partner: string
    person: string
    /** Of the second partner's own people. */
    partnerPerson: string
    thread: string
    session: string
    mail: string
    key: string
    webhook: string
    delivery: string
    /** Of the second partner's own. */
    partnerWebhook: string
    report: string
    note: string
    case: string
    passkey: string
    company: string
    field: string
    /** Two contacts with cards, neither of whom has registered nor is a party. */
    procedure: string
    /** A contact, who is not a party to it. */
    contact: string
    duplicate: string
    work: string
    /** A file that was sent and not begun with. */
    import: string
  }
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
    await aPerson(world, CONSOLE, 'partner', 'p@acme.example', first.partner),
  )
  const partnerPerson = await aPerson(world, CONSOLE, 'partner', 'p@other.example', second.partner)
  const made = await perform(world.installation, createKey, operator, {
    name: 'Acme’s own',
    scopes: ['read', 'provision', 'billing'],
    partner: show('partner', first.partner),
  })
  if (!made.ok) throw new Error(made.code)
  const key = newId()
  await world.owner(
    `insert into api_keys (portal_id, id, partner_id, name, hash, scopes, created_at, expires_at)
     values ($1, $2, $3, 'Other', 'x', '{read}', now(), now() + interval '1 year')`,
    [CONSOLE, key, second.partner],
  )
  const [webhook, delivery] = await aWebhook(world, second.portal, null)
  const [partnerWebhook] = await aWebhook(world, CONSOLE, second.partner)
  const report = await aReport(world, second.partner, [second.portal])
  const passkey = await aPasskey(world, second.portal, second.person)
  const work = await aBulkJob(world, second.portal, second.person)
  const upload = await anUpload(world, second.portal, second.person)
  const [mail] = await world.owner<{ id: string }>('select id from mails where portal_id = $1', [
    second.portal,
  ])
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
        authorization: `Bearer ${made.value.secret}`,
        'content-type': 'application/json',
      },
    }),
    foreign: {
      portal: second.portal,
      partner: second.partner,
      person: second.person,
      partnerPerson,
      thread: second.thread,
      session: second.sessionId,
      mail: mail!.id,
      key,
      webhook,
      delivery,
      partnerWebhook,
      report,
      note: parseId('note', second.note)!,
      case: second.case,
      passkey,
      company: parseId('company', second.company)!,
      field: parseId('field', second.field)!,
      contact: parseId('person', second.contact)!,
      duplicate: parseId('person', second.duplicate)!,
      work,
      import: upload,
      procedure: second.procedure,
    },
    fingerprint: () => fingerprint(world, [second.portal, CONSOLE]),
  }
}

async function aPortal(world: World, name: string, slug: string) {
  const { installation } = world
  const unwrap = async <R>(result: Promise<{ ok: boolean; value?: R }>) => (await result).value!
  const { partner } = await unwrap(perform(installation, createPartner, operator, { name }))
  const created = await unwrap(
    perform(installation, createPortal, operator, {
      name,
      slug,
      partner,
      owner: { name: 'Olga Owner', email: `owner@${slug}.example` },
    }),
  )
  await world.drain()
  const portal = parseId('portal', created.portal)!
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
  const { thread } = await unwrap(
    perform(installation, startThread, author, {
      subject: 'Private',
      body: 'Only us',
      to: [show('person', colleague)],
    }),
  )
  const { note } = await unwrap(
    perform(installation, writeNote, author, { person: show('person', colleague), body: 'Ours' }),
  )
  const { case: matter } = await unwrap(
    perform(installation, openCase, author, { title: 'Quay against Pier' }),
  )
  const { field } = await unwrap(
    perform(installation, createField, author, { label: 'Origin', kind: 'text' }),
  )
  const card = (name: string) =>
    unwrap(perform(installation, createContact, author, { name, company: 'Weir & Sons' }))
  const { person: contact } = await card('Cara Weir')
  const { person: duplicate } = await card('Weir, Cara')
  const [company] = await world.owner<{ id: string }>(
    'select id from companies where portal_id = $1',
    [portal],
  )
  const { procedure } = await unwrap(
    perform(installation, createProcedure, author, {
      name: 'Ours',
      trigger: { on: 'case_opened' },
      actions: [{ do: 'invite' }],
    }),
  )
  await world.drain()
  const [row] = await world.owner<{ id: string }>('select id from sessions where portal_id = $1', [
    portal,
  ])
  return {
    partner: parseId('partner', partner)!,
    portal,
    person,
    session,
    sessionId: row!.id,
    thread,
    note,
    case: matter,
    field,
    contact,
    duplicate,
    company: show('company', company!.id),
    procedure,
  }
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
export async function aPasskey(
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

/** Long work that was stopped before its first row. */
export async function aBulkJob(
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

/** A file of one contact that was sent, as `uploadImport` leaves it. */
export async function anUpload(
  { installation }: Pick<World, 'installation'>,
  portal: string,
  by: string,
): Promise<string> {
  const id = newId()
  await installation.db.write({ portal }, async (tx) => {
    const sealed = sealUpload(
      await installation.keys.of(tx, portal),
      portal,
      id,
      'Name,E-mail\nIda,ida@import.example',
    )
    await insertUpload(tx, { id, by, now: await installation.clock.now(tx), sealed })
  })
  return id
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
