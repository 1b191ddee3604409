import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'
import { isOrdinary } from '../../src/identity/audit/outcome.tsx'
import { words } from '../../src/identity/audit/texts.ts'
import { operationWords } from '../../src/identity/index.ts'
import { CONSOLE, newId } from '../../src/kit/ids.ts'
import {
  done,
  jobCaller,
  operation,
  outcomeInWords,
  perform,
  type Caller,
} from '../../src/kit/operation.ts'
import { refuse } from '../../src/kit/refusal.ts'
import { cancelPortal, certifyPortal, suspendPortal } from '../../src/portals/index.ts'
import { certify, type Certificate } from '../../src/portals/deletion/certificate.ts'
import { operations } from '../../src/features.ts'
import { verifyAudit } from '../../src/verify-audit.ts'
import { act, aPortal, type APortal } from '../scenarios/lifecycle-setting.ts'
import { aWorld, openWorld, type World } from '../world.ts'

const happen = operation({
  name: 'test.happen',
  summary: 'Happens, and is audited',
  input: z.strictObject({ n: z.int() }),
  right: 'job',
  async run({ note }, { n }) {
    if (n < 0) return refuse('not_found')
    note({
      subject: `thing ${n}`,
      reason: 'because',
      details: { n, nested: { b: 1, a: [true, null] } },
    })
    return done({ n })
  },
})

const caller: Caller = {
  ...jobCaller(CONSOLE),
  ip: '127.0.0.1',
  requestId: 'req_1',
  onBehalfOf: 'per_1',
}

describe('the trail', () => {
  it('calls every operation by words of its own, in each language', () => {
    for (const name of operations.keys()) {
      const [en, es] = [operationWords(name, 'en'), operationWords(name, 'es')]
      expect([en, es], name).not.toContain(name)
      expect(es, name).not.toBe(en)
    }
  })

  it('has words for every outcome that is noted, of the operation that notes it or of many', () => {
    const without = sources().flatMap(({ path, code }) => {
      const names = [...code.matchAll(/\bname: '(\w+\.\w+)'/g)].map(([, name]) => name!)
      const noted = [...code.matchAll(/\bnote\(\{[^{}]*?\boutcome: ([^,}]+)/g)]
      return noted
        .flatMap(([, said]) => [...said!.matchAll(/'(\w+)'/g)].map(([, outcome]) => outcome!))
        .filter(
          (outcome) =>
            !isOrdinary(outcome) &&
            ['', ...names].every(
              (operation) =>
                !isSaid(`outcome.${outcome}`) && !outcomeInWords(operation, outcome, 'es'),
            ),
        )
        .map((outcome) => `${path}: ${outcome}`)
    })
    expect(without).toEqual([])
  })

  it('calls a particular, and its value, the same whoever notes it', () => {
    for (const kind of ['details', 'values'] as const) {
      const said = new Map<string, object>()
      for (const operation of operations.values())
        for (const [name, words] of Object.entries(operation[kind] ?? {})) {
          expect(words, `${operation.name} ${name}`).toEqual(said.get(name) ?? words)
          said.set(name, words)
        }
    }
  })
})

const isSaid = (key: string) => Object.hasOwn(words.words.en, key)

const sources = () =>
  readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path))
    .map((path) => ({ path, code: readFileSync(join('src', path), 'utf8') }))

async function aTrail(lines = 5): Promise<World> {
  const world = await aWorld()
  for (let n = 0; n < lines; n++) await happenAnchored(world, n)
  return world
}

/**
 * Of a burst only the newest line is anchored, and how long a burst is depends on how busy the machine is:
 * each line is anchored here, so that what is found does not.
 */
async function happenAnchored({ installation }: World, n: number): Promise<void> {
  await perform(installation, happen, caller, { n })
  await installation.anchors.flush()
}

/** What an attacker with the tables' owner in hand does, and what is found. */
async function problems(world: World): Promise<string[]> {
  return (await verifyAudit(world.installation)).findings.map(
    ({ seq, problem }) => `${seq} ${problem}`,
  )
}

