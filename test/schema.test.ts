import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { describe as describeDatabase } from '../src/kit/db/catalogue.ts'
import { openWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

/**
 * Tables of the installation itself. Everything else belongs to portals; a new table is added here
 * only if no portal's data can ever be in it.
 */
const INSTALLATION = [
  'installation',
  'test_clock',
  'partners',
  'partner_prices',
  'migrations',
  'daily_statuses',
  'daily_trials',
  'limits',
  'partner_billing',
  'billing_reports',
  'anchor_files',
]
/** The registry of portals: its `id` is the portal's. */
const REGISTRY = 'portals'
/** A host is handed out once in the installation, so its key cannot begin with the portal. */
const GLOBAL_KEY = ['hosts']
/** Read across portals by the console's lists, the sweep and the look-up of hosts; never written so. */
const LISTED = [
  'portals',
  'hosts',
  'portal_creations',
  'portal_status_changes',
  'portal_timers',
  'portal_summaries',
  'portal_deletions',
  'webhook_endpoints',
  'webhook_deliveries',
  'works',
  'file_contents',
  'file_uploads',
  'file_versions',
  'file_requests',
  'file_tellings',
  'import_uploads',
  'mail_lanes',
  'procedure_runs',
  'seat_spans',
  'billing_report_lines',
  'billing_report_persons',
  'billing_report_names',
  'email_places',
  'refused_portals',
  'gateway_events',
  'gateway_refunds',
  'payment_attempts',
  'payment_gateways',
  'sandbox_events',
  'sandbox_payments',
  'subscriptions',
  'entitlements',
]

interface Table {
  name: string
  secured: boolean
  forced: boolean
  policies: { name: string; cmd: string; qual: string; check: string | null }[]
  columns: string[]
  keys: { name: string; columns: string[] }[]
  references: { name: string; columns: string[]; to: string; cascades: boolean }[]
}

const CATALOGUE = `
  select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
    (select coalesce(json_agg(json_build_object('name', policyname, 'cmd', cmd, 'qual', qual, 'check', with_check)), '[]')
      from pg_policies p where p.tablename = c.relname and p.schemaname = 'public') as policies,
    (select json_agg(attname order by attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
    (select coalesce(json_agg(json_build_object('name', i.indexrelid::regclass::text, 'columns',
        (select json_agg(a.attname order by k.n) from unnest(i.indkey::int[]) with ordinality k(attnum, n)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum))), '[]')
      from pg_index i where i.indrelid = c.oid and i.indisunique) as keys,
    (select coalesce(json_agg(json_build_object('name', f.conname, 'to', f.confrelid::regclass::text,
        'cascades', f.confupdtype = 'c', 'columns',
        (select json_agg(a.attname order by k.n) from unnest(f.conkey) with ordinality k(attnum, n)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum))), '[]')
      from pg_constraint f where f.conrelid = c.oid and f.contype = 'f') as references
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`

const PORTAL_ONLY = '(portal_id = app_portal())'

/** What is wrong with the walls of a database, a sentence each. */
async function breaches(): Promise<string[]> {
  const tables = await world.owner<Table>(CATALOGUE)
  return tables
    .filter(({ name }) => !INSTALLATION.includes(name))
    .flatMap((table) => {
      const own = table.name === REGISTRY ? '(id = app_portal())' : PORTAL_ONLY
      const wrong: string[] = []
      const say = (text: string) => wrong.push(`${table.name}: ${text}`)
      if (!table.secured || !table.forced) say('row-level security is not enabled and forced')
      if (
        !table.policies.some(
          ({ cmd, qual, check }) => cmd === 'ALL' && qual === own && check === own,
        )
      )
        say('no policy that holds reading and writing to the portal')
      for (const { name, cmd, qual } of table.policies)
        if (
          qual !== own &&
          !(LISTED.includes(table.name) && cmd === 'SELECT' && qual === 'app_installation()')
        )
          say(`policy ${name} lets through more than the portal`)
      if (table.name === REGISTRY) return wrong
      if (!table.columns.includes('portal_id')) say('no portal_id')
      for (const key of table.keys)
        if (key.columns[0] !== 'portal_id' && !GLOBAL_KEY.includes(table.name))
          say(`key ${key.name} does not begin with portal_id`)
      for (const reference of table.references)
        if (!INSTALLATION.includes(reference.to) && reference.columns[0] !== 'portal_id')
          say(`foreign key ${reference.name} does not carry portal_id`)
      for (const { name } of table.references.filter(({ cascades }) => cascades))
        say(`foreign key ${name} cascades updates`)
      return wrong
    })
}

describe('the schema', () => {
  it('keeps every table that belongs to portals behind its portal', async () => {
    expect(await breaches()).toEqual([])
  })

  it('is told of a table that breaks this', async () => {
    await world.owner('create table leaky (id uuid primary key, note text)')
    expect(await breaches()).toEqual([
      'leaky: row-level security is not enabled and forced',
      'leaky: no policy that holds reading and writing to the portal',
      'leaky: no portal_id',
      'leaky: key leaky_pkey does not begin with portal_id',
    ])
    await world.owner('drop table leaky')

    await world.owner('create table leaky (portal_id uuid, id uuid, primary key (id, portal_id))')
    await world.owner(
      'alter table leaky enable row level security; alter table leaky force row level security',
    )
    await world.owner('create policy all_of_it on leaky using (true)')
    expect(await breaches()).toEqual([
      'leaky: no policy that holds reading and writing to the portal',
      'leaky: policy all_of_it lets through more than the portal',
      'leaky: key leaky_pkey does not begin with portal_id',
    ])
    await world.owner('drop table leaky')
  })

  it('is what db/schema.sql and the generated types say', async () => {
    const { schema, types } = await describeDatabase(world.ownerUrl)
    expect(schema).toBe(await readFile('db/schema.sql', 'utf8'))
    expect(types).toBe(await readFile('src/kit/db/tables.ts', 'utf8'))
  })

  it('shows and takes nothing without a portal', async () => {
    const { db } = world.installation
    const tables = (await world.owner<Table>(CATALOGUE)).filter(
      ({ name }) => !INSTALLATION.includes(name),
    )
    for (const { name } of tables.filter((table) => !LISTED.includes(table.name)))
      expect(await db.ask(`select 1 from ${name}`), name).toEqual([])
    await expect(
      db.ask('insert into audit_heads values (gen_random_uuid(), 1, $1)', [Buffer.alloc(32)]),
    ).rejects.toThrow(/row-level security/)
  })

  it('lets the application neither change an audit line nor take one away', async () => {
    const { db } = world.installation
    await expect(db.ask('update audit_lines set reason = null')).rejects.toThrow(
      /permission denied/,
    )
    await expect(db.ask('delete from audit_lines')).rejects.toThrow(/permission denied/)
  })
})
