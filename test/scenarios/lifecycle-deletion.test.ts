import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { declared } from '../../src/features.ts'
import type { AtDeletion } from '../../src/kit/feature.ts'
import { newId } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import {
  addHost,
  advance,
  brandPortal,
  cancelPortal,
  changeSlug,
  createPortal,
  deletePortal,
  deletionCertificate,
  isGenuine,
  listPortals,
  portalsQuery,
  resumeUnfinished,
  suspendPortal,
} from '../../src/portals/index.ts'
import { deleteNext } from '../../src/portals/deletion/deleting.ts'
import { deletionSteps } from '../../src/portals/deletion/steps.ts'
import { aPng } from '../images.ts'
import { aWorld, START, type World } from '../world.ts'
import { rowsOf, tablesWithPortals } from '../rows.ts'
import {
  act,
  aPartner,
  aPortal,
  days,
  goTo,
  operator,
  portalAt,
  value,
  type APortal,
} from './lifecycle-setting.ts'

const tablesThatAre = (what: AtDeletion): string[] =>
  declared.tables.flatMap(({ table, deletion }) => (deletion === what ? [table] : []))
const CLEARED = tablesThatAre('erased')
const TOMBSTONE = tablesThatAre('kept')
const STEPS = deletionSteps(declared.tables).length

const at = (count: number) => Temporal.Instant.from(START).add(days(count))

/** What stands where people write; must be nowhere afterwards. */
const CANARY = 'Canary'