describe('the audit chain', () => {
  it('is whole after operations, and a refused one leaves no line', async () => {
    const world = await aTrail(3)
    await perform(world.installation, happen, caller, { n: -1 })
    expect(await verifyAudit(world.installation)).toEqual({ portals: 1, lines: 3, findings: [] })
  })

  it('keeps one order under 40 operations at once', async () => {
    const world = await aWorld()
    await Promise.all(
      Array.from({ length: 40 }, (_, n) => perform(world.installation, happen, caller, { n })),
    )
    expect(await verifyAudit(world.installation)).toEqual({ portals: 1, lines: 40, findings: [] })
  })

  it('is whole at every moment while operations go on', async () => {
    const world = await aTrail()
    const going = Promise.all(
      Array.from({ length: 40 }, (_, n) => perform(world.installation, happen, caller, { n })),
    )
    for (let n = 0; n < 5; n++) expect(await problems(world)).toEqual([])
    await going
    expect(await problems(world)).toEqual([])
  })

  it('shows an edit', async () => {
    const world = await aTrail()
    await world.owner(`update audit_lines set reason = 'another' where seq = 3`)
    expect(await problems(world)).toEqual(['3 altered'])
  })

  it('shows a deletion in the middle', async () => {
    const world = await aTrail()
    await world.owner('delete from audit_lines where seq = 2')
    expect(await problems(world)).toContain('2 missing')
  })

  it('shows two lines swapped', async () => {
    const world = await aTrail()
    await world.owner(`update audit_lines a set subject = b.subject, details = b.details, hash = b.hash
      from audit_lines b where a.seq + b.seq = 5 and a.seq in (2, 3) and a.portal_id = b.portal_id`)
    expect(await problems(world)).toContain('2 altered')
  })

  it('shows a cut, even where the head was set back with it', async () => {
    const world = await aTrail()
    await world.owner('delete from audit_lines where seq > 3')
    await world.owner(
      'update audit_heads h set seq = 3, hash = l.hash from audit_lines l where l.seq = 3',
    )
    expect(await problems(world)).toEqual(['4 cut'])
  })

  it('shows a chain written anew from some point on', async () => {
    const world = await aTrail()
    await world.owner('delete from audit_lines where seq > 3')
    await world.owner(
      'update audit_heads h set seq = 3, hash = l.hash from audit_lines l where l.seq = 3',
    )
    for (const n of [8, 9]) await happenAnchored(world, n)
    expect(await problems(world)).toEqual(['4 anchor differs', '5 anchor differs'])
  })

  it('shows a portal whose every trace was removed', async () => {
    const world = await aTrail()
    const path = join(world.data, 'audit-anchors')
    const other = '01234567-0123-7123-8123-0123456789ab'
    await writeFile(path, `${await readFile(path, 'utf8')}${other} 7 ${'a'.repeat(64)}\n`)
    expect((await verifyAudit(world.installation)).findings).toEqual([
      { portal: other, seq: 7, problem: 'cut' },
    ])
  })

  it('passes over an anchor that a crash cut short', async () => {
    const world = await aTrail()
    const path = join(world.data, 'audit-anchors')
    await writeFile(path, `${await readFile(path, 'utf8')}${CONSOLE} 9 abc`)
    expect(await problems(world)).toEqual([])
  })
})

/** A chain that goes on in the format of the version before: times to the millisecond. */
async function asBefore(world: World): Promise<void> {
  const lines = await world.owner('select * from audit_lines where portal_id = $1 order by seq', [
    CONSOLE,
  ])
  let hash: Buffer = Buffer.alloc(32)
  for (const line of lines) {
    const { at, operation, outcome, actor, actor_name, on_behalf_of, through } = line
    const { seq, subject, reason, details, ip, request_id } = line
    const ms = (at as Temporal.Instant).epochMilliseconds
    const content = [CONSOLE, seq, ms, operation, outcome, actor, actor_name, on_behalf_of, through]
    const text = JSON.stringify(
      [...content, subject, reason, details, ip, request_id],
      (_, inner: unknown) =>
        inner && typeof inner === 'object' && !Array.isArray(inner)
          ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
          : inner,
    )
    hash = createHash('sha256').update(hash).update(text).digest()
    await world.owner('update audit_lines set hash = $2 where portal_id = $3 and seq = $1', [
      seq,
      hash,
      CONSOLE,
    ])
  }
  await world.owner('update audit_heads set hash = $1 where portal_id = $2', [hash, CONSOLE])
}

