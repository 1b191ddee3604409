import { readFile } from 'node:fs/promises'
import { expect, it, onTestFinished } from 'vitest'
import { show } from '../../src/kit/ids.ts'
import { pacedMailQueue } from '../../src/kit/paced-mail/pacing.ts'
import { hashToken } from '../../src/kit/tokens.ts'
import { verifyAudit } from '../../src/verify-audit.ts'
import { freePort, until } from '../faults/app-process.ts'
import { KILLS, timeout, Victim } from '../faults/victim.ts'
import { Gate } from '../gate.ts'
import { PASSWORD } from '../identity/identity-world.ts'
import { mailServerKeeping } from '../kit/mail-server.ts'
import { aFirm, countOf, type Firm } from '../cases/mass-setting.ts'
import { aWorld, type World } from '../world.ts'
import { Visitor, WIDE } from './browser.ts'

/**
 * How many are invited. At its full size: `MASS_CLIENTS=100000 npm test -- test/e2e/mass-invitation.test.ts`,
 * which takes a minute or two for the rows, and for the mails what the machine takes to send them one after
 * another, at most 10,000 a minute. `KILLS` is how often each of the two halves is killed.
 */
const INVITED = Number(process.env['MASS_CLIENTS'] ?? 600)
/** Rows a transaction. */
const BATCH = 500
/** There are as many batches as are killed, and some before and after; whoever fills them is left out. */
const LEFT_OUT = Math.max(6, BATCH * Math.ceil((KILLS + 4) * 1.5) - INVITED)
const TOTAL = INVITED + LEFT_OUT
/** The most that a portal may ask for. */
const RATE = 10_000
/** For what takes longer the more there are. */
const PATIENCE = 30_000 + TOTAL * 20

/** Why one may be left out: how it comes about, and what staff read of it. */
const REASONS = [
  ['Registered already', 'update persons set activated_at = now()'],
  ['Access is disabled', `update persons set disabled_at = now(), disabled_reason = 'Left us'`],
  ['Lead', `update persons set contact_role = 'lead'`],
  ['No e-mail', 'update persons set email = null'],
  ['Registration detail missing', 'delete from registration_facts'],
  ['Invited lately', 'update persons set invited_at = now()'],
] as const

interface Client {
  id: string
  outcome: string
}

/** Everybody who is chosen, in their order: those left out stand evenly among the others. */
async function chosenOf(world: World, { portal, clients }: Firm): Promise<Client[]> {
  // On cases that are closed, and on no other: not chosen.
  const [other, ...chosen] = clients
  await world.owner(
    `update cases set closed_on = opened_on where (portal_id, id) in
       (select portal_id, case_id from case_parties where person_id = $1)`,
    [other],
  )
  const leftOutBefore = (n: number) => Math.floor((n * LEFT_OUT) / TOTAL)
  const all = chosen.map((id, n): Client => {
    const before = leftOutBefore(n)
    const [outcome] =
      before < leftOutBefore(n + 1) ? REASONS[before % REASONS.length]! : ['Invited']
    return { id, outcome }
  })
  for (const [reason, change] of REASONS) {
    const ids = all.filter(({ outcome }) => outcome === reason).map(({ id }) => id)
    const column = change.startsWith('delete') ? 'person_id' : 'id'
    await world.owner(`${change} where portal_id = $1 and ${column} = any($2)`, [portal, ids])
  }
  // As it does by itself within a minute of so much that is new.
  await world.owner('analyze')
  return all
}

interface Received {
  to: string
  token: string
  id: string
}

const number = new Intl.NumberFormat('en-GB')