/** A portal with something in every table that portals have, all of it with the canary where text is. */
async function aFullPortal(world: World): Promise<APortal> {
  const portal = await aPortal(world, {
    name: `${CANARY} Ltd`,
    slug: 'full',
    owner: { name: `${CANARY} Owner`, email: 'canary@full.example' },
    partner: await aPartner(world),
    partnerReference: `${CANARY}-77`,
  })
  const png = aPng().toString('base64')
  await act(world, brandPortal, { portal: portal.portal, brandColor: '#ffcc00', logo: png })
  await act(world, addHost, { portal: portal.portal, host: 'clients.full.example' })
  const [person] = await world.owner<{ id: string }>(
    'select id from persons where portal_id = $1',
    [portal.id],
  )
  const bytes = Buffer.from(CANARY)
  const thread = newId()
  const endpoint = newId()
  const delivery = newId()
  const report = newId()
  const company = newId()
  const form = newId()
  const matter = newId()
  const work = newId()
  const procedure = newId()
  const [sent, kept, file, request] = [newId(), newId(), newId(), newId()]
  const [outer, inner] = [newId(), newId()]
  const aContent = (id: string) => ({ id, store: 'folder', bytes: 1, made_at: 'now' })
  const aboutMatter = { holder_kind: 'case', holder_id: matter }
  const aFolder = { ...aboutMatter, sealed_name: bytes, created_at: 'now' }
  await world.owner(
    `insert into billing_reports
       (id, partner_id, month, version, issued_at, time_zone, language, bill_to, portals, pro_users)
     select $1, id, '2026-01-01', 1, now(), 'UTC', 'en', 'Northwind', 1, 1 from partners`,
    [report],
  )
  const rows: [string, Record<string, unknown>][] = [
    ['file_contents', aContent(sent)],
    ['file_contents', aContent(kept)],
    [
      'file_uploads',
      {
        id: newId(),
        content_id: sent,
        person_id: person!.id,
        sealed_name: bytes,
        begun_at: 'now',
        expires_at: 'now',
      },
    ],
    [
      'file_requests',
      {
        id: request,
        ...aboutMatter,
        person_id: person!.id,
        sealed_what: bytes,
        state_at: 'now',
        asked_by: person!.id,
        asked_at: 'now',
      },
    ],
    ['file_tellings', { person_id: person!.id, what: 'shared', told_at: 'now' }],
    ['file_folders', { id: outer, ...aFolder, created_by: person!.id }],
    ['file_folders', { id: inner, ...aFolder, parent_id: outer }],
    [
      'files',
      {
        id: file,
        ...aboutMatter,
        folder_id: inner,
        sealed_name: bytes,
        added_by: person!.id,
        added_at: 'now',
        request_id: request,
      },
    ],
    [
      'file_versions',
      {
        file_id: file,
        number: 1,
        content_id: kept,
        bytes: 1,
        state: 'ready',
        state_at: 'now',
        added_by: person!.id,
        added_at: 'now',
      },
    ],
    ['file_downloads', { id: newId(), file_id: file, number: 1, person_id: person!.id, at: 'now' }],
    [
      'file_shares',
      {
        file_id: file,
        audience_kind: 'case',
        audience_id: matter,
        shared_by: person!.id,
        shared_at: 'now',
      },
    ],
    [
      'sessions',
      {
        hash: bytes,
        id: newId(),
        person_id: person!.id,
        started_at: 'now',
        seen_at: 'now',
        expires_at: 'now',
        user_agent: CANARY,
      },
    ],
    ['devices', { hash: bytes, person_id: person!.id, used_at: 'now' }],
    [
      'api_keys',
      {
        id: newId(),
        name: CANARY,
        hash: bytes,
        scopes: '{}',
        created_at: 'now',
        expires_at: 'now',
      },
    ],
    [
      'threads',
      {
        id: thread,
        sealed_subject: bytes,
        started_by: person!.id,
        started_at: 'now',
        last_message_at: 'now',
      },
    ],
    ['thread_participants', { thread_id: thread, person_id: person!.id, last_message_at: 'now' }],
    [
      'messages',
      { id: newId(), thread_id: thread, author_id: person!.id, sealed_body: bytes, sent_at: 'now' },
    ],
    [
      'webhook_endpoints',
      {
        id: endpoint,
        url: `https://${CANARY}.example`,
        description: CANARY,
        state_since: 'now',
        created_at: 'now',
      },
    ],
    ['webhook_secrets', { id: newId(), endpoint_id: endpoint, sealed: bytes, created_at: 'now' }],
    [
      'webhook_deliveries',
      {
        id: delivery,
        endpoint_id: endpoint,
        event_id: newId(),
        event: 'portal.brand',
        payload: CANARY,
        state: 'held',
        created_at: 'now',
        since: 'now',
      },
    ],
    ['webhook_attempts', { delivery_id: delivery, n: 1, at: 'now', ms: 1, answer: CANARY }],
    [
      'billing_report_lines',
      { report_id: report, billable_days: 3, pro_users: 1, peak: 1, month_end: 0 },
    ],
    ['billing_report_names', { report_id: report, name: CANARY, slug: 'full', reference: CANARY }],
    [
      'billing_report_persons',
      {
        report_id: report,
        person_id: person!.id,
        first_day: '2026-01-05',
        last_day: '2026-01-07',
        billable_days: 3,
        began: 'portal',
        ended: 'portal',
      },
    ],
    ['registration_facts', { person_id: person!.id, fact: 'digits', hash: bytes, sealed: bytes }],
    [
      'mail_texts',
      { kind: 'invitation', language: 'en', subject: CANARY, body: CANARY, changed_at: 'now' },
    ],
    ['new_emails', { person_id: person!.id, email: `${CANARY}@new.example`, asked_at: 'now' }],
    ['host_claims', { host: `${CANARY}.example`, claimed_at: 'now' }],
    ['idempotency_keys', { caller: CANARY, key: CANARY, body_hash: bytes, created_at: 'now' }],
    ['companies', { id: company, name: CANARY, created_at: 'now' }],
    ['contacts', { person_id: person!.id, company_id: company, phone: CANARY }],
    ['custom_fields', { id: newId(), name: 'canary', label: CANARY, kind: 'text', position: 1 }],
    [
      'forms',
      {
        id: form,
        name: CANARY,
        link: 'kickoff',
        role: 'client',
        invites: true,
        definition: { title: { en: CANARY }, fields: [] },
        created_at: 'now',
      },
    ],
    ['form_versions', { form_id: form, version: 1, definition: { title: { en: CANARY } } }],
    [
      'form_submissions',
      {
        id: newId(),
        form_id: form,
        version: 1,
        state: 'completed',
        language: 'en',
        sealed: bytes,
        sent_at: 'now',
      },
    ],
    [
      'form_drafts',
      {
        id: newId(),
        form_id: form,
        token_hash: bytes,
        sealed: bytes,
        kept_at: 'now',
        expires_at: 'now',
      },
    ],
    ['form_counts', { form_id: form, day: '2026-01-05' }],
    ['numbers', { kind: CANARY, last: 1 }],
    ['merged_contacts', { person_id: newId(), into_id: person!.id, merged_at: 'now' }],
    ['mail_lanes', { holder: newId() }],
    [
      'works',
      {
        id: work,
        kind: 'mass_invitation',
        state: 'cancelled',
        input: JSON.stringify({ search: CANARY }),
        begun_by: person!.id,
        begun_by_name: CANARY,
        begun_at: 'now',
        since: 'now',
        changed_at: 'now',
        total: 1,
        counts: '{}',
      },
    ],
    ['import_uploads', { id: newId(), uploaded_by: person!.id, uploaded_at: 'now', sealed: bytes }],
    ['work_rows', { work_id: work, n: 1, person_id: person!.id, sealed: bytes }],
    [
      'pending_sign_ins',
      {
        hash: bytes,
        person_id: person!.id,
        proof: 'password',
        keep_lock: false,
        device_hash: bytes,
        expires_at: 'now',
      },
    ],
    ['spent_challenges', { hash: bytes, expires_at: 'now' }],
    [
      'passkeys',
      {
        id: newId(),
        person_id: person!.id,
        name: CANARY,
        credential: 'Canary00Canary00Canary00',
        public_key: bytes,
        counter: 0,
        created_at: 'now',
      },
    ],
    ['recovery_codes', { person_id: person!.id, hash: bytes }],
    [
      'sign_in_codes',
      {
        hash: bytes,
        person_id: person!.id,
        code_hash: bytes,
        asked_at: 'now',
        expires_at: 'now',
      },
    ],
    ['email_places', { person_id: person!.id, hash: bytes }],
    ['oidc_providers', { issuer: CANARY, client_id: CANARY, sealed_secret: bytes, label: CANARY }],
    [
      'oidc_identities',
      { issuer: CANARY, subject: CANARY, person_id: person!.id, connected_at: 'now' },
    ],
    ['oidc_rounds', { hash: bytes, sealed: bytes, person_id: person!.id, expires_at: 'now' }],
    ['shared_days', { person_id: person!.id, day: '2026-01-05' }],
    ['authenticator_apps', { person_id: person!.id, sealed_secret: bytes, begun_at: 'now' }],
    [
      'previews',
      {
        id: newId(),
        session_id: newId(),
        staff_id: person!.id,
        client_id: person!.id,
        reason: CANARY,
        acts: false,
        started_at: '2026-01-05T09:00:00Z',
        expires_at: '2026-01-05T09:30:00Z',
        ended_at: '2026-01-05T09:30:00Z',
      },
    ],
    ['case_types', { name: CANARY, position: 1 }],
    ['case_stages', { name: CANARY, position: 1 }],
    [
      'cases',
      {
        id: matter,
        number: CANARY,
        title: CANARY,
        type: CANARY,
        stage: CANARY,
        opened_on: '2026-01-05',
        created_at: 'now',
      },
    ],
    [
      'procedures',
      {
        id: procedure,
        name: CANARY,
        trigger: JSON.stringify({ on: 'case_opened', days: 0 }),
        conditions: '[]',
        actions: JSON.stringify([{ do: 'message', subject: CANARY, body: CANARY }]),
        author_id: person!.id,
        created_at: 'now',
      },
    ],
    [
      'procedure_runs',
      {
        id: newId(),
        procedure_id: procedure,
        cause: `opened ${matter}`,
        happened: JSON.stringify({ on: 'case_opened', stage: null }),
        case_id: matter,
        state: 'waiting',
        due_at: 'now',
        created_at: 'now',
      },
    ],
    ['refused_portals', { why: 'key_missing', found_at: 'now' }],
    ['case_parties', { case_id: matter, person_id: person!.id, side: 'client', added_at: 'now' }],
    [
      'notes',
      {
        id: newId(),
        case_id: matter,
        author_id: person!.id,
        sealed_body: bytes,
        written_at: 'now',
      },
    ],
  ]
  for (const [table, row] of rows) {
    const names = ['portal_id', ...Object.keys(row)]
    await world.owner(
      `insert into ${table} (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
      [portal.id, ...Object.values(row)],
    )
  }
  await moneyIn(world, portal.id, person!.id)
  await gatewaysIn(world, portal.id, person!.id)
  await flowsIn(world, portal.id, person!.id)
  await paidAccessIn(world, portal.id, person!.id)
  return portal
}

/** One of everything about gateways. */
async function gatewaysIn(world: World, portal: string, person: string): Promise<void> {
  const [payment, method, refund, event, attempt] = Array.from({ length: 5 }, () => newId())
  await world.owner(
    `with a as (insert into sandbox_accounts values ($1, 'once')),
     m as (insert into sandbox_methods (portal_id, id, customer, number, created_at)
       values ($1, $3, $3, '${CANARY}', 'now')),
     p as (insert into sandbox_payments (portal_id, id, key, purpose, description, amount, currency, methods, keeps,
         language, customer, state, created_at, changed_at, expires_at)
       values ($1, $2, '${CANARY}', 'payment', '${CANARY}', 1, 'EUR', '{card}', false, 'en', $3, 'open', 'now', 'now',
         'now')),
     r as (insert into sandbox_refunds values ($1, $4, '${CANARY}', $2, 1, 'now')),
     d as (insert into sandbox_disputes values ($1, $2, 'open', 'now')),
     e as (insert into sandbox_events (portal_id, id, kind, payment_id, at, times)
       values ($1, $5, 'payment.failed', $2, 'now', 0)),
     g as (insert into payment_gateways (portal_id, gateway, sealed_secrets, account, live, connected_at, compare_at,
         compared_until) values ($1, 'sandbox', '${CANARY}', '${CANARY}', false, 'now', 'infinity', 'now')),
     h as (insert into gateway_events (portal_id, gateway, id, kind, at, received_at)
       values ($1, 'sandbox', '${CANARY}', 'payment.failed', 'now', 'now')),
     s as (insert into saved_methods (portal_id, id, person_id, gateway, customer, reference, kind, brand, last4, usable,
         added_at) values ($1, $3, $7, 'sandbox', '${CANARY}', '${CANARY}', 'card', '${CANARY}', '4242', true, 'now')),
     t as (insert into payment_attempts (portal_id, id, invoice_id, person_id, gateway, state, amount_minor, currency,
         saves, started_at, changed_at)
       select $1, $6, i.id, $7, 'sandbox', 'failed', 1, 'EUR', false, 'now', 'now' from invoices i where i.portal_id = $1)
     insert into gateway_refunds (portal_id, id, attempt_id, amount_minor, why, state, asked_at)
     values ($1, $4, $6, 1, 'asked', 'done', 'now')`,
    [portal, payment, method, refund, event, attempt, person],
  )
}

/** One of everything about flows. */
async function flowsIn(world: World, portal: string, person: string): Promise<void> {
  const [flow, run, step] = Array.from({ length: 3 }, () => newId())
  const name = JSON.stringify({ en: CANARY })
  await world.owner(
    `with f as (insert into flows (portal_id, id, name, mandatory, draft, published, created_at)
       values ($1, $2, $5, false, '[]', 1, 'now')),
     v as (insert into flow_versions (portal_id, flow_id, number, name, mandatory, steps, published_at)
       values ($1, $2, 1, $5, false, '[]', 'now')),
     h as (insert into flow_helpers values ($1, $2, $6)),
     r as (insert into flow_runs (portal_id, id, flow_id, number, person_id, mandatory, state, assigned_at, step_since,
         steps, ended_at, sealed_reason)
       values ($1, $3, $2, 1, $6, false, 'ended', 'now', 'now', 1, 'now', '${CANARY}')),
     s as (insert into flow_run_steps (portal_id, run_id, step_id, state, at) values ($1, $3, $4, 'done', 'now'))
     insert into flow_sent_files (portal_id, run_id, step_id, file_id)
     select $1, $3, $4, id from files where portal_id = $1 limit 1`,
    [portal, flow, run, step, name, person],
  )
}

/** One of everything about money. In one statement, since sums are held against one another when it is over. */
async function moneyIn(world: World, portal: string, person: string): Promise<void> {
  const [invoice, note, payment, refund, booking] = Array.from({ length: 5 }, () => newId())
  const sums = '1, 0, 1'
  await world.owner(
    `with i as (insert into invoices (portal_id, id, person_id, state, series, place_in_series, number, title,
         currency, tax_included, issued_on, due_on, seller_name, buyer_name, sealed_buyer, sealed_note, language,
         net_minor, tax_minor, total_minor, created_at, state_at)
       values ($1, $3, $2, 'paid', 'INV', 1, 'INV-0001', '${CANARY}', 'EUR', false, 'now', 'now', '${CANARY}',
         '${CANARY}', '${CANARY}', '${CANARY}', 'en', ${sums}, 'now', 'now')),
     x as (insert into invoice_items (portal_id, invoice_id, position, sealed_text, quantity_milli, unit_minor,
         tax_rate_milli, net_minor, tax_minor, total_minor)
       values ($1, $3, 1, '${CANARY}', 1000, 1, 0, ${sums})),
     n as (insert into credit_notes (portal_id, id, invoice_id, person_id, series, place_in_series, number, issued_on,
         currency, net_minor, tax_minor, total_minor, settled_minor, sealed_reason, language, created_at)
       values ($1, $4, $3, $2, 'CN', 1, 'CN-0001', 'now', 'EUR', ${sums}, 0, '${CANARY}', 'en', 'now')),
     y as (insert into credit_note_items (portal_id, credit_note_id, position, tax_rate_milli, net_minor, tax_minor,
         total_minor) values ($1, $4, 1, 0, ${sums})),
     p as (insert into payments (portal_id, id, invoice_id, person_id, method, currency, amount_minor, applied_minor,
         received_on, reference, recorded_at)
       values ($1, $5, $3, $2, 'cash', 'EUR', 1, 1, 'now', '${CANARY}', 'now')),
     r as (insert into refunds (portal_id, id, person_id, payment_id, method, currency, amount_minor, paid_on,
         reference, created_at) values ($1, $6, $2, $5, 'cash', 'EUR', 1, 'now', '${CANARY}', 'now')),
     t as (insert into ledger_transactions (portal_id, id, kind, person_id, invoice_id, currency, booked_on, booked_at)
       values ($1, $7, 'payment', $2, $3, 'EUR', 'now', 'now'))
     insert into ledger_entries (portal_id, transaction_id, account, amount_minor)
     values ($1, $7, 'clearing', 1), ($1, $7, 'receivable', -1)`,
    [portal, person, invoice, note, payment, refund, booking],
  )
}

/** What a form costs, and who was let in without paying it. */
async function paidAccessIn(world: World, portal: string, person: string): Promise<void> {
  await world.owner(
    `with a as (insert into form_access (portal_id, form_id, amount_minor, currency, title, item)
       select $1, id, 1, 'EUR', '${CANARY}', '${CANARY}' from forms where portal_id = $1)
     insert into entitlements (portal_id, id, person_id, form_id, invoice_id, created_at, closes_on_refund,
       closes_on_dispute, waived_at, sealed_reason)
     select $1, $3, $2, f.id, i.id, 'now', true, true, 'now', '${CANARY}' from forms f, invoices i
     where f.portal_id = $1 and i.portal_id = $1`,
    [portal, person, newId()],
  )
  await world.owner(
    `with p as (insert into plans (portal_id, id, created_at) values ($1, $2, 'now')),
     v as (insert into plan_versions values ($1, $2, 1, '${CANARY}', 1, 'EUR', 0, 1, 'months', 0, null, 0, '{1}', 'now')),
     s as (insert into subscriptions (portal_id, id, person_id, plan_id, plan_number, state_at, zone, created_at)
       values ($1, $2, $3, $2, 1, 'now', 'UTC', 'now')),
     r as (insert into method_requests (portal_id, id, person_id, gateway, reference, started_at)
       values ($1, $2, $3, 'sandbox', '${CANARY}', 'now'))
     insert into subscription_invoices (portal_id, invoice_id, subscription_id, kind, period, position)
     select $1, id, $2, 'period', 1, 1 from invoices where portal_id = $1`,
    [portal, newId(), person],
  )
}

const suspendAndCancel = async (world: World, { portal }: APortal) => {
  await act(world, suspendPortal, { portal, cause: 'requested', note: `${CANARY} asked for it` })
  await act(world, cancelPortal, { portal, name: `${CANARY} Ltd` })
}

/** Every table, the queue's too, with how many of its rows hold the text. */
async function searchEverywhere(world: World, text: string): Promise<Record<string, number>> {
  const tables = await world.owner<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'pgboss')`,
  )
  const found: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await world.owner<{ n: number }>(
      `select count(*)::int as n from ${name} t where t::text ilike $1`,
      [`%${text}%`],
    )
    if (row!.n > 0) found[name] = row!.n
  }
  return found
}