describe('a chain that the version before wrote', () => {
  async function aChainFromBefore(): Promise<World> {
    const world = await aWorld()
    for (let n = 0; n < 3; n++) await perform(world.installation, happen, caller, { n })
    await asBefore(world)
    await world.installation.anchors.flush()
    await rm(join(world.data, 'audit-anchors'), { force: true })
    await world.owner('delete from anchor_files')
    return world
  }

  it('is still whole, and gone on with', async () => {
    const world = await aChainFromBefore()
    expect(await problems(world)).toEqual([])
    await happenAnchored(world, 3)
    expect(await problems(world)).toEqual([])
    expect((await verifyAudit(world.installation)).lines).toBe(4)
  })

  it('shows a time moved by a microsecond', async () => {
    const world = await aChainFromBefore()
    await world.owner(`update audit_lines set at = at + interval '1 microsecond' where seq = 2`)
    expect(await problems(world)).toEqual(['2 altered'])
  })
})

describe('whatever is tampered with', () => {
  let world: World
  let living: APortal
  let gone: APortal
  let goneToo: APortal
  const path = () => join(world.data, 'audit-anchors')
  /** Taken away by a tampering. */
  const rules: [table: string, column: string][] = []
  const TABLES = ['audit_lines', 'audit_heads', 'portal_deletions', 'anchor_files']

  beforeAll(async () => {
    world = await openWorld()
    living = await aPortal(world, { slug: 'living' })
    const anchored = () => world.installation.anchors.flush()
    await anchored()
    await act(world, certifyPortal, { portal: living.portal })
    await anchored()
    ;[gone, goneToo] = [
      await aPortal(world, { slug: 'gone' }),
      await aPortal(world, { slug: 'too' }),
    ]
    for (const { portal } of [gone, goneToo]) {
      await act(world, suspendPortal, { portal, cause: 'requested' })
      await anchored()
      await act(world, cancelPortal, { portal, name: 'Harbour Law' })
      await anchored()
    }
    await world.drain()
    for (let n = 0; n < 3; n++) await happenAnchored(world, n)
    for (const table of TABLES) await world.owner(`create table saved_${table} as table ${table}`)
  })
  afterAll(() => world.close())

  /** So that each tampering meets what was there. */
  async function restoreAfterwards(): Promise<void> {
    const file = await readFile(path())
    onTestFinished(async () => {
      await writeFile(path(), file)
      for (const table of TABLES) {
        await world.owner(`delete from ${table}`)
        await world.owner(`insert into ${table} select * from saved_${table}`)
      }
    })
  }

  const names = () =>
    new Map([
      [CONSOLE, 'console'],
      [living.id, 'living'],
      [gone.id, 'gone'],
      [goneToo.id, 'too'],
    ])

  async function found(): Promise<string[]> {
    const { findings } = await verifyAudit(world.installation)
    return findings.map(({ portal, problem }) => `${names().get(portal)}: ${problem}`)
  }

  const certificateOf = async ({ id }: APortal): Promise<Certificate> =>
    (
      await world.owner<{ certificate: Certificate }>(
        'select certificate from portal_deletions where portal_id = $1',
        [id],
      )
    )[0]!.certificate

  const setCertificate = ({ id }: APortal, certificate: unknown) =>
    world.owner('update portal_deletions set certificate = $2 where portal_id = $1', [
      id,
      JSON.stringify(certificate),
    ])

  const ofLiving = (sql: string) => async () => {
    await world.owner(sql.replaceAll(':portal', `'${living.id}'`))
  }
  const ofConsole = (sql: string) => async () => {
    await world.owner(sql.replaceAll(':portal', `'${CONSOLE}'`))
  }
  /** Who owns the tables can take a column's `not null` away as well. */
  const withoutRule = (table: string, column: string, sql: string) => async () => {
    await world.owner(`alter table ${table} alter ${column} drop not null`)
    await ofLiving(sql)()
    rules.push([table, column])
  }
  const withAnchors = (edit: (lines: string[]) => string[]) => async () => {
    const lines = (await readFile(path(), 'utf8')).split('\n')
    await writeFile(path(), edit(lines).join('\n'))
  }
  /** A deletion row, and a certificate, that the application never wrote. */
  const forgeDeletion = async (certificate: Certificate | null) => {
    await world.owner(
      `insert into portal_deletions (portal_id, steps_done, counts, on_whose_word, started_at, finished_at, certificate)
       values ($1, 99, '{}', 'nobody', $2, $3, $4)`,
      [
        living.id,
        certificate?.startedAt ?? '2026-01-05T09:00:00Z',
        certificate?.finishedAt ?? null,
        certificate && JSON.stringify(certificate),
      ],
    )
  }
  const cutLiving = async () => {
    await world.owner('delete from audit_lines where portal_id = $1', [living.id])
    await world.owner('delete from audit_heads where portal_id = $1', [living.id])
  }
  /** Certifies that the living portal was deleted, with where its chain really ends. */
  const forgedCertificate = async (): Promise<Certificate> => {
    const [head] = await world.owner<{ seq: number; hash: Buffer }>(
      'select seq, hash from audit_heads where portal_id = $1',
      [living.id],
    )
    const { sha256: _, ...statement } = await certificateOf(gone)
    return certify({
      ...statement,
      portal: living.portal,
      onWhoseWord: 'nobody',
      auditTrail: { lines: head!.seq, lastSeq: head!.seq, lastHash: head!.hash.toString('hex') },
    })
  }

  it('nothing is found where nothing was', async () => {
    expect(await verifyAudit(world.installation)).toMatchObject({ portals: 4, findings: [] })
    expect((await readFile(path(), 'utf8')).match(/^file /gm)).toHaveLength(1)
  })

  const tamperings: [string, () => Promise<unknown>, string[]][] = [
    [
      'a line is edited',
      ofLiving(`update audit_lines set actor_name = 'X' where portal_id = :portal and seq = 2`),
      ['living: altered'],
    ],
    [
      'what a line was said of is edited',
      ofConsole(
        `update audit_lines set details = details || '{"n": 7}' where portal_id = :portal and operation = 'test.happen'`,
      ),
      ['console: altered'],
    ],
    [
      'a number is moved beyond what one can tell apart',
      ofConsole(
        `update audit_lines set details = '{"n": 9007199254740993}' where portal_id = :portal and operation = 'test.happen'`,
      ),
      ['console: altered'],
    ],
    [
      'nothing becomes an empty text',
      ofLiving(
        `update audit_lines set ip = '' where portal_id = :portal and ip is null and seq = 1`,
      ),
      ['living: altered'],
    ],
    [
      'a time is moved by a microsecond',
      ofLiving(
        `update audit_lines set at = at + interval '1 microsecond' where portal_id = :portal and seq = 2`,
      ),
      ['living: altered'],
    ],
    [
      'a time is moved back by a microsecond',
      ofLiving(
        `update audit_lines set at = at - interval '1 microsecond' where portal_id = :portal and seq = 1`,
      ),
      ['living: altered'],
    ],
    [
      'a hash is edited',
      ofLiving(`update audit_lines set hash = sha256(hash) where portal_id = :portal and seq = 2`),
      ['living: altered'],
    ],
    [
      'a line is deleted',
      ofLiving('delete from audit_lines where portal_id = :portal and seq = 2'),
      ['living: missing'],
    ],
    [
      'the first line is deleted',
      ofLiving('delete from audit_lines where portal_id = :portal and seq = 1'),
      ['living: missing'],
    ],
    [
      'two lines are swapped',
      ofLiving(`update audit_lines a set operation = b.operation, details = b.details, hash = b.hash from audit_lines b
       where a.portal_id = :portal and b.portal_id = :portal and a.seq + b.seq = 5 and a.seq in (2, 3)`),
      ['living: altered'],
    ],
    [
      'a line is doubled at the end',
      ofLiving(`insert into audit_lines select portal_id, seq + 1, at, operation, outcome, actor, actor_name, on_behalf_of, through, subject, reason, details, ip, request_id, hash
       from audit_lines where portal_id = :portal order by seq desc limit 1`),
      ['living: altered', 'living: head differs'],
    ],
    [
      'a line is put before the first',
      ofLiving(`insert into audit_lines select portal_id, 0, at, operation, outcome, actor, actor_name, on_behalf_of, through, subject, reason, details, ip, request_id, hash
       from audit_lines where portal_id = :portal and seq = 1`),
      ['living: added'],
    ],
    [
      'a line is put far behind the last',
      ofLiving(`insert into audit_lines select portal_id, 9223372036854775807, at, operation, outcome, actor, actor_name, on_behalf_of, through, subject, reason, details, ip, request_id, hash
       from audit_lines where portal_id = :portal and seq = 1`),
      ['living: added'],
    ],
    [
      'a line is moved to another portal',
      async () =>
        world.owner('update audit_lines set portal_id = $2 where portal_id = $1 and seq = 2', [
          living.id,
          gone.id,
        ]),
      ['living: missing', 'gone: missing'],
    ],
    [
      'the head is deleted',
      ofLiving('delete from audit_heads where portal_id = :portal'),
      ['living: head missing'],
    ],
    [
      'the head is moved on',
      ofLiving('update audit_heads set seq = seq + 1 where portal_id = :portal'),
      ['living: cut'],
    ],
    [
      'the end is cut, and the head set back',
      ofLiving(`with last as (delete from audit_lines l using audit_heads h where l.portal_id = :portal and h.portal_id = :portal and l.seq = h.seq returning l.seq)
       update audit_heads h set seq = h.seq - 1, hash = l.hash from audit_lines l where h.portal_id = :portal and l.portal_id = :portal and l.seq = h.seq - 1`),
      ['living: cut'],
    ],
    ['the whole chain is cut', () => cutLiving(), ['living: cut']],
    [
      'the chains of all are cut',
      async () => {
        await world.owner('delete from audit_lines')
        await world.owner('delete from audit_heads')
      },
      ['living: cut', 'console: cut', 'gone: certificate unproved', 'too: certificate unproved'],
    ],
    [
      'the end of the console’s chain is cut',
      ofConsole(`delete from audit_lines where portal_id = :portal and operation = 'test.happen'`),
      ['console: cut'],
    ],
    [
      'the console’s chain is cut before the certificates',
      async () => {
        await world.owner(
          `delete from audit_lines l using (select min(seq) as first from audit_lines where operation = 'portal.delete') f
        where l.portal_id = $1 and l.seq >= f.first`,
          [CONSOLE],
        )
        await world.owner(
          `update audit_heads h set seq = coalesce((select max(seq) from audit_lines where portal_id = $1), 0),
        hash = coalesce((select hash from audit_lines where portal_id = $1 order by seq desc limit 1), decode(repeat('00', 32), 'hex')) where portal_id = $1`,
          [CONSOLE],
        )
      },
      ['console: cut', 'gone: certificate unproved', 'too: certificate unproved'],
    ],
    [
      'a certificate is edited',
      async () =>
        setCertificate(gone, { ...(await certificateOf(gone)), onWhoseWord: 'the owner' }),
      ['gone: certificate altered'],
    ],
    [
      'a certificate is edited, and its hash computed anew',
      async () => {
        const { sha256: _, ...statement } = await certificateOf(gone)
        await setCertificate(gone, certify({ ...statement, deleted: { messages: 0 } }))
      },
      ['gone: certificate unproved'],
    ],
    [
      'two certificates are swapped',
      async () => {
        const [one, two] = [await certificateOf(gone), await certificateOf(goneToo)]
        await setCertificate(gone, two)
        await setCertificate(goneToo, one)
      },
      ['gone: certificate altered', 'too: certificate altered'],
    ],
    ['a certificate is emptied', () => setCertificate(gone, {}), ['gone: certificate altered']],
    [
      'what stands beside a certificate is edited',
      async () =>
        world.owner(
          `update portal_deletions set on_whose_word = 'the owner' where portal_id = $1`,
          [gone.id],
        ),
      ['gone: certificate altered'],
    ],
    [
      'a deletion is made unfinished',
      async () =>
        world.owner(
          'update portal_deletions set finished_at = null, certificate = null where portal_id = $1',
          [gone.id],
        ),
      ['gone: certificate missing'],
    ],
    [
      'a certificate is taken away',
      async () =>
        world.owner('update portal_deletions set certificate = null where portal_id = $1', [
          gone.id,
        ]),
      ['gone: certificate missing'],
    ],
    [
      'a deletion’s row is deleted',
      async () => world.owner('delete from portal_deletions where portal_id = $1', [gone.id]),
      ['gone: certificate missing'],
    ],
    [
      'a deletion is forged for a living portal',
      () => forgeDeletion(null),
      ['living: deletion unproved'],
    ],
    [
      'a chain is cut, and excused by a deletion that is forged',
      async () => {
        await forgeDeletion(null)
        await cutLiving()
      },
      ['living: cut', 'living: deletion unproved'],
    ],
    [
      'a chain is cut, and excused by a certificate that is forged',
      async () => {
        await forgeDeletion(await forgedCertificate())
        await cutLiving()
      },
      ['living: certificate unproved', 'living: cut'],
    ],
    [
      'a certificate is forged, and a line of the console’s chain for it',
      async () => {
        const certificate = await forgedCertificate()
        await perform(
          world.installation,
          operation({
            ...happen,
            name: 'portal.delete',
            async run({ note }) {
              note({ subject: living.portal, details: { sha256: certificate.sha256 } })
              return done({ n: 0 })
            },
          }),
          caller,
          { n: 0 },
        )
        await world.installation.anchors.flush()
        await forgeDeletion(certificate)
        await cutLiving()
      },
      ['living: certificate unproved', 'living: cut'],
    ],
    [
      'a certificate of another portal is put to a living one',
      async () => {
        await forgeDeletion(await certificateOf(gone))
        await cutLiving()
      },
      ['living: certificate altered', 'living: cut'],
    ],
    [
      'the last anchor is cut',
      withAnchors((lines) => lines.slice(0, -2)),
      ['console: anchors cut'],
    ],
    [
      'an anchor in the middle is cut',
      withAnchors((lines) => lines.filter((line) => !line.startsWith(living.id))),
      ['console: anchors cut'],
    ],
    [
      'an anchor is edited',
      withAnchors((lines) =>
        lines.map((line) =>
          line.startsWith(living.id)
            ? line.replace(/.$/, (last) => (last === '0' ? '1' : '0'))
            : line,
        ),
      ),
      ['console: anchors altered', 'living: anchor differs'],
    ],
    ['all anchors are cut', () => rm(path()), ['console: anchors missing']],
    [
      'the file of anchors is begun anew',
      () => writeFile(path(), ''),
      ['console: anchors missing'],
    ],
    [
      'a chain is cut, and its anchors with it',
      async () => {
        await cutLiving()
        await withAnchors((lines) => lines.filter((line) => !line.startsWith(living.id)))()
      },
      ['console: anchors cut', 'living: cut'],
    ],
    [
      'a time becomes infinity',
      ofLiving(`update audit_lines set at = 'infinity' where portal_id = :portal and seq = 2`),
      ['living: altered'],
    ],
    [
      'a time becomes minus infinity',
      ofLiving(`update audit_lines set at = '-infinity' where portal_id = :portal and seq = 1`),
      ['living: altered'],
    ],
    [
      'a time is put after every calendar of ours',
      ofLiving(`update audit_lines set at = '294276-12-31' where portal_id = :portal and seq = 2`),
      ['living: altered'],
    ],
    [
      'a time is put before Christ',
      ofLiving(`update audit_lines set at = '4713-01-01 BC' where portal_id = :portal and seq = 2`),
      ['living: altered'],
    ],
    ...['operation', 'at', 'details', 'hash', 'actor', 'through'].map(
      (column): [string, () => Promise<unknown>, string[]] => [
        `a line loses its ${column}`,
        withoutRule(
          'audit_lines',
          column,
          `update audit_lines set ${column} = null where portal_id = :portal and seq = 2`,
        ),
        ['living: altered'],
      ],
    ),
    [
      'the last line loses its hash',
      withoutRule(
        'audit_lines',
        'hash',
        `update audit_lines set hash = null where portal_id = :portal and seq = (select max(seq) from audit_lines where portal_id = :portal)`,
      ),
      ['living: altered', 'living: anchor differs', 'living: head differs'],
    ],
    ...[`''`, `'\\x00'`, `hash || hash`].map((hash): [string, () => Promise<unknown>, string[]] => [
      `a hash gets another length: ${hash}`,
      ofLiving(`update audit_lines set hash = ${hash} where portal_id = :portal and seq = 2`),
      ['living: altered'],
    ]),
    ...[
      'null',
      '7',
      '"text"',
      '[]',
      '{"n": 1e400}',
      `{"n": ${'['.repeat(6000)}${']'.repeat(6000)}}`,
      '{"__proto__": {"sha256": "0"}}',
    ].map((json): [string, () => Promise<unknown>, string[]] => [
      `details become ${json.slice(0, 40)}`,
      ofConsole(
        `update audit_lines set details = '${json}' where portal_id = :portal and operation = 'portal.delete'`,
      ),
      ['console: altered', 'gone: certificate unproved'],
    ]),
    [
      'the head loses its hash',
      withoutRule(
        'audit_heads',
        'hash',
        'update audit_heads set hash = null where portal_id = :portal',
      ),
      ['living: head differs'],
    ],
    [
      'the head loses its number',
      withoutRule(
        'audit_heads',
        'seq',
        'update audit_heads set seq = null where portal_id = :portal',
      ),
      ['living: head differs'],
    ],
    [
      'the head is moved as far as there are numbers',
      ofLiving('update audit_heads set seq = 9223372036854775807 where portal_id = :portal'),
      ['living: cut'],
    ],
    [
      'a deletion’s times become infinity',
      async () =>
        world.owner(
          `update portal_deletions set started_at = '-infinity', finished_at = 'infinity' where portal_id = $1`,
          [gone.id],
        ),
      ['gone: certificate altered'],
    ],
    ...[5, 'text', [], { sha256: null }, { auditTrail: null }].map(
      (certificate): [string, () => Promise<unknown>, string[]] => [
        `a certificate becomes ${JSON.stringify(certificate)}`,
        () => setCertificate(gone, certificate),
        ['gone: certificate altered'],
      ],
    ),
    [
      'a certificate becomes JSON’s null',
      () => setCertificate(gone, null),
      ['gone: certificate missing'],
    ],
    [
      'a certificate is nested more deeply than can be read',
      async () =>
        world.owner('update portal_deletions set certificate = $2 where portal_id = $1', [
          gone.id,
          `{"statuses": ${'['.repeat(6000)}${']'.repeat(6000)}}`,
        ]),
      ['gone: certificate altered'],
    ],
    [
      'a deletion is made unfinished, with an end of its chain that is none',
      async () =>
        world.owner(
          `update portal_deletions set finished_at = null, certificate = '{"auditTrail": {"lastSeq": "9"}}' where portal_id = $1`,
          [gone.id],
        ),
      ['gone: certificate missing'],
    ],
    [
      'what the database was told of the anchors gets no hash and no length',
      async () => {
        await world.owner(`update anchor_files set sha256 = '', bytes = -1`)
      },
      ['console: anchors altered'],
    ],
    [
      'a chain’s portal is missing',
      async () => {
        const another = newId()
        const rename = async (from: string, to: string) => {
          await world.owner('set session_replication_role = replica')
          await world.owner('update portals set id = $2 where id = $1', [from, to])
          await world.owner('set session_replication_role = origin')
        }
        await rename(living.id, another)
        onTestFinished(() => rename(another, living.id))
      },
      ['living: cut'],
    ],
    [
      'anchors of what is no portal are put in',
      withAnchors((lines) => [
        ...lines,
        `${'x'.repeat(36)} ${'9'.repeat(400)} ${'a'.repeat(64)}`,
        '',
      ]),
      ['undefined: cut'],
    ],
  ]

  it.each(tamperings)('is found: %s', async (_, tamper, expected) => {
    await restoreAfterwards()
    await tamper()
    const all = await found()
    for (const one of expected) expect(all).toContain(one)
  })

  it('nothing is found in the same said in another order', async () => {
    await restoreAfterwards()
    await world.owner(
      `update audit_lines set details = '{"nested": {"a": [true, null], "b": 1}, "n": 1}' where subject = 'thing 1'`,
    )
    expect(await found()).toEqual([])
  })
})
