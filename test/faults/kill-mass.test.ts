import { describe, expect, it, onTestFinished } from 'vitest'
import { beginMassInvitation } from '../../src/cases/index.ts'
import { hashToken } from '../../src/kit/tokens.ts'
import { worksDueJob } from '../../src/kit/long-work/running.ts'
import type { JobType } from '../../src/kit/jobs.ts'
import { pacedMailJob } from '../../src/kit/paced-mail/sending.ts'
import { perform } from '../../src/kit/operation.ts'
import { verifyAudit } from '../../src/verify-audit.ts'
import { mailServer } from '../mail-server.ts'
import { aFirm, countOf, type Firm } from '../mass-setting.ts'
import { value } from '../scenarios/lifecycle-setting.ts'
import { aWorld, type World } from '../world.ts'
import { freePort, until } from './app-process.ts'
import { KILLS, timeout, untilCutOff, Victim } from './victim.ts'

const begin = async ({ installation }: World, { staff }: Firm) =>
  value(await perform(installation, beginMassInvitation, staff, { matching: {}, days: 0 })).work

/** As it is queued every minute. */
const wake = ({ installation: { db, jobs } }: World, { portal }: Firm, job: JobType<object>) =>
  db.write({ portal }, (tx) => jobs.enqueue(tx, job, {}))

/** What the text of an invitation leads to. */
const tokenIn = (text: string): string => /token=([\w-]+)/.exec(text)![1]!

describe(`kill -9 of the application, ${KILLS} times`, () => {
  const CLIENTS = 2000

  it(
    'in the middle of inviting many: each is invited exactly once, and every count is right',
    { timeout },
    async () => {
      const world = await aWorld({ start: null })
      const firm = await aFirm(world, CLIENTS)
      // The mails are tried below.
      await world.owner('update portals set mails_per_minute = 1')
      const app = await Victim.start(world, await freePort())
      onTestFinished(() => app.kill())
      let rounds = 0
      const doneOf = async (work: string) =>
        (
          await world.owner<{ done: number; counts: object; state: string }>(
            'select done, counts, state from works where id = $1',
            [work],
          )
        )[0]!

      await untilCutOff(async () => {
        rounds++
        const work = await begin(world, firm)
        let cut = 0
        const { inside } = await app.cutOff({
          ms: 400,
          work: async () => null,
          begun: async () => (await doneOf(work)).done > 0,
          unfinished: async () => {
            cut = (await doneOf(work)).done
            // What is counted is what is written, at this very moment.
            const written = `work_rows where work_id = '${work}' and outcome = 'invited'`
            expect(await countOf(world, written, firm.portal)).toBe(cut)
            expect(await countOf(world, `mails where work_id = '${work}'`, firm.portal)).toBe(cut)
            return cut < CLIENTS
          },
        })
        await wake(world, firm, worksDueJob)
        await until(async () => (await doneOf(work)).state === 'finished')
        expect(await doneOf(work)).toMatchObject({ done: CLIENTS, counts: { invited: CLIENTS } })
        expect(await countOf(world, `mails where work_id = '${work}'`, firm.portal)).toBe(CLIENTS)
        return inside
      })

      expect(await countOf(world, 'tokens', firm.portal)).toBe(rounds * CLIENTS)
      expect(await countOf(world, 'tokens where retired_at is null', firm.portal)).toBe(CLIENTS)
      const lines = `audit_lines where operation = 'mass_invitation.invite'`
      expect(await countOf(world, lines, firm.portal)).toBe(rounds * CLIENTS)
      await app.terminate()
      expect((await verifyAudit(world.installation)).findings).toEqual([])
    },
  )

  it(
    'in the middle of mailing them: no mail without a commit, no commit without a mail, none twice but the one in flight',
    { timeout },
    async () => {
      const smtp = await freePort()
      const inbox = await mailServer(smtp)
      const world = await aWorld({ start: null })
      const firm = await aFirm(world, 120 * KILLS)
      await world.owner('update portals set mails_per_minute = 10000')
      const env = { SMTP_URL: `smtp://127.0.0.1:${smtp}?ignoreTLS=true`, GATEHOUSE_MAILS: '100000' }
      const app = await Victim.start(world, await freePort(), undefined, env)
      onTestFinished(() => app.kill())
      await begin(world, firm)
      const waiting = () => countOf(world, `mails where state = 'queued'`, firm.portal)

      let kills = 0
      await untilCutOff(async () => {
        const before = inbox.length
        const { inside } = await app.cutOff({
          ms: 300,
          work: async () => null,
          begun: async () => inbox.length > before,
          unfinished: async () => (await waiting()) > 0,
        })
        kills++
        // Whoever died holds the lane until its mail would be over: that time passes here.
        await world.owner(`update mail_lanes set busy_until = now() - interval '1 millisecond'`)
        await wake(world, firm, worksDueJob)
        await wake(world, firm, pacedMailJob)
        return inside
      })
      await until(async () => (await waiting()) === 0, 60_000)

      const sent = Map.groupBy(inbox, ({ to }) => to[0]!)
      expect(sent.size).toBe(firm.clients.length)
      expect(inbox.length - sent.size).toBeLessThanOrEqual(kills)
      for (const mails of sent.values()) {
        expect(new Set(mails.map(({ mail }) => mail.messageId)).size).toBe(1)
        const [token] = await world.owner<{ live: boolean }>(
          'select used_at is null and retired_at is null as live from tokens where hash = $1',
          [hashToken(tokenIn(mails[0]!.mail.text!))],
        )
        expect(token).toEqual({ live: true })
      }
      expect(await countOf(world, `mails where state = 'sent'`, firm.portal)).toBe(
        firm.clients.length,
      )
    },
  )
})
