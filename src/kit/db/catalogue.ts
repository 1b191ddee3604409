import pg from 'pg'

/**
 * What the migrated database says of itself, as text: `schema` is kept in db/schema.sql and `types` in
 * src/kit/db/tables.ts; a test fails when either no longer matches. Written here because the embedded
 * server ships without pg_dump.
 */
export async function describe(ownerUrl: string): Promise<{ schema: string; types: string }> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const rows = async <R>(sql: string) => (await client.query(sql)).rows as R[]
    const columns = await rows<Column>(`
      select c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
        a.attnotnull as required, pg_get_expr(d.adbin, d.adrelid) as default
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      order by c.relname, a.attnum`)
    const constraints = await rows<Part>(`
      select conrelid::regclass::text as table, conname || ' ' || pg_get_constraintdef(oid) as text
      from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n' order by 1, contype desc, 2`)
    const indexes = await rows<Part>(`
      select tablename as table, indexdef as text from pg_indexes where schemaname = 'public'
        and indexname not in (select conname from pg_constraint) order by 1, 2`)
    const walls = await rows<Part>(`
      select c.relname as table, 'row security '
        || case when relrowsecurity then 'enabled' else 'off' end
        || case when relforcerowsecurity then ', forced' else '' end as text
      from pg_class c where relnamespace = 'public'::regnamespace and relkind = 'r' and relrowsecurity
      union all
      select tablename, 'policy ' || policyname || ' for ' || lower(cmd) || ' using ' || coalesce(qual, '-')
        || ' with check ' || coalesce(with_check, '-') from pg_policies where schemaname = 'public'
      union all
      select table_name, 'gatehouse_app may ' || string_agg(lower(privilege_type), ', ' order by privilege_type)
      from information_schema.role_table_grants where grantee = 'gatehouse_app' and table_schema = 'public'
      group by 1 order by 1, 2`)
    const functions = await rows<{ text: string }>(`
      select pg_get_functiondef(oid) as text from pg_proc where pronamespace = 'public'::regnamespace order by proname`)
    const triggers = await rows<Part>(`
      select tgrelid::regclass::text as table, pg_get_triggerdef(oid) as text
      from pg_trigger where not tgisinternal order by 1, 2`)

    const tables = [...new Set(columns.map((column) => column.table))]
    const of = (parts: Part[], table: string) =>
      parts.filter((part) => part.table === table).map((part) => part.text)
    const schema = [
      '-- Written by `npm run db:dump` from the migrated database; do not edit.',
      ...functions.map(({ text }) => `${text.trim()};`),
      ...tables.map((table) =>
        [
          `table ${table}`,
          ...columns
            .filter((column) => column.table === table)
            .map(({ name, type, required, default: value }) =>
              [`  ${name} ${type}`, required && 'not null', value && `default ${value}`]
                .filter(Boolean)
                .join(' '),
            ),
          ...[constraints, indexes, triggers, walls].flatMap((parts) =>
            of(parts, table).map((text) => `  ${text}`),
          ),
        ].join('\n'),
      ),
    ].join('\n\n')

    const types = [
      '// Written by `npm run db:dump` from the migrated database; do not edit.',
      "import type { ColumnType, Generated } from 'kysely'",
      '',
      'type Json = ColumnType<unknown, string, string>',
      '',
      'export interface Tables {',
      ...tables
        .filter((table) => table !== 'migrations')
        .flatMap((table) => [
          `  ${table}: {`,
          ...columns
            .filter((column) => column.table === table)
            .map((column) => `    ${column.name}: ${typescript(column)}`),
          '  }',
        ]),
      '}',
      '',
      '/** The column that says whose a row is, of every table of portals. */',
      'export const PORTAL_COLUMN: ReadonlyMap<string, string> = new Map([',
      ...columns
        .filter(({ table, name }) => name === portalColumn(table))
        .map(({ table, name }) => `  ['${table}', '${name}'],`),
      '])',
    ].join('\n')
    return { schema: `${schema}\n`, types: `${types}\n` }
  } finally {
    await client.end()
  }
}

const portalColumn = (table: string) => (table === 'portals' ? 'id' : 'portal_id')

interface Column {
  table: string
  name: string
  type: string
  required: boolean
  default: string | null
}
interface Part {
  table: string
  text: string
}

const TYPES: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  date: 'string',
  bytea: 'Buffer',
  boolean: 'boolean',
  integer: 'number',
  bigint: 'number',
  jsonb: 'Json',
  'integer[]': 'number[]',
  'text[]': 'string[]',
  'uuid[]': 'string[]',
  'timestamp with time zone': 'Temporal.Instant',
}

function typescript({ table, name, type, required, default: value }: Column): string {
  const existing = TYPES[type]
  if (!existing) throw new Error(`${table}.${name}: no TypeScript type for ${type}`)
  const base = required ? existing : `${existing} | null`
  // The transaction puts it there.
  return value === null && name !== 'portal_id' ? base : `Generated<${base}>`
}
