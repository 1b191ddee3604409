import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { openInstallation, prepareDatabase } from '../src/open.ts'
import { serve } from '../src/serve.ts'
import { hashToken } from '../src/kit/tokens.ts'
import { seed } from './seed.ts'

const HOST = 'peer.localhost'

/** As many people and sessions as other contestants are measured with. */
const PEOPLE = 100_000

/**
 * `npm run bench -- peer` serves one portal, at `peer.localhost`, for whoever measures it beside others: on
 * the empty database of DATABASE_URL, at PORT, to the session that BENCH_SESSION names. Keys lie in BENCH_DATA.
 */
export async function servePeer(): Promise<number> {
  const { DATABASE_URL: ownerUrl = '', PORT = '3000', BENCH_SESSION: session = '' } = process.env
  await prepareDatabase(ownerUrl)
  const opening = {
    ownerUrl,
    data: process.env['BENCH_DATA'] ?? (await mkdtemp(join(tmpdir(), 'gatehouse-bench-'))),
    masterKey: hashToken(session),
    mode: 'sandbox' as const,
    url: new URL(`http://localhost:${PORT}`),
    apiRequestsPerMinute: 1_000_000_000,
    log: pino({ level: 'error' }),
  }
  const { installation } = await openInstallation(opening)
  const hosts = await installation.db.read('installation', ({ run }) =>
    run('select from hosts where host = $1', [HOST]),
  )
  // Started again on the same database, it serves what is there.
  if (hosts.length === 0) {
    const { portal } = await seed(installation, opening, { host: HOST, session })
    await addCrowd(ownerUrl, portal)
  }
  const { port } = await serve(installation, Number(PORT))
  process.on('SIGTERM', () => process.exit(0))
  return port
}

async function addCrowd(ownerUrl: string, portal: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(
    `with crowd as (
       insert into persons (portal_id, id, kind, name, email, seat, activated_at, created_at)
       select $1, gen_random_uuid(), 'contact', 'Person ' || n, n || '@crowd.example', 'guest', now(), now()
       from generate_series(1, $2::int) n returning id)
     insert into sessions (portal_id, hash, id, person_id, started_at, seen_at, expires_at)
     select $1, sha256(id::text::bytea), gen_random_uuid(), id, now(), now(), now() + interval '1 day' from crowd`,
    [portal, PEOPLE],
  )
  await owner.query('vacuum analyze')
  await owner.end()
}
