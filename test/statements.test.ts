import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, sql } from 'kysely'
import pg from 'pg'
import { parseAst } from 'rolldown/parseAst'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { PORTAL, PortalCompiler, withPortal } from '../src/kit/db/portal-compiler.ts'
import { PORTAL_COLUMN, type Tables } from '../src/kit/db/tables.ts'
import { seedTwoPortals } from './two-portals.ts'
import { openWorld } from './world.ts'

/** What follows a table that has no other name in the statement. */
const KEYWORDS = new Set(
  'where on set join left inner cross full order group limit for using union returning values select'.split(
    ' ',
  ),
)
/** Where the portal is said to be the transaction's: a parameter. */
const PARAMETER = String.raw`= (\$\d|@portal)`

/**
 * The rules that a statement about one portal follows, so that a distributed PostgreSQL sends it to one place
 * (docs/decisions/0049): each that this one breaks, a sentence each.
 */
function breaches(text: string): string[] {
  const statement = text.replaceAll('"', '').replaceAll(/\s+/g, ' ')
  const has = (pattern: string) => new RegExp(pattern, 'i').test(statement)
  const wrong: string[] = []
  const unnamed = new Map<string, number>()
  for (const match of statement.matchAll(
    /(?<!distinct )\b(from|join|update|into|using) ([a-z_]+)\b(?: (?:as )?([a-z_]+))?/gi,
  )) {
    const [, how, table, word] = match
    const column = PORTAL_COLUMN.get(table!)
    if (!column) continue
    if (how === 'into') {
      if (!has(String.raw`into ${table}( as \w+)? ?\(([^)]*\b)?${column}\b`))
        wrong.push(`${table} is given no portal`)
      if (has(String.raw`insert into .* from unnest`)) wrong.push('inserts from unnest alone')
      continue
    }
    const name = word === undefined || KEYWORDS.has(word.toLowerCase()) ? table : word
    if (has(String.raw`\b${name}\.${column} ${PARAMETER}`)) continue
    const before = unnamed.get(column) ?? 0
    unnamed.set(column, before + 1)
    const bare = statement.match(new RegExp(String.raw`(?<![.\w])${column} ${PARAMETER}`, 'g'))
    if (name !== table || (bare?.length ?? 0) <= before)
      wrong.push(`${name} is not held to the portal`)
  }
  if (has('with recursive')) wrong.push('is recursive')
  if (has('set_config')) wrong.push('sets by set_config')
  if (has(String.raw`exists \(.*for (no key )?update`)) wrong.push('locks with a subquery')
  return wrong
}

const from = (current: string | null) =>
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PortalCompiler({ current }),
      createDriver: () => new DummyDriver(),
    },
  })

describe('the portal of a typed statement', () => {
  const db = from('P')

  it('is a condition on every table, joined and in subqueries too, as one parameter', () => {
    const { sql: text, parameters } = db
      .selectFrom('cases as c')
      .innerJoin('case_parties as pa', 'pa.case_id', 'c.id')
      .leftJoin('persons', (join) => join.onRef('persons.id', '=', 'pa.person_id'))
      .select('c.id')
      .where('c.id', 'in', (is) => is.selectFrom('notes').select('id').where('id', '=', 'N'))
      .compile()
    expect(text).toBe(
      'select "c"."id" from "cases" as "c" inner join "case_parties" as "pa" on "pa"."portal_id" = $1 and "pa"."case_id" = "c"."id" ' +
        'left join "persons" on "persons"."portal_id" = $1 and "persons"."id" = "pa"."person_id" ' +
        'where "c"."portal_id" = $1 and "c"."id" in (select "id" from "notes" where "notes"."portal_id" = $1 and "id" = $2)',
    )
    expect(parameters).toEqual(['P', 'N'])
  })

  it('is written into rows, and a condition of changes and deletions', () => {
    const insert = db.insertInto('case_types').values([
      { name: 'A', position: 1 },
      { name: 'B', position: 2 },
    ])
    expect(insert.compile().sql).toBe(
      'insert into "case_types" ("portal_id", "name", "position") values ($1, $2, $3), ($1, $4, $5)',
    )
    expect(db.insertInto('portal_summaries').values({}).compile().sql).toBe(
      'insert into "portal_summaries" ("portal_id") values ($1)',
    )
    const update = db.updateTable('thread_participants').from('persons').set({ unread: 0 })
    expect(update.compile().sql).toBe(
      'update "thread_participants" set "unread" = $1 from "persons" where "thread_participants"."portal_id" = $2 and "persons"."portal_id" = $2',
    )
    expect(db.deleteFrom('hosts').compile().sql).toBe(
      'delete from "hosts" where "hosts"."portal_id" = $1',
    )
  })

  it('is the id of the registry, and stands in no table of the installation', () => {
    const { sql: text } = db
      .selectFrom('portals as p')
      .leftJoin('partners as r', 'r.id', 'p.partner_id')
      .select('r.name')
      .compile()
    expect(text).toBe(
      'select "r"."name" from "portals" as "p" left join "partners" as "r" on "r"."id" = "p"."partner_id" where "p"."id" = $1',
    )
  })

  it('can be named in SQL within one', () => {
    const { sql: text, parameters } = db
      .selectFrom('cases as c')
      .select('c.id')
      .where(sql<boolean>`exists (select from notes n where n.portal_id = ${PORTAL})`)
      .where(sql<boolean>`(${withPortal('select true from tokens t where t.portal_id = $1')})`)
      .compile()
    expect(text).toContain('n.portal_id = $1)')
    expect(text).toContain('t.portal_id = $1)')
    expect(parameters).toEqual(['P'])
  })

  it('is nowhere in one across portals, and cannot be named there', () => {
    const all = from(null)
    expect(all.selectFrom('portals').select('id').compile().sql).toBe('select "id" from "portals"')
    expect(() => sql`select ${PORTAL}`.compile(all)).toThrow('set to no portal')
  })
})

