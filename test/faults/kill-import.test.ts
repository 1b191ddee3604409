import { expect, it, onTestFinished } from 'vitest'
import { beginImport, uploadImport } from '../../src/cases/index.ts'
import { show } from '../../src/kit/ids.ts'
import { worksDueJob } from '../../src/kit/long-work/running.ts'
import { perform } from '../../src/kit/operation.ts'
import { verifyAudit } from '../../src/verify-audit.ts'
import { aFirm, countOf, type Firm } from '../mass-setting.ts'
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
    const doneOf = async (work: string) =>
      (
        await world.owner<{ done: number; state: string; counts: object }>(
          'select done, state, counts from works where id = $1',
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
        begun: async () => (await doneOf(work)).done > 0,
        unfinished: async () => {
          const { done } = await doneOf(work)
          // The last line is somebody who is there.
          expect(await countOf(world, people, firm.portal)).toBe(before + Math.min(done, LINES - 1))
          const waiting = `work_rows where work_id = '${work}' and sealed is not null`
          expect(await countOf(world, waiting, firm.portal)).toBe(LINES - done)
          return done < LINES
        },
      })
      await world.installation.db.write({ portal: firm.portal }, (tx) =>
        world.installation.jobs.enqueue(tx, worksDueJob, {}),
      )
      await until(async () => (await doneOf(work)).state === 'finished', 60_000)
      // Digits count as changed whenever a line brings them.
      expect((await doneOf(work)).counts).toEqual({ created: LINES - 1, updated: 1 })
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
