import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginMassInvitation, cancelBulkJob, resumeBulkJob } from '../../src/cases/index.ts'
import { choiceShape } from '../../src/cases/mass-invitations/mass-invitation.ts'
import { previewOf } from '../../src/cases/mass-invitations/queries.ts'
import { inviteAgain } from '../../src/identity/index.ts'
import { whyNotInvited, type Invitable } from '../../src/identity/invitations/invitation.ts'
import { WHY_NOT_SQL } from '../../src/identity/invitations/queries.ts'
import { newId, show } from '../../src/kit/ids.ts'
import { findBulkJob, bulkJobRows } from '../../src/kit/bulk-jobs/queries.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { perform } from '../../src/kit/operation.ts'
import { mailsOfBulkJob } from '../../src/kit/paced-mail/queries.ts'
import { suspendPortal, unsuspendPortal } from '../../src/portals/index.ts'
import { verifyAudit } from '../../src/verify-audit.ts'
import { aFirm, caseId, countOf, runJobs, type Firm } from './mass-setting.ts'
import { act, value } from '../scenarios/lifecycle-setting.ts'
import { aWorld, openWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

let firms = 0
const anotherFirm = (clients: number) => aFirm(world, clients, `firm${++firms}`)

const begin = async (world: World, firm: Firm, input: Record<string, unknown>) =>
  value(await perform(world.installation, beginMassInvitation, firm.staff, input)).work

const preview = (world: World, { portal }: Firm, input: Record<string, unknown>) =>
  world.installation.db.read({ portal }, async (tx) =>
    previewOf(tx, choiceShape.parse(input), await world.installation.clock.now(tx), Infinity),
  )

const bulkJobOf = (world: World, { portal }: Firm, work: string) =>
  world.installation.db.read({ portal }, (tx) => findBulkJob(tx, work))

const goOn = (world: World, { portal }: Firm, work: string) =>
  runJobs(world, 'long_work', { portal, work, kind: 'mass_invitation' })

const outcomes = async (world: World, { portal }: Firm, work: string) => {
  const rows = await world.installation.db.read({ portal }, (tx) =>
    bulkJobRows(tx, work, { limit: 1000 }),
  )
  return Object.fromEntries(rows.map(({ name, outcome }) => [name, outcome]))
}

const sql = (world: World, firm: Firm, text: string, ...ids: string[]) =>
  world.owner(`update persons set ${text} where portal_id = $1 and id = any($2)`, [
    firm.portal,
    ids,
  ])

/** A firm of eight clients of whom three may be invited. */
async function aMixedFirm(): Promise<Firm> {
  const firm = await anotherFirm(8)
  const [registered, disabled, lead, silent, unknown] = firm.clients
  await sql(world, firm, `activated_at = '2026-01-02'`, registered!)
  await sql(world, firm, `disabled_at = '2026-01-02'`, disabled!)
  await sql(world, firm, `contact_role = 'lead'`, lead!)
  await sql(world, firm, 'email = null', silent!)
  await world.owner('delete from registration_facts where person_id = $1', [unknown])
  return firm
}

describe('before anything goes out', () => {
  it('is told how many are invited, and how many are left out and why', async () => {
    const firm = await aMixedFirm()
    await sql(world, firm, `invited_at = '2026-01-04T09:00:00Z'`, firm.clients[5]!)
    const found = await preview(world, firm, { matching: {} })
    expect(found).toEqual({
      total: 8,
      invited: 2,
      skipped: {
        registered: 1,
        disabled: 1,
        lead: 1,
        no_email: 1,
        no_fact: 1,
        invited_lately: 1,
      },
      mailsPerMinute: 300,
    })
    // Invited a day and a moment ago: within two days, not within one.
    await sql(world, firm, `invited_at = '2026-01-04T08:59:59Z'`, firm.clients[5]!)
    expect((await preview(world, firm, { matching: {}, days: 1 })).invited).toBe(3)
    expect((await preview(world, firm, { matching: {}, days: 2 })).invited).toBe(2)
    expect(await countOf(world, 'works', firm.portal)).toBe(0)
  })

  it('counts everybody once: of cases, of all that match, of contacts', async () => {
    const firm = await anotherFirm(5)
    await world.owner(`update cases set closed_on = '2026-01-02' where id = $1`, [caseId(firm, 0)])
    await world.owner(`update case_parties set side = 'other' where person_id = $1`, [
      firm.clients[4],
    ])
    const total = async (input: Record<string, unknown>) =>
      (await preview(world, firm, input)).total
    const shown = (n: number) => show('case', caseId(firm, n))
    expect(await total({ cases: [shown(2), shown(3)] })).toBe(3)
    expect(await total({ matching: {} })).toBe(4)
    expect(await total({ matching: { state: 'closed' } })).toBe(1)
    expect(await total({ matching: { search: 'case 3' } })).toBe(2)
    expect(await total({ matching: { search: 'client 4' } })).toBe(2)
    expect(await total({ people: firm.clients.map((id) => show('person', id)) })).toBe(5)
    // A colleague is no client, and an unknown case has none.
    expect(await total({ people: [firm.staff.id] })).toBe(0)
    expect(await total({ cases: [show('case', newId())] })).toBe(0)
  })

  it('the database gives the same reasons as the rule', async () => {
    const { portal } = await anotherFirm(0)
    const cases: Invitable[] = [null, 'lead', 'client'].flatMap((role) =>
      [null, 'x@example.com'].flatMap((email) =>
        [true, false].flatMap((hasIdentityCheck) =>
          [true, false].flatMap((activated) =>
            [true, false].map(
              (disabled) =>
                ({
                  kind: 'contact',
                  role,
                  email,
                  hasIdentityCheck,
                  activated,
                  disabled,
                }) as Invitable,
            ),
          ),
        ),
      ),
    )
    for (const one of cases) {
      const id = newId()
      await world.owner(
        `insert into persons (portal_id, id, kind, contact_role, name, email, seat, activated_at, disabled_at, created_at)
         values ($1, $2, 'contact', $3, 'X', $4, 'guest', $5, $6, now())`,
        [
          portal,
          id,
          one.role,
          one.email && `${id}@example.com`,
          one.activated ? '2026-01-01' : null,
          one.disabled ? '2026-01-01' : null,
        ],
      )
      if (one.hasIdentityCheck)
        await world.owner(
          `insert into registration_facts values ($1, $2, 'digits', '\\x00', '\\x00')`,
          [portal, id],
        )
      const [row] = await world.owner<{ why: string | null }>(
        `select ${WHY_NOT_SQL} as why from persons p where p.portal_id = $1 and p.id = $2`,
        [portal, id],
      )
      expect(row!.why, JSON.stringify(one)).toBe(whyNotInvited(one))
    }
  })
})

describe('many invited at once', () => {
  it('are each invited once, with a live link, a mail, and a line of their history', async () => {
    const firm = await aMixedFirm()
    const earlier = firm.clients[7]!
    value(
      await perform(world.installation, inviteAgain, firm.staff, {
        person: show('person', earlier),
      }),
    )
    const work = await begin(world, firm, { matching: {}, days: 0 })
    expect(await bulkJobOf(world, firm, work)).toMatchObject({
      state: 'running',
      total: 8,
      done: 0,
    })
    await world.drain()
    expect(await bulkJobOf(world, firm, work)).toMatchObject({
      state: 'finished',
      done: 8,
      counts: { invited: 3, registered: 1, disabled: 1, lead: 1, no_email: 1, no_fact: 1 },
    })
    expect(await outcomes(world, firm, work)).toEqual({
      'Client 1': 'registered',
      'Client 2': 'disabled',
      'Client 3': 'lead',
      'Client 4': 'no_email',
      'Client 5': 'no_fact',
      'Client 6': 'invited',
      'Client 7': 'invited',
      'Client 8': 'invited',
    })
    const live = 'tokens where used_at is null and retired_at is null'
    expect(await countOf(world, live, firm.portal)).toBe(3)
    expect(await countOf(world, 'tokens where retired_at is not null', firm.portal)).toBe(1)
    const lines = await world.owner(
      `select subject, actor_name from audit_lines
       where operation = 'mass_invitation.invite' and portal_id = $1 order by seq`,
      [firm.portal],
    )
    expect(lines).toEqual(
      firm.clients
        .slice(5)
        .map((id) => ({ subject: show('person', id), actor_name: 'Sara Staff' })),
    )
    const mails = await mailbox(world.installation, firm.portal)
    expect(mails.map(({ to }) => to.slice(0, 7)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      'client6',
      'client7',
      'client8',
      'client8',
    ])
    expect((await verifyAudit(world.installation)).findings).toEqual([])
  })

  it('whoever has changed since the preview is looked at once more', async () => {
    const firm = await anotherFirm(3)
    const work = await begin(world, firm, { matching: {} })
    await sql(world, firm, `disabled_at = '2026-01-05'`, firm.clients[0]!)
    await world.owner('delete from persons where id = $1', [firm.clients[1]])
    await world.drain()
    const { counts } = (await bulkJobOf(world, firm, work))!
    expect(counts).toEqual({ disabled: 1, gone: 1, invited: 1 })
  })

  it('a second time within the days, nobody is; with none, everybody is again', async () => {
    const firm = await anotherFirm(3)
    await begin(world, firm, { matching: {} })
    await world.drain()
    const second = await begin(world, firm, { matching: {} })
    const third = await begin(world, firm, { matching: {}, days: 0 })
    await world.drain()
    expect((await bulkJobOf(world, firm, second))!.counts).toEqual({ invited_lately: 3 })
    expect((await bulkJobOf(world, firm, third))!.counts).toEqual({ invited: 3 })
  })

  it.each([
    [{}, 'choose_one_way'],
    [{ matching: {}, people: [show('person', newId())] }, 'choose_one_way'],
    [{ people: [show('person', newId())] }, 'nobody_chosen'],
    [{ matching: {}, days: 366 }, 'invalid'],
  ])('%j is refused: %s', async (input, code) => {
    const firm = await anotherFirm(1)
    const result = await perform(world.installation, beginMassInvitation, firm.staff, input)
    expect(result).toMatchObject({ ok: false, code, status: 422 })
    expect(await countOf(world, 'works', firm.portal)).toBe(0)
  })

  it('another portal’s clients and cases are not there', async () => {
    const firm = await anotherFirm(2)
    const other = await anotherFirm(2)
    for (const input of [
      { people: [show('person', other.clients[0]!)] },
      { cases: [show('case', caseId(other, 1))] },
    ]) {
      expect((await preview(world, firm, input)).total).toBe(0)
      const result = await perform(world.installation, beginMassInvitation, firm.staff, input)
      expect(result).toMatchObject({ ok: false, code: 'nobody_chosen' })
    }
  })
})

describe('long work', () => {
  it('stopped in the middle stays where it was, and goes on from there', async () => {
    const firm = await anotherFirm(700)
    await world.owner('update portals set mails_per_minute = 1 where id = $1', [firm.portal])
    const work = await begin(world, firm, { matching: {} })
    const shown = { work: show('work', work) }
    const { installation } = world
    // Stopped by somebody else after its first batch.
    const { db } = installation
    let batches = 0
    const write = db.write.bind(db)
    db.write = async (...args) => {
      const result = await write(...args)
      if ((await bulkJobOf(world, firm, work))!.done > 0 && ++batches === 1) {
        db.write = write
        value(await perform(installation, cancelBulkJob, firm.staff, shown))
      }
      return result
    }
    await goOn(world, firm, work)
    expect(await bulkJobOf(world, firm, work)).toMatchObject({ state: 'cancelled', done: 500 })
    expect(await countOf(world, 'tokens', firm.portal)).toBe(500)
    await world.drain()
    expect(await countOf(world, 'tokens', firm.portal)).toBe(500)
    expect(await perform(installation, cancelBulkJob, firm.staff, shown)).toMatchObject({
      code: 'not_running',
      status: 409,
    })
    value(await perform(installation, resumeBulkJob, firm.staff, shown))
    await goOn(world, firm, work)
    expect(await bulkJobOf(world, firm, work)).toMatchObject({
      state: 'finished',
      done: 700,
      doneBefore: 500,
      counts: { invited: 700 },
    })
    expect(await countOf(world, 'tokens', firm.portal)).toBe(700)
    expect(await perform(installation, resumeBulkJob, firm.staff, shown)).toMatchObject({
      code: 'not_stopped',
      status: 409,
    })
  })

  it('of a suspended portal waits, and goes on when it is back', async () => {
    const firm = await anotherFirm(2)
    const work = await begin(world, firm, { matching: {} })
    const portal = show('portal', firm.portal)
    await act(world, suspendPortal, { portal, cause: 'requested' })
    await world.drain()
    expect(await bulkJobOf(world, firm, work)).toMatchObject({ state: 'running', done: 0 })
    await act(world, unsuspendPortal, { portal })
    await runJobs(world, 'long_works_due', {})
    await world.drain()
    expect(await bulkJobOf(world, firm, work)).toMatchObject({ state: 'finished', done: 2 })
  })
})

describe('mails of many', () => {
  const stand = (world: World, { portal }: Firm, work: string) =>
    world.installation.db.read({ portal }, (tx) => mailsOfBulkJob(tx, work))

  it('leave at the portal’s rate, a minute at a time', async () => {
    const world = await aWorld()
    const firm = await aFirm(world, 25)
    await world.owner('update portals set mails_per_minute = 10 where id = $1', [firm.portal])
    const work = await begin(world, firm, { matching: {} })
    const waiting = async () => {
      await runJobs(world, 'paced_mail_due', {})
      await world.drain()
      return (await stand(world, firm, work)).waiting
    }
    const seen: number[] = []
    await world.drain()
    for (const at of ['09:00:00', '09:00:59', '09:01:00', '09:01:30', '09:02:00']) {
      await world.setClock(`2026-01-05T${at}Z`)
      seen.push(await waiting())
    }
    expect(seen).toEqual([15, 15, 5, 5, 0])
  })

  it('of one portal hold up none of another, and no other mail', async () => {
    const world = await aWorld()
    const firm = await aFirm(world, 5)
    const other = await aFirm(world, 2, 'other')
    await world.owner('update portals set mails_per_minute = 1 where id = $1', [firm.portal])
    const slow = await begin(world, firm, { matching: {} })
    const quick = await begin(world, other, { matching: {} })
    await world.drain()
    value(
      await perform(world.installation, inviteAgain, firm.staff, {
        person: show('person', firm.clients[4]!),
      }),
    )
    await world.drain()
    expect((await stand(world, firm, slow)).waiting).toBe(4)
    expect((await stand(world, other, quick)).waiting).toBe(0)
    const [newest] = await mailbox(world.installation, firm.portal)
    expect(newest).toMatchObject({ to: 'client5@acme.example', state: 'kept' })
  })

  it('an invitation that a newer one has replaced is not mailed any more', async () => {
    const world = await aWorld()
    const firm = await aFirm(world, 2)
    await world.owner('update portals set mails_per_minute = 1 where id = $1', [firm.portal])
    const work = await begin(world, firm, { matching: {} })
    await world.drain()
    value(
      await perform(world.installation, inviteAgain, firm.staff, {
        person: show('person', firm.clients[1]!),
      }),
    )
    await world.setClock('2026-01-05T09:01:00Z')
    await runJobs(world, 'paced_mail_due', {})
    await world.drain()
    expect(await stand(world, firm, work)).toMatchObject({ waiting: 0, undelivered: 1 })
    expect(await countOf(world, `mails where state = 'dropped'`, firm.portal)).toBe(1)
  })

  it('are good for their whole length from when they leave', async () => {
    const world = await aWorld()
    const firm = await aFirm(world, 1)
    await begin(world, firm, { matching: {} })
    await goOn(world, firm, (await world.owner<{ id: string }>('select id from works'))[0]!.id)
    await world.setClock('2026-01-05T19:00:00Z')
    await world.drain()
    const [token] = await world.owner<{ expires_at: Temporal.Instant }>(
      'select expires_at from tokens',
    )
    expect(token!.expires_at.toString()).toBe('2026-01-12T19:00:00Z')
  })
})
