import { describe, expect, it } from 'vitest'
import { beginMassInvitation } from '../../src/cases/index.ts'
import { inviteAgain } from '../../src/identity/index.ts'
import { newId, show } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import { verifyAudit } from '../../src/verify-audit.ts'
import { freePort } from '../faults/app-process.ts'
import { mailServer } from '../kit/mail-server.ts'
import { aFirm, countOf, runJobs, type Firm } from '../cases/mass-setting.ts'
import { value } from '../scenarios/lifecycle-setting.ts'
import { aWorld, type World } from '../world.ts'

const begin = ({ installation }: World, { staff }: Firm, more: Record<string, unknown> = {}) =>
  perform(installation, beginMassInvitation, staff, { matching: {}, days: 0, ...more })

/** As many workers as there are processes: each would go on alone. */
const together = (world: World, { portal }: Firm, works: string[], workers: number) =>
  Promise.all(
    works.flatMap((work) =>
      Array.from({ length: workers }, () =>
        runJobs(world, 'long_work', { portal, work, kind: 'mass_invitation' }),
      ),
    ),
  )

/** Whoever finds a work in another's hands leaves it to them: this is who comes after. */
async function finish(world: World, firm: Firm, works: string[]): Promise<void> {
  await together(world, firm, works, 1)
  const states = await world.owner('select distinct state from works')
  expect(states).toEqual([{ state: 'finished' }])
}

describe('many invited at once', () => {
  it('of one form sent ten times at the same moment, one begins', async () => {
    const world = await aWorld()
    const firm = await aFirm(world, 5)
    const work = show('work', newId())
    const begun = await Promise.all(Array.from({ length: 10 }, () => begin(world, firm, { work })))
    expect(new Set(begun.map((one) => value(one).work)).size).toBe(1)
    expect(await countOf(world, 'works', firm.portal)).toBe(1)
    await world.drain()
    expect(await countOf(world, 'tokens', firm.portal)).toBe(5)
  })

  it('by four workers in one work, and one by one meanwhile: each row once, one live link each', async () => {
    const world = await aWorld()
    const firm = await aFirm(world, 1200)
    const { work } = value(await begin(world, firm))
    const some = firm.clients.filter((_, n) => n % 200 === 0)
    await Promise.all([
      together(world, firm, [work], 4),
      ...some.map((id) =>
        perform(world.installation, inviteAgain, firm.staff, { person: show('person', id) }),
      ),
    ])
    await finish(world, firm, [work])
    const [counts] = await world.owner('select done, counts from works')
    expect(counts).toEqual({ done: 1200, counts: { invited: 1200 } })
    expect(await countOf(world, 'mails where work_id is not null', firm.portal)).toBe(1200)
    expect(await countOf(world, 'tokens', firm.portal)).toBe(1200 + some.length)
    expect(
      await countOf(world, 'tokens where used_at is null and retired_at is null', firm.portal),
    ).toBe(1200)
    expect((await verifyAudit(world.installation)).findings).toEqual([])
  })

  it('two works over the same people end with one live link each', async () => {
    const world = await aWorld()
    const firm = await aFirm(world, 600)
    const works = [value(await begin(world, firm)).work, value(await begin(world, firm)).work]
    await together(world, firm, works, 1)
    await finish(world, firm, works)
    expect(await countOf(world, 'tokens', firm.portal)).toBe(1200)
    expect(
      await countOf(world, 'tokens where used_at is null and retired_at is null', firm.portal),
    ).toBe(600)
  })

  it('their mails leave once each, however many would send them', async () => {
    const port = await freePort()
    const inbox = await mailServer(port)
    const world = await aWorld({ more: { smtpUrl: `smtp://127.0.0.1:${port}?ignoreTLS=true` } })
    const firm = await aFirm(world, 30)
    const { work } = value(await begin(world, firm))
    await together(world, firm, [work], 1)
    const { portal } = firm
    await Promise.all(Array.from({ length: 5 }, () => runJobs(world, 'mail_lane', { portal })))
    expect(inbox).toHaveLength(30)
    expect(inbox.map(({ to }) => to[0])).toEqual(
      Array.from({ length: 30 }, (_, n) => `client${n + 1}@acme.example`),
    )
  })
})