/** Statements and parts of them that are across portals, or are given their portal by whoever they stand in. */
const ACROSS = new Set([
  'src/identity/entry/queries.ts',
  'src/identity/find-portals/queries.ts',
  'src/kit/bulk-jobs/queries.ts',
  'src/kit/paced-mail/queries.ts',
  'src/portals/billing/queries.ts',
  'src/portals/billing/reports/queries.ts',
  'src/portals/console/queries.ts',
  'src/portals/dashboard/queries.ts',
  'src/portals/webhooks/log/queries.ts',
  'src/portals/webhooks/sending/queries.ts',
  'src/cases/procedures/subjects/queries.ts',
  'src/files/moving/queries.ts',
  'src/files/sweeping/queries.ts',
])

interface Text {
  start: number
  text: string
}

/** What of a source file reads like SQL; a portal put into it is `@portal`. */
function statementsIn(path: string): Text[] {
  const source = readFileSync(path, 'utf8')
  const texts: Text[] = []
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    if ('type' in node && node.type === 'TemplateLiteral') {
      const { quasis, expressions, start } = node as unknown as {
        start: number
        quasis: { value: { cooked: string } }[]
        expressions: { start: number; end: number }[]
      }
      const put = (index: number) => {
        const part = expressions[index]
        if (!part) return ''
        return source.slice(part.start, part.end) === 'PORTAL' ? '@portal' : '@other'
      }
      texts.push({ start, text: quasis.map(({ value }, n) => value.cooked + put(n)).join('') })
    }
    if ('type' in node && node.type === 'Literal' && 'value' in node)
      texts.push({ start: (node as unknown as Text).start, text: String(node.value) })
    Object.values(node).forEach(walk)
  }
  walk(parseAst(source, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path))
  return texts.filter(({ text }) => /^\W*(select|insert into|update|delete from|with)\b/.test(text))
}

describe('statements', () => {
  afterEach(() => void vi.restoreAllMocks())

  it('are told where they break a rule', () => {
    expect(breaches('select 1 from cases where id = $1')).toEqual([
      'cases is not held to the portal',
    ])
    expect(
      breaches(
        'select 1 from cases c join notes n on n.portal_id = c.portal_id where c.portal_id = $1',
      ),
    ).toEqual(['n is not held to the portal'])
    expect(breaches('insert into tokens (hash) select h from unnest($1) as t (h)')).toEqual([
      'tokens is given no portal',
      'inserts from unnest alone',
    ])
    expect(breaches('select 1 from cases where portal_id = $1 and id = $2')).toEqual([])
  })

  it('written as SQL are held to the portal', () => {
    const paths = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .map((path) => join('src', path))
      .filter((path) => /queries\.ts$|^src\/kit\/(?!db\/).*\.ts$/.test(path))
      .filter((path) => !ACROSS.has(path) && !path.endsWith('.test.ts'))
    const wrong = paths.flatMap((path) =>
      statementsIn(path).flatMap(({ text }) =>
        breaches(text).map((sentence) => `${path}: ${sentence}: ${text.slice(0, 60)}`),
      ),
    )
    expect(wrong).toEqual([])
  })

  it('as they are sent about one portal are held to it', async () => {
    const sent = new Set<string>()
    const scopes = new WeakMap<object, boolean>()
    const { query } = pg.Client.prototype
    vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...given: unknown[]
    ) {
      const text = (given[0] as { text?: unknown }).text
      if (typeof text === 'string') {
        if (/app\.scope = 'installation'/.test(text)) scopes.set(this, false)
        else if (/set local app\.(portal_id = |scope = '')/.test(text)) scopes.set(this, true)
        else if (scopes.get(this)) sent.add(text)
      }
      return Reflect.apply(query, this, given) as never
    })
    const world = await openWorld()
    await seedTwoPortals(world)
    await world.drain()
    await world.close()
    expect(sent.size).toBeGreaterThan(60)
    expect([...sent].flatMap((text) => breaches(text).map((one) => `${one}: ${text}`))).toEqual([])
  })
})
