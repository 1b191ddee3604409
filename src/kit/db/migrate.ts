import { createHash, hkdfSync } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { MasterKey } from '../keys.ts'

/** Runs `work` on one connection of the owner's role. */
async function asOwner<T>(ownerUrl: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  try {
    return await work(owner)
  } finally {
    await owner.end()
  }
}

/**
 * Applies the migrations that this database has not seen, each in a transaction of its own. Two at once are kept
 * apart by `inTurn`.
 * @returns the names applied.
 * @throws Error where an applied file has been changed since, or the server is older than PostgreSQL 15.
 */
export async function migrate(ownerUrl: string, folder: string): Promise<string[]> {
  return asOwner(ownerUrl, async (owner) => {
    const version = (await owner.query('show server_version_num')).rows[0]
      .server_version_num as string
    if (Number(version) < 150000)
      throw new Error(`PostgreSQL 15 or newer is needed; the server is ${version}`)
    await owner.query(`create table if not exists migrations
      (name text primary key, hash text not null, applied_at timestamptz not null default now())`)
    await createGroup(owner)
    const applied = new Map(
      (
        await owner.query<{ name: string; hash: string }>('select name, hash from migrations')
      ).rows.map((row) => [row.name, row.hash]),
    )
    const done: string[] = []
    for (const name of (await readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted()) {
      const text = await readFile(join(folder, name), 'utf8')
      const hash = createHash('sha256').update(text).digest('hex')
      const before = applied.get(name)
      if (before === hash) continue
      if (before)
        throw new Error(`${name} was changed after it was applied; write a new migration instead`)
      await owner.query('begin')
      await owner.query(text)
      await owner.query('insert into migrations (name, hash) values ($1, $2)', [name, hash])
      await owner.query('commit')
      done.push(name)
    }
    return done
  })
}

/** The group that grants name. Roles belong to the whole server, so two databases may race to make it. */
async function createGroup(owner: pg.Client) {
  await owner.query(`do $$ begin
    create role gatehouse_app nologin;
  exception when duplicate_object or unique_violation then null; end $$`)
}

/**
 * The application's own role for this database: a member of gatehouse_app, with a password derived
 * from the master key, so that several servers with the same key share it and none has to store it.
 * @param keyCheck sealed under the master key; kept from the first start on.
 * @returns the address the application connects with.
 * @throws Error where the database was made with another master key; those that have that one go on
 */
export async function prepareAppRole(
  ownerUrl: string,
  masterKey: Buffer,
  keyCheck: Buffer,
): Promise<string> {
  return asOwner(ownerUrl, async (owner) => {
    await owner.query(
      // A new one has no keys that would have to move.
      `insert into installation (created_at, key_check, keys_apart_at) values (now(), $1, now())
       on conflict do nothing`,
      [keyCheck],
    )
    const [kept] = (await owner.query<{ key_check: Buffer }>('select key_check from installation'))
      .rows
    if (!new MasterKey(masterKey).opens(kept!.key_check))
      throw new Error(
        'GATEHOUSE_MASTER_KEY does not open what this installation has sealed; set the key it was made with',
      )
    const database = (await owner.query('select current_database() as name')).rows[0].name as string
    const role = `${database.slice(0, 50)}_login`
    const password = Buffer.from(
      hkdfSync('sha256', masterKey, database, 'database role', 24),
    ).toString('base64url')
    const quoted = owner.escapeIdentifier(role)
    await owner.query('begin')
    // PostgreSQL refuses the second of two that alter one role at once: "tuple concurrently updated".
    await owner.query(`select pg_advisory_xact_lock(hashtextextended('database role', 0))`)
    await owner.query(`do $$ begin
      create role ${quoted} login;
    exception when duplicate_object or unique_violation then null; end $$`)
    await owner.query(
      `alter role ${quoted} login nobypassrls password ${owner.escapeLiteral(password)}`,
    )
    await owner.query(`grant gatehouse_app to ${quoted}`)
    await owner.query(`revoke connect on database ${owner.escapeIdentifier(database)} from public`)
    await owner.query(`grant connect on database ${owner.escapeIdentifier(database)} to ${quoted}`)
    await owner.query('commit')
    const url = new URL(ownerUrl)
    url.username = role
    url.password = password
    return url.href
  })
}

/**
 * The promise that isolation rests on, looked at before anything is served.
 * @throws Error naming what the role could do that it must not.
 */
export async function checkAppRole(
  ask: (sql: string) => Promise<Record<string, unknown>[]>,
): Promise<void> {
  const [role] = await ask(`select rolname, rolsuper, rolbypassrls,
    exists (select from pg_class c where c.relowner = r.oid) as owns
    from pg_roles r where rolname = current_user`)
  const wrong = [
    role?.['rolsuper'] && 'is a superuser',
    role?.['rolbypassrls'] && 'bypasses row-level security',
    role?.['owns'] && 'owns tables',
  ].filter(Boolean)
  if (!role || wrong.length > 0)
    throw new Error(
      `the application's database role ${String(role?.['rolname'])} ${wrong.join(' and ')}; it must not`,
    )
}
