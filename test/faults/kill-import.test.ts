import { expect, it, onTestFinished } from 'vitest'
import { beginImport, uploadImport } from '../../src/cases/index.ts'
import { show } from '../../src/kit/ids.ts'
import { bulkJobQueue } from '../../src/kit/bulk-jobs/runner.ts'
import { perform } from '../../src/kit/operation.ts'
import { verifyAudit } from '../../src/verify-audit.ts'
import { aFirm, countOf, type Firm } from '../cases/mass-setting.ts'
import { value } from '../scenarios/lifecycle-setting.ts'
import { aWorld, type World } from '../world.ts'
import { freePort, until } from './app-process.ts'
import { KILLS, timeout, untilCutOff, Victim } from './victim.ts'

const LINES = 600

/** Two lines of each round's are the same person; every fourth brings a case. */
function fileOf(round: number): string {
  const lines = Array.from({ length: LINES - 1 }, (_, n) => {
    const inCase = n % 4 === 0 ? `R${round} ${n},Case ${n}` : ','
    return `Client ${n},r${round}c${n}@x.example,6789,${inCase}`
  })
  return ['Name,E-mail,Digits,Case number,Case title', ...lines, lines[0]!].join('\n')
}

interface Standing {
  done: number
  state: string
  counts: object
  people: number
  waiting: number
}

async function begin({ installation }: World, { staff }: Firm, csv: string): Promise<string> {
  const sent = value(await perform(installation, uploadImport, staff, { csv }))
  const input = { import: show('import', sent.import) }
  return value(await perform(installation, beginImport, staff, input)).work
}

it(
  `kill -9 of the application, ${KILLS} times in the middle of an import: every line is done once, and nothing else`,
  { timeout },
  async () => {
    const world = await aWorld({ start: null })
    const firm = await aFirm(world, 0)
    await world.owner('delete from cases')
    const app = await Victim.start(world, await freePort())
    onTestFinished(() => app.kill())
    const people = `persons where kind = 'contact'`
    /** At one moment: what the process sent last may still be carried out when it is dead. */
    const standing = async (work: string) =>
      (
        await world.owner<Standing>(
          `select done, state, counts,
             (select count(*) from ${people} and portal_id = w.portal_id)::int as people,
             (select count(*) from work_rows where work_id = w.id and sealed is not null)::int as waiting
           from works w where id = $1`,
          [work],
        )
      )[0]!

    let rounds = 0
    await untilCutOff(async () => {
      const before = rounds++ * (LINES - 1)
      const work = await begin(world, firm, fileOf(rounds))
      const { inside } = await app.cutOff({
        ms: 400,
        work: async () => null,
        begun: async () => (await standing(work)).done > 0,
        unfinished: async () => {
          const cut = await standing(work)
          const { done } = cut
          // The last line is somebody who is there.
          expect(cut.people).toBe(before + Math.min(done, LINES - 1))
          expect(cut.waiting).toBe(LINES - done)
          return done < LINES
        },
      })
      await world.installation.db.write({ portal: firm.portal }, (tx) =>
        world.installation.jobs.enqueue(tx, bulkJobQueue.sweep, {}),
      )
      await until(async () => (await standing(work)).state === 'finished', 180_000)
      // Digits count as changed whenever a line brings them.
      expect((await standing(work)).counts).toEqual({ created: LINES - 1, updated: 1 })
      return inside
    })

    expect(await countOf(world, people, firm.portal)).toBe(rounds * (LINES - 1))
    expect(await countOf(world, 'cases', firm.portal)).toBe(rounds * Math.ceil((LINES - 1) / 4))
    expect(await countOf(world, `events where name = 'contact.import'`, firm.portal)).toBe(
      rounds * LINES,
    )
    await app.terminate()
    expect((await verifyAudit(world.installation)).findings).toEqual([])
  },
)
