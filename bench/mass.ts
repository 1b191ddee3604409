import { Agent, get } from 'node:http'
import pg from 'pg'
import { beginMassInvitation } from '../src/cases/index.ts'
import { rightsOfPerson } from '../src/gate/index.ts'
import { show } from '../src/kit/ids.ts'
import type { Installation } from '../src/kit/installation.ts'
import { perform } from '../src/kit/operation.ts'
import { addClients } from '../test/cases/many-clients.ts'
import { median, startServer } from './load.ts'
import { seed } from './seed.ts'
import { sizes } from './sizes.ts'

export interface MassMeasured {
  clients: number
  oursMs: number
  plainMs: number
  plainWithoutAuditMs: number
  /** Highest while it ran. */
  residentMb: number
  /** Median of another request's time, alone and while many are invited. */
  requestMs: number
  meanwhileMs: number
}

/**
 * The rows of one mass invitation, written by one statement that copies them: no rules, no locks, no
 * secrets to make. Committed like ours.
 */
const PLAIN = (audit: boolean) => `
  with t as (insert into tokens (portal_id, hash, purpose, person_id, issued_at, expires_at)
      select portal_id, hash, 'reset', person_id, issued_at, expires_at from copied_tokens returning 1),
    m as (insert into mails select * from copied_mails returning 1),
    w as (insert into work_rows select * from copied_rows returning 1)
    ${audit ? ', a as (insert into audit_lines select * from copied_lines returning 1)' : ''}
  select (select count(*) from t) + (select count(*) from m) + (select count(*) from w)`

/** Invites everybody again and again, and between two times copies what was written. */
export async function benchMass(
  installation: Installation,
  opening: { ownerUrl: string; masterKey: Buffer },
): Promise<MassMeasured> {
  const owner = new pg.Client({ connectionString: opening.ownerUrl })
  await owner.connect()
  const run = async (text: string, values: unknown[] = []) =>
    (await owner.query(text, values)).rows as Record<string, unknown>[]
  const { portal, host, session } = await seed(installation, opening)
  await addClients({ owner: run as never }, portal, sizes.clients, 'bench')
  const [staff] = await run(
    `select id, name from persons where portal_id = $1 and kind = 'staff'`,
    [portal],
  )
  const caller = {
    id: show('person', staff!['id'] as string),
    name: staff!['name'] as string,
    person: staff!['id'] as string,
    portal,
    rights: rightsOfPerson('staff'),
    through: 'page' as const,
  }
  const server = await startServer('worker', {})
  const load = {
    url: `http://127.0.0.1:${server.port}/api/v1/session`,
    headers: { host: `${host}:3000`, cookie: `session=${session}` },
  }
  const measured = { ours: [], plain: [], bare: [], alone: [], meanwhile: [] } as Record<
    string,
    number[]
  >
  let resident = 0
  for (let round = 0; round < sizes.longRounds; round++) {
    await run('vacuum analyze')
    measured['alone']!.push(await latency(load, () => sleep(sizes.seconds * 1000)))
    // The rows alone are timed without mails; whoever else is there waits beside both.
    const busy = round % 2 === 1
    await run('update portals set mails_per_minute = $1', [busy ? 300 : 1])
    const began = performance.now()
    const begun = await perform(installation, beginMassInvitation, caller, {
      matching: {},
      days: 0,
    })
    if (!begun.ok) throw new Error(begun.code)
    const { work } = begun.value
    const finished = async () => {
      while (
        (await run('select 1 from works where id = $1 and state = $2', [work, 'finished']))
          .length === 0
      ) {
        resident = Math.max(resident, await server.resident())
        await sleep(20)
      }
    }
    // Every other round somebody else is there too: what they wait is measured, and what it costs us.
    if (busy) measured['meanwhile']!.push(await latency(load, finished))
    else {
      await finished()
      measured['ours']!.push(performance.now() - began)
    }
    await copy(run, portal, work)
    for (const [name, audit] of [
      ['plain', true],
      ['bare', false],
    ] as const) {
      const before = performance.now()
      await run(PLAIN(audit))
      measured[name]!.push(performance.now() - before)
      await forgetCopies(run)
    }
    await run(`delete from tokens where purpose = 'activation'`)
    await run('delete from mails where work_id is not null')
    await run('delete from works')
  }
  await server.stop()
  await owner.end()
  const of = (name: string) => median(measured[name]!)
  return {
    clients: sizes.clients,
    oursMs: of('ours'),
    plainMs: of('plain'),
    plainWithoutAuditMs: of('bare'),
    residentMb: resident / 1e6,
    requestMs: of('alone'),
    meanwhileMs: of('meanwhile'),
  }
}

const COPY = '11111111-1111-7111-8111-111111111111'

type Run = (text: string, values?: unknown[]) => Promise<Record<string, unknown>[]>

/** The same rows under other keys, laid ready. */
async function copy(run: Run, portal: string, work: string): Promise<void> {
  await run('drop table if exists copied_tokens, copied_mails, copied_rows, copied_lines')
  await run(`create temp table copied_tokens as select portal_id, sha256(hash) as hash, person_id, issued_at, expires_at
    from tokens where purpose = 'activation' and retired_at is null`)
  await run(`create temp table copied_mails as select * from mails where work_id = '${work}'`)
  await run(`update copied_mails set id = gen_random_uuid(), work_id = '${COPY}'`)
  await run(`create temp table copied_rows as select * from work_rows where work_id = '${work}'`)
  await run(`update copied_rows set work_id = '${COPY}'`)
  await run(`create temp table copied_lines as select * from audit_lines
    where portal_id = '${portal}' and operation = 'mass_invitation.invite' order by seq desc limit ${sizes.clients}`)
  await run('update copied_lines set seq = seq + 1000000000')
  await run(`insert into works select portal_id, '${COPY}', kind, state, input, begun_by, begun_by_name, begun_at,
    since, done_before, changed_at, total, done, counts from works where id = '${work}'`)
  await run('analyze copied_tokens, copied_mails, copied_rows, copied_lines')
}

async function forgetCopies(run: Run): Promise<void> {
  await run(`delete from tokens where purpose = 'reset'`)
  await run(`delete from mails where work_id = '${COPY}'`)
  await run(`delete from work_rows where work_id = '${COPY}'`)
  await run('delete from audit_lines where seq > 1000000000')
}

const ASKING = 4

/** Median time of a request, asked by a few who think in between, until something is over. */
async function latency(load: Load, until: () => Promise<unknown>): Promise<number> {
  const agent = new Agent({ keepAlive: true })
  const times: number[] = []
  let over = false
  const ask = async () => {
    while (!over) {
      const began = performance.now()
      const status = await answer(load, agent)
      if (status !== 200) throw new Error(`${load.url} answered ${status}`)
      times.push(performance.now() - began)
      await sleep(20)
    }
  }
  const asking = Promise.all(Array.from({ length: ASKING }, ask))
  await until()
  over = true
  await asking
  agent.destroy()
  return median(times)
}

const answer = ({ url, headers }: Load, agent: Agent) =>
  new Promise<number>((resolve, reject) => {
    get(url, { headers, agent }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode!))
    }).once('error', reject)
  })

interface Load {
  url: string
  headers: Record<string, string>
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