const certificateOf = (world: World, { id }: APortal) =>
  world.installation.db.read({ portal: id }, (tx) => deletionCertificate(tx))

describe('the lists of what a deletion clears and leaves', () => {
  it('name every table that belongs to portals, each once', async () => {
    const world = await aWorld()
    const listed = declared.tables.map(({ table }) => table)
    expect(listed.toSorted()).toEqual(await tablesWithPortals(world))
  })

  it('clear what refers to others before what it refers to', async () => {
    const world = await aWorld()
    const references = await world.owner<{ child: string; parent: string }>(
      `select conrelid::regclass::text as child, confrelid::regclass::text as parent
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
    )
    const place = (table: string) => CLEARED.indexOf(table)
    const wrong = references.filter(
      ({ child, parent }) =>
        place(child) >= 0 && place(parent) >= 0 && place(child) > place(parent),
    )
    expect(references.length).toBeGreaterThan(20)
    expect(wrong).toEqual([])
  })
})

describe('a cancelled portal', () => {
  it('leaves nothing but its tombstone, and nothing of any other portal changes', async () => {
    const world = await aWorld()
    const portal = await aFullPortal(world)
    const other = await aPortal(world, { name: 'Next Door' })
    const full = await rowsOf(world, portal.id)
    expect(CLEARED.filter((table) => full[table]!.length === 0)).toEqual([])
    const before = await rowsOf(world, other.id)

    // What was held for no time is on no bill, and so leaves nothing.
    await world.setClock(at(1))
    await suspendAndCancel(world, portal)
    expect(await searchEverywhere(world, CANARY)).not.toEqual({})
    await world.drain()

    expect(await rowsOf(world, other.id)).toEqual(before)
    const left = await rowsOf(world, portal.id)
    for (const [table, rows] of Object.entries(left))
      expect([table, rows.length > 0]).toEqual([table, TOMBSTONE.includes(table)])
    expect(await searchEverywhere(world, CANARY)).toEqual({})
    expect(
      await world.owner(`select distinct name from pgboss.job where data::text like $1`, [
        `%${portal.id}%`,
      ]),
    ).toEqual([{ name: 'delete_portal' }])
    expect(await world.installation.keys.isDestroyed(portal.id)).toBe(true)
  })

  it('is certified to be deleted: what, when, on whose word, and where its audit trail ended', async () => {
    const world = await aWorld()
    const portal = await aFullPortal(world)
    await goTo(world, at(3))
    await suspendAndCancel(world, portal)
    expect(await certificateOf(world, portal)).toBeUndefined()
    const [head] = await world.owner<{ seq: number; hash: Buffer }>(
      'select seq, hash from audit_heads where portal_id = $1',
      [portal.id],
    )
    await world.drain()
    const certificate = (await certificateOf(world, portal))!
    expect(isGenuine(certificate)).toBe(true)
    expect(certificate).toMatchObject({
      portal: portal.portal,
      installation: 'localhost:3000',
      hosts: ['clients.full.example', 'full.localhost'],
      hostsKeptUntil: at(183).toString(),
      createdAt: at(0).toString(),
      onWhoseWord: 'The operator (cli)',
      startedAt: at(3).toString(),
      finishedAt: at(3).toString(),
      keyDestroyedAt: at(3).toString(),
      statuses: [
        { from: null, to: 'trial_active', at: at(0).toString(), cause: null },
        { from: 'trial_active', to: 'suspended', at: at(3).toString(), cause: 'requested' },
        { from: 'suspended', to: 'cancelled', at: at(3).toString(), cause: 'by_hand' },
      ],
      deleted: {
        messages: 1,
        threads: 1,
        thread_participants: 1,
        persons: 1,
        mails: 1,
        sessions: 0,
      },
      auditTrail: {
        lines: head!.seq,
        lastSeq: head!.seq,
        lastHash: head!.hash.toString('hex'),
      },
    })
    const lines = await world.owner(
      `select actor, subject, details->>'sha256' as sha256 from audit_lines where operation = 'portal.delete'`,
    )
    expect(lines).toEqual([{ actor: 'system', subject: portal.portal, sha256: certificate.sha256 }])
  })

  it('is not to be found at any of its hosts from the first moment on', async () => {
    const world = await aWorld()
    const portal = await aFullPortal(world)
    const app = createApp(world.installation)
    const found = (host: string) => portalAt(world, host)
    const answered = async (host: string) => {
      const response = await app.request(`http://${host}:3000/sign-in`, {
        headers: { host: `${host}:3000` },
      })
      return { status: response.status, text: (await response.text()).replaceAll(host, 'HOST') }
    }
    expect(await found('clients.full.example')).toEqual({
      portal: portal.id,
      currentHost: 'full.localhost',
    })
    await suspendAndCancel(world, portal)
    const nowhere = await answered('nowhere.localhost')
    for (const host of ['clients.full.example', 'full.localhost'])
      expect(await answered(host)).toEqual(nowhere)
    await world.drain()
    for (const host of ['clients.full.example', 'full.localhost'])
      expect(await answered(host)).toEqual(nowhere)
  })

  it('keeps its hosts from everybody else for 180 days', async () => {
    const world = await aWorld()
    const portal = await aFullPortal(world)
    const neighbour = await aPortal(world, { name: 'Next Door' })
    await suspendAndCancel(world, portal)
    await world.drain()
    const create = () =>
      perform(world.installation, createPortal, operator, {
        name: 'Newcomer',
        slug: 'full',
        owner: { name: 'N', email: 'n@new.example' },
      })
    const add = () =>
      perform(world.installation, addHost, operator, {
        portal: neighbour.portal,
        host: 'clients.full.example',
      })
    await world.setClock(at(180).subtract({ milliseconds: 1 }))
    for (const taken of [await create(), await add()])
      expect(taken).toMatchObject({ code: 'host_taken', status: 409 })
    await world.setClock(at(180))
    expect(value(await create())).toMatchObject({ host: 'full.localhost' })
    value(await add())
    expect(await world.owner('select host from hosts where portal_id = $1', [portal.id])).toEqual(
      [],
    )
  })

  it('stands in the console’s list where its address does', async () => {
    const world = await aWorld()
    const portal = await aFullPortal(world)
    await aPortal(world, { name: 'Aardvark' })
    await aPortal(world, { name: 'Zebra' })
    await suspendAndCancel(world, portal)
    await world.drain()
    const list = await world.installation.db.read('installation', (tx) =>
      listPortals(tx, operator, portalsQuery.parse({}), at(0)),
    )
    expect(list.portals.map(({ name, slug, status }) => [name, slug, status])).toEqual([
      ['Aardvark', 'aardvark', 'trial_active'],
      ['', 'full', 'cancelled'],
      ['Zebra', 'zebra', 'trial_active'],
    ])
  })

  it('cannot be changed, as a tombstone neither', async () => {
    const world = await aWorld()
    const portal = await aFullPortal(world)
    await suspendAndCancel(world, portal)
    await world.drain()
    const before = await rowsOf(world, portal.id)
    for (const [operation, more] of [
      [brandPortal, { brandColor: '#123456' }],
      [changeSlug, { slug: 'fuller' }],
      [addHost, { host: 'b.full.example' }],
    ] as const)
      expect(
        await perform(world.installation, operation as never, operator, {
          portal: portal.portal,
          ...more,
        }),
      ).toMatchObject({ code: 'cancelled', status: 409 })
    expect(await rowsOf(world, portal.id)).toEqual(before)
  })
})

