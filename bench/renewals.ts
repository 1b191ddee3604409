import pg from 'pg'
import { newId, show } from '../src/kit/ids.ts'
import type { Installation } from '../src/kit/installation.ts'
import { perform, type Caller } from '../src/kit/operation.ts'
import { connectGateway, paymentWorker, subscriptionWorker } from '../src/payments/index.ts'
import { seed as seedPortal } from './seed.ts'
import { sizes } from './sizes.ts'

/** Portals over which they are spread: each writes its own renewals one after another. */
const PORTALS = 20
/** Pages of a table that the floor copies in one statement: some hundreds of rows. */
const BATCH_PAGES = 16

export interface Renewed {
  count: number
  oursMs: number
  floorMs: number
  residentMb: { before: number; highest: number }
  /** Periods with more than one invoice, and subscriptions that were not renewed. */
  twice: number
  missed: number
}

/** Subscriptions of a portal that all fall due now, each with a card at the sandbox. */
async function addDue(owner: pg.Client, portal: string, count: number): Promise<void> {
  const plan = newId()
  const id = (kind: string) => `md5($1::uuid::text || '${kind}' || n)::uuid`
  await owner.query(`insert into plans (portal_id, id, created_at) values ($1, $2, now())`, [
    portal,
    plan,
  ])
  await owner.query(
    `insert into plan_versions values
       ($1, $2, 1, 'Monthly', 5000, 'EUR', 21000, 1, 'months', 0, null, 0, '{1,3,5,7}', now(), null)`,
    [portal, plan],
  )
  await owner.query(
    `insert into persons (portal_id, id, kind, seat, name, email, created_at)
     select $1::uuid, ${id('p')}, 'contact', 'guest', 'Client ' || n, 'client' || n || '@bench.example', now()
     from generate_series(1, $2::int) n`,
    [portal, count],
  )
  await owner.query(
    `insert into sandbox_methods (portal_id, id, customer, number, created_at)
     select $1::uuid, ${id('m')}, ${id('c')}, 'pays', now() from generate_series(1, $2::int) n`,
    [portal, count],
  )
  const { rows } = await owner.query<{ saved: string; person: string; method: string }>(
    `select ${id('s')} as saved, ${id('p')} as person, ${id('m')} as method from generate_series(1, $2::int) n`,
    [portal, count],
  )
  // What the gateway calls them is no uuid.
  await owner.query(
    `insert into saved_methods (portal_id, id, person_id, gateway, customer, reference, kind, brand, last4, usable,
       added_at)
     select $1::uuid, k.saved, k.person, 'sandbox', m.customer::text, k.reference, 'card', 'Visa', '4242', true, now()
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[]) as k (saved, person, method, reference)
     join sandbox_methods m on m.portal_id = $1 and m.id = k.method`,
    [
      portal,
      rows.map(({ saved }) => saved),
      rows.map(({ person }) => person),
      rows.map(({ method }) => method),
      rows.map(({ method }) => show('sandboxMethod', method)),
    ],
  )
  await owner.query(
    `insert into subscriptions (portal_id, id, person_id, plan_id, plan_number, state, state_at, method_id, zone, anchor,
       period_begins, period_ends, charged, noticed, due_at, created_at)
     select $1::uuid, ${id('u')}, ${id('p')}, $3, 1, 'active', now(), ${id('s')}, 'UTC', now() - interval '1 month',
       now() - interval '1 month', now() - interval '1 minute', 1, true, now() - interval '1 minute', now()
     from generate_series(1, $2::int) n`,
    [portal, count, plan],
  )
}

/** Rows of each table that has a portal’s rows. */
async function rowsOf(owner: pg.Client): Promise<Map<string, number>> {
  const { rows } = await owner.query<{ name: string }>(
    `select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'portal_id' order by 1`,
  )
  const counts = new Map<string, number>()
  for (const { name } of rows) {
    const counted = await owner.query<{ n: number }>(`select count(*)::int as n from ${name}`)
    counts.set(name, counted.rows[0]!.n)
  }
  return counts
}

/** The rows that were added, once more, into tables with the same indexes and checks: nothing but the inserts. */
async function floor(owner: pg.Client, tables: readonly string[]): Promise<number> {
  await owner.query('drop schema if exists floor cascade')
  await owner.query('create schema floor')
  let ms = 0
  for (const table of tables) {
    await owner.query(`create table floor.${table} (like public.${table} including all)`)
    const { rows } = await owner.query<{ pages: number }>(
      `select (pg_relation_size('public.${table}') / 8192)::int as pages`,
    )
    const started = performance.now()
    for (let page = 0; page < rows[0]!.pages; page += BATCH_PAGES)
      await owner.query(
        `insert into floor.${table} overriding system value select * from public.${table}
         where ctid >= '(${page},0)' and ctid < '(${page + BATCH_PAGES},0)'`,
      )
    ms += performance.now() - started
  }
  await owner.query('drop schema floor cascade')
  return ms
}

/** A night in which all of them renew: invoices, charges at the sandbox, what that answers, ledger, mails and audit. */
export async function benchRenewals(
  installation: Installation,
  opening: { ownerUrl: string; masterKey: Buffer },
): Promise<Renewed> {
  const owner = new pg.Client(opening.ownerUrl)
  await owner.connect()
  try {
    return await measure(installation, opening, owner)
  } finally {
    await owner.end()
  }
}

async function measure(
  installation: Installation,
  opening: { ownerUrl: string; masterKey: Buffer },
  owner: pg.Client,
): Promise<Renewed> {
  const portals: string[] = []
  const each = Math.ceil(sizes.renewals / PORTALS)
  for (let n = 0; n < PORTALS; n++) {
    const { portal } = await seedPortal(installation, opening)
    const caller: Caller = {
      ...{ id: 'cli', name: 'Bench', portal, through: 'cli' },
      rights: new Set(['portal:configure']),
    }
    const connected = await perform(installation, connectGateway, caller, { gateway: 'sandbox' })
    if (!connected.ok) throw new Error(connected.code)
    await addDue(owner, portal, each)
    portals.push(portal)
  }
  await owner.query('vacuum analyze')
  const before = await rowsOf(owner)
  const resident = () => process.memoryUsage.rss() / 1e6
  const residentMb = { before: resident(), highest: 0 }
  const watching = setInterval(() => {
    residentMb.highest = Math.max(residentMb.highest, resident())
  }, 100)
  const [subscriptions, payments] = [subscriptionWorker(installation), paymentWorker(installation)]
  const started = performance.now()
  await Promise.all(portals.map((portal) => subscriptions.run({ portal })))
  await Promise.all(portals.map((portal) => payments.run({ portal })))
  const oursMs = performance.now() - started
  clearInterval(watching)
  const after = await rowsOf(owner)
  const grown = [...after].filter(([table, n]) => n > before.get(table)!).map(([table]) => table)
  const floorMs = await floor(owner, grown)
  const { rows } = await owner.query<{ twice: number; missed: number }>(
    `select (select count(*)::int from (select 1 from subscription_invoices where portal_id = any($1)
         group by portal_id, subscription_id, period having count(*) > 1) x) as twice,
       (select count(*)::int from subscriptions s where portal_id = any($1) and not exists (
         select 1 from subscription_invoices l join invoices i using (portal_id) where i.id = l.invoice_id
           and l.portal_id = s.portal_id and l.subscription_id = s.id and i.state = 'paid')) as missed`,
    [portals],
  )
  return { count: each * PORTALS, oursMs, floorMs, residentMb, ...rows[0]! }
}
