import { describe, expect, it } from 'vitest'
import { beginMassInvitation } from '../../src/cases/index.ts'
import { INVITATION_MAIL, lateInvitation } from '../../src/identity/index.ts'
import { bulkJobRows } from '../../src/kit/bulk-jobs/queries.ts'
import { perform } from '../../src/kit/operation.ts'
import { pacedMailWorker } from '../../src/kit/paced-mail/sending.ts'
import { freePort } from '../faults/app-process.ts'
import { mailServer } from './mail-server.ts'
import { aFirm, countOf, runJobs } from '../cases/mass-setting.ts'
import { value } from '../scenarios/lifecycle-setting.ts'
import { aWorld } from '../world.ts'

async function anInvitation(clients: number) {
  const port = await freePort()
  const world = await aWorld({ more: { smtpUrl: `smtp://127.0.0.1:${port}?ignoreTLS=true` } })
  const firm = await aFirm(world, clients)
  const { work } = value(
    await perform(world.installation, beginMassInvitation, firm.staff, { matching: {} }),
  )
  /** Goes on as every minute, at a time. */
  const at = async (time: string) => {
    await world.setClock(`2026-01-05T${time}Z`)
    await runJobs(world, 'paced_mail_due', {})
    await world.drain()
  }
  const inState = (state: string) => countOf(world, `mails where state = '${state}'`, firm.portal)
  return { port, world, firm, work, at, inState }
}

describe('mails of many, at a mail server', () => {
  it('wait while it is away, longer each time, and then arrive once each, in their order', async () => {
    const { port, at, inState, world, firm } = await anInvitation(3)
    await at('09:00:00')
    await at('09:00:59')
    await at('09:01:00')
    expect(await inState('queued')).toBe(3)
    // Only the first was tried, twice: one that nobody answers stands for all behind it.
    expect(
      await world.owner('select attempts, failure is null as untried from mails order by id'),
    ).toEqual([
      { attempts: 2, untried: false },
      { attempts: 0, untried: true },
      { attempts: 0, untried: true },
    ])
    const inbox = await mailServer(port)
    await at('09:02:59')
    expect(inbox).toEqual([])
    await at('09:03:00')
    expect(inbox.map(({ to }) => to)).toEqual([
      ['client1@acme.example'],
      ['client2@acme.example'],
      ['client3@acme.example'],
    ])
    // All by the one: greeting anew takes longer than a mail.
    expect(new Set(inbox.map(({ connection }) => connection)).size).toBe(1)
    expect(inbox[0]!.mail.subject).toContain('Acme')
    expect(await inState('sent')).toBe(3)
    expect(await countOf(world, 'mails where sealed is not null', firm.portal)).toBe(0)
  })

  it('one that is refused is given up, one that is put off comes later, and the others go', async () => {
    const { port, at, inState, world, firm } = await anInvitation(3)
    let greylisted = true
    const inbox = await mailServer(port, (address) =>
      address.startsWith('client1@')
        ? 550
        : address.startsWith('client2@') && greylisted
          ? 451
          : undefined,
    )
    await at('09:00:00')
    expect(inbox.map(({ to }) => to[0])).toEqual(['client3@acme.example'])
    greylisted = false
    await at('09:01:00')
    expect(inbox.map(({ to }) => to[0])).toEqual(['client3@acme.example', 'client2@acme.example'])
    expect(await inState('failed')).toBe(1)
    expect(await inState('queued')).toBe(0)
    // Of each of the many it is told what the server said.
    const [work] = await world.owner<{ id: string }>('select id from works')
    const rows = await world.installation.db.read({ portal: firm.portal }, (tx) =>
      bulkJobRows(tx, work!.id, { limit: 10 }),
    )
    expect(rows.map(({ email, mailRefused }) => [email, mailRefused])).toEqual([
      ['client1@acme.example', '550 Not here'],
      ['client2@acme.example', null],
      ['client3@acme.example', null],
    ])
  })

  it('one whose letter cannot be made is put off and given up at last, and the others go', async () => {
    const { port, world, firm, work, inState } = await anInvitation(3)
    const inbox = await mailServer(port)
    const { portal } = firm
    await runJobs(world, 'long_work', { portal, work, kind: 'mass_invitation' })
    const worker = pacedMailWorker(world.installation, {
      [INVITATION_MAIL]: async (due) => {
        if (due.person === firm.clients[0]) throw new Error('a bug')
        return lateInvitation(due)
      },
    })
    await worker.run({ portal })
    expect(inbox.map(({ to }) => to[0])).toEqual(['client2@acme.example', 'client3@acme.example'])
    expect(await inState('queued')).toBe(1)
    await expect(worker.sweep()).rejects.toThrow('1 of what is due could not be done')
    for (let hours = 1; hours < 20; hours++) {
      await world.setClock(Temporal.Instant.from('2026-01-05T09:00:00Z').add({ hours }))
      await worker.run({ portal })
    }
    expect(await inState('failed')).toBe(1)
    expect(inbox).toHaveLength(2)
  })
})
