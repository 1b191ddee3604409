import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CONSOLE } from '../src/kit/ids.ts'
import { done, jobCaller, operation, perform, type Caller } from '../src/kit/operation.ts'
import { refuse } from '../src/kit/refusal.ts'
import { verifyAudit } from '../src/verify-audit.ts'
import { aWorld, type World } from './world.ts'

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