it(
  `${number.format(INVITED)} clients, all that match, are invited once each, although it is stopped and killed ${2 * KILLS} times`,
  { timeout: timeout * 2 + PATIENCE },
  async () => {
    const [smtp, port] = [await freePort(), await freePort()]
    const inbox = await mailServerKeeping(smtp, ({ to, mail: { text, messageId } }): Received => ({
      to: to.join(),
      token: /token=([\w-]+)/.exec(text!)![1]!,
      id: /^<([^@]+)@/.exec(messageId!)![1]!,
    }))
    const world = await aWorld({ start: null })
    const firm = await aFirm(world, TOTAL + 1)
    const clients = await chosenOf(world, firm)
    const { portal } = firm
    await world.owner('update portals set mails_per_minute = $1', [RATE])
    // The mails are tried when all are written.
    await world.owner(
      `insert into mail_lanes values ($1, false, null, null, null, 0, 'infinity')`,
      [portal],
    )
    const app = await Victim.start(world, port, undefined, {
      SMTP_URL: `smtp://127.0.0.1:${smtp}?ignoreTLS=true`,
      GATEHOUSE_MAILS: '100000',
    })
    onTestFinished(() => app.kill())
    const origin = `http://${firm.host}:${port}`
    const gateBefore = (row: number) => Gate.before(world, portal, clients[row - 1]!.id)

    // Chosen and counted.
    const staff = await Visitor.come('mass-invitation', { viewport: WIDE })
    const { page } = staff
    await page.goto(`${origin}/sign-in`)
    await staff.enter({ 'E-mail or user name': 'sara@acme.example', Password: PASSWORD })
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL(`${origin}/`)
    await page.goto(`${origin}/cases`)
    await page.getByText('Filters', { exact: true }).click()
    await page.getByLabel('Open or closed').selectOption('Open')
    await page.getByRole('button', { name: 'Apply' }).click()
    await page.getByRole('link', { name: 'Open or closed' }).waitFor()
    await page.getByLabel('More actions').click()
    await page.getByRole('link', { name: 'Invite the clients of the whole list' }).first().click()
    await staff.sees('The clients of all cases that match: open')
    await staff.look()
    for (const [reason] of REASONS) {
      const people = clients.filter(({ outcome }) => outcome === reason).length
      const row = page.getByRole('row').filter({ hasText: reason })
      expect(await row.getByRole('cell').last().textContent()).toBe(number.format(people))
    }
    await staff.sees(`Their mails leave at ${number.format(RATE)} a minute`)

    // Watched, and stopped.
    const standing = () => standingOf(world, portal)
    const writtenBy = ({ done }: { done: number }) => {
      const invited = clients.slice(0, done).filter(isInvited).length
      return { invited, mails: invited, tokens: invited, lines: invited }
    }
    const moving = page.locator('#progress progress')
    const shown = async () => Number(await moving.getAttribute('value'))
    const stay = () => page.evaluate('window.stayed = true')
    const stayed = () => page.evaluate<boolean>('window.stayed === true')
    const first = await gateBefore(1)
    const middle = BATCH * Math.floor(TOTAL / 3 / BATCH)
    let gate = await gateBefore(middle + 1)
    await page.getByRole('button', { name: `Invite ${number.format(INVITED)} clients` }).click()
    await staff.sees(`0 of ${number.format(TOTAL)}`)
    await stay()
    await first.open()
    await expect.poll(shown, { timeout: PATIENCE }).toBe(middle)
    expect(await stayed()).toBe(true)
    await until(() => gate.stops())
    const pressed = page.getByRole('button', { name: 'Stop' }).click()
    await until(() => gate.holdsUp())
    await gate.open()
    await pressed
    await staff.sees('Resume')
    const stopped = await standing()
    expect(stopped).toMatchObject({ state: 'cancelled', ...writtenBy(stopped) })
    await staff.sees(`${number.format(stopped.done)} of ${number.format(TOTAL)}`)
    await staff.sees(`${number.format(TOTAL - stopped.done)} are left`)
    const outcomes = async () => {
      const downloading = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Download outcomes' }).click()
      return (await readFile(await (await downloading).path(), 'utf8'))
        .trim()
        .split('\r\n')
        .slice(1)
    }
    const lineOf = ({ id, outcome }: Client, n: number) => {
      const email = outcome === 'No e-mail' ? '' : `client${n + 2}@acme.example`
      const became = n < done ? outcome : 'Not reached yet'
      return `${n + 1},${show('person', id)},Client ${n + 2},${email},${became}`
    }
    let { done } = stopped
    expect(await outcomes()).toEqual(clients.map(lineOf))

    // Resumed, and killed.
    const batches = Math.floor((TOTAL - done - 1) / BATCH)
    const rowOf = (kill: number) =>
      stopped.done + BATCH * Math.floor((kill * batches) / (KILLS + 1)) + 1
    gate = await gateBefore(rowOf(1))
    await page.getByRole('button', { name: 'Resume' }).click()
    await staff.sees('Resumed from where it stopped')
    await stay()
    for (let kill = 1; kill <= KILLS; kill++) {
      await until(() => gate.stops(), PATIENCE)
      const next = await gateBefore(rowOf(kill + 1))
      await app.cutOff({
        ms: 100 * Math.ceil(batches / (KILLS + 1)),
        work: () => gate.open(),
        unfinished: async () => {
          await next.open()
          // A dead process's transaction ends when the database has noticed.
          await until(async () => (await free(world)).length === 1)
          // What is counted is what is written, at this very moment.
          const cut = await standing()
          expect(cut).toMatchObject({ state: 'running', ...writtenBy(cut) })
          gate = await gateBefore(rowOf(kill + 1))
          return cut.done < TOTAL
        },
      })
    }
    await until(() => gate.stops(), PATIENCE)
    await gate.open()
    await page.getByText('Everybody is invited; mails are leaving').waitFor({ timeout: PATIENCE })
    expect(await stayed()).toBe(true)
    expect(await standing()).toMatchObject({ state: 'finished', done: TOTAL, invited: INVITED })

    // Mailed, and killed.
    await world.owner('update mail_lanes set rests_until = null')
    const { db, jobs } = world.installation
    await db.write({ portal }, (tx) => jobs.enqueue(tx, pacedMailQueue.sweep, {}))
    const sent = () => countOf(world, `mails where state = 'sent'`, portal)
    for (let kill = 1; kill <= KILLS; kill++) {
      const enough = Math.ceil((INVITED * kill) / (KILLS + 1))
      await until(async () => inbox.length >= enough, PATIENCE)
      const { inside } = await app.cutOff({
        ms: 50,
        work: async () => null,
        unfinished: async () => {
          // What had left and was not written down yet: the one in flight.
          const inFlight = new Set(inbox.map(({ id }) => id)).size - (await sent())
          expect([0, 1]).toContain(inFlight)
          // Whoever died holds the lane until its mail would be over: that time passes here.
          await world.owner(`update mail_lanes set busy_until = now() - interval '1 millisecond'`)
          return (await sent()) < INVITED
        },
      })
      expect(inside).toBe(true)
    }
    await page.getByText('Finished', { exact: true }).first().waitFor({ timeout: PATIENCE })
    staff.problems.length = 0 // of asking somebody who was dead
    await staff.look()

    done = TOTAL
    expect(await outcomes()).toEqual(clients.map(lineOf))
    const invited = clients.filter(isInvited).map(({ id }) => id)
    const written = await writtenOf(world, portal)
    expect(written.map(({ person }) => person)).toEqual(invited)
    expect(await standing()).toMatchObject({ mails: INVITED, tokens: INVITED, lines: INVITED })
    expect(await sent()).toBe(INVITED)
    const mailed = new Set(
      inbox.map(({ to, token, id }) => `${to} ${hashToken(token).toString('hex')} ${id}`),
    )
    expect([...mailed].sort()).toEqual(
      written.map(({ email, hash, mail }) => `${email} ${hash} ${mail}`).sort(),
    )
    expect(inbox.length - mailed.size).toBeLessThanOrEqual(2 * KILLS)
    await app.terminate()
    expect((await verifyAudit(world.installation)).findings).toEqual([])
  },
)