describe('a deletion', () => {
  it('comes to the same end after an interruption at any step', async () => {
    const world = await aWorld()
    const ends: unknown[] = []
    for (let steps = 0; steps <= STEPS; steps += 3) {
      const portal = await aPortal(world, { name: `${CANARY} Ltd`, slug: `full${steps}` })
      await suspendAndCancel(world, portal)
      for (let i = 0; i < steps; i++)
        expect(await deleteNext(world.installation, portal.id)).toBe(true)
      // The queue's job is lost with the process; the next start finds what is left.
      await world.owner(`delete from pgboss.job where name = 'delete_portal'`)
      await resumeUnfinished(world.installation)
      await world.drain()
      const { deleted, auditTrail } = (await certificateOf(world, portal))!
      const left = await rowsOf(world, portal.id)
      ends.push({
        deleted: { ...deleted, jobs: 0 },
        lines: auditTrail.lines,
        left: Object.fromEntries(Object.entries(left).map(([table, rows]) => [table, rows.length])),
      })
    }
    expect(ends.length).toBeGreaterThan(6)
    for (const end of ends) expect(end).toEqual(ends[0])
    expect(
      await world.owner(`select from audit_lines where operation = 'portal.delete'`),
    ).toHaveLength(ends.length)
  })

  it('is done once, however many do it at once and again', async () => {
    const world = await aWorld()
    const portal = await aFullPortal(world)
    await suspendAndCancel(world, portal)
    await Promise.all(
      Array.from({ length: 6 }, () => deletePortal(world.installation, { portal: portal.id })),
    )
    const certificate = await certificateOf(world, portal)
    await deletePortal(world.installation, { portal: portal.id })
    await world.drain()
    expect(await certificateOf(world, portal)).toEqual(certificate)
    expect(certificate).toMatchObject({ deleted: { persons: 1, messages: 1 } })
    expect(
      await world.owner(`select from audit_lines where operation = 'portal.delete'`),
    ).toHaveLength(1)
  })

  it('begins again where something under way wrote behind its back', async () => {
    const world = await aWorld()
    const portal = await aFullPortal(world)
    await suspendAndCancel(world, portal)
    for (let i = 0; i < STEPS - 1; i++) await deleteNext(world.installation, portal.id)
    await world.owner(
      `insert into events (portal_id, id, name, at, data) values ($1, $2, 'late', now(), '{}')`,
      [portal.id, newId()],
    )
    await world.drain()
    expect((await rowsOf(world, portal.id))['events']).toEqual([])
    expect((await certificateOf(world, portal))!.auditTrail.lines).toBeGreaterThan(5)
  })

  it('that an update found half done goes on in the order of today', async () => {
    const world = await aWorld()
    const portal = await aFullPortal(world)
    await suspendAndCancel(world, portal)
    const steps = deletionSteps(declared.tables).map(({ name }) => name)
    // By the order of the version before, persons came next; notes that refer to them were to come later.
    await world.owner('update portal_deletions set steps_done = $2 where portal_id = $1', [
      portal.id,
      steps.indexOf('persons'),
    ])
    await world.drain()
    expect((await rowsOf(world, portal.id))['notes']).toEqual([])
    expect((await certificateOf(world, portal))!.deleted).toMatchObject({ persons: 1 })
  })

  it('follows by itself on a suspension of more than 90 days', async () => {
    const world = await aWorld()
    const portal = await aFullPortal(world)
    await act(world, suspendPortal, { portal: portal.portal, cause: 'unpaid', note: CANARY })
    value(await advance(world.installation, operator, { advance: 'P91D' }))
    await world.drain()
    expect(await certificateOf(world, portal)).toMatchObject({
      onWhoseWord: 'the clock, after 90 days of suspension',
      deleted: { persons: 1 },
    })
    expect(await searchEverywhere(world, CANARY)).toEqual({})
  })
})