const isInvited = ({ outcome }: Client) => outcome === 'Invited'

/** The one work, unless somebody is at it. */
const free = (world: World) => world.owner('select from works for update skip locked')

/** How the one work stands, and what it has written. */
async function standingOf({ owner }: World, portal: string) {
  const [row] = await owner<{
    state: string
    done: number
    invited: number
    mails: number
    tokens: number
    lines: number
  }>(
    `select state, done, coalesce((counts->>'invited')::int, 0) as invited,
       (select count(*) from mails where work_id = w.id)::int as mails,
       (select count(*) from tokens where portal_id = $1)::int as tokens,
       (select count(distinct subject) from audit_lines where portal_id = $1
          and operation = 'mass_invitation.invite')::int as lines
     from works w`,
    [portal],
  )
  return row!
}

/** Each invitation that is live, with its mail and its line in the audit trail. */
const writtenOf = ({ owner }: World, portal: string) =>
  owner<{ person: string; email: string; hash: string; mail: string }>(
    `select p.id as person, p.email, encode(t.hash, 'hex') as hash, m.id as mail
     from persons p
       join tokens t on t.portal_id = p.portal_id and t.person_id = p.id
         and t.used_at is null and t.retired_at is null and t.expires_at > now()
       join mails m on m.portal_id = p.portal_id and m.person_id = p.id and m.work_id is not null
     where p.portal_id = $1 order by p.id`,
    [portal],
  )
