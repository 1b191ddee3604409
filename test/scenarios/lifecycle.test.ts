import { describe, expect, it } from 'vitest'
import { CONSOLE, newId, parseId } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { clockCaller, perform, type Operation } from '../../src/kit/operation.ts'
import type { Done, Refusal } from '../../src/kit/refusal.ts'
import {
  addHost,
  advance,
  brandPortal,
  cancelPortal,
  certifyPortal,
  changeSlug,
  configurePortal,
  createPortal,
  expireTrial,
  makeHostCurrent,
  possibleIn,
  requestExport,
  showPortal,
  suspendPortal,
  sweep,
  TRANSITIONS,
  unsuspendPortal,
  type PortalStatus,
  type StatusOperation,
} from '../../src/portals/index.ts'
import { cancelOverdue } from '../../src/portals/timers/due.ts'
import { nextFor } from '../../src/portals/overview/next.ts'
import { aWorld, START, type World } from '../world.ts'
import { rowsOf } from '../rows.ts'
import {
  aConsolePerson,
  act,
  aPartner,
  aPortal,
  days,
  goTo,
  operator,
  partnersPerson,
  sharedWorld,
  staffOf,
  value,
  type APortal,
} from './lifecycle-setting.ts'

const start = Temporal.Instant.from(START)
const at = (count: number) => start.add(days(count))
const ms = (count: number) => ({ milliseconds: count })
const on = (count: number) => at(count).toString()
const justAfter = (count: number) => at(count).add(ms(1)).toString()

/** The history as a list of lines, the oldest first. */
async function history(world: World, { id }: APortal): Promise<string[]> {
  const rows = await world.owner(
    `select * from portal_status_changes where portal_id = $1 order by seq`,
    [id],
  )
  return rows.map((row) =>
    [
      row['seq'],
      row['from_status'] ?? '-',
      row['to_status'],
      row['at'],
      row['actor'],
      row['cause'] ?? '-',
    ].join(' '),
  )
}

async function events(world: World, { id }: APortal): Promise<string[]> {
  const rows = await world.owner<{ name: string; at: Temporal.Instant }>(
    'select name, at from events where portal_id = $1 order by id',
    [id],
  )
  return rows.map(({ name, at }) => `${name} ${at.toString()}`)
}

async function mails(world: World, { id }: APortal): Promise<string[]> {
  const stored = await mailbox(world.installation, id, 500)
  return stored.map(({ kind, to, queuedAt }) => `${kind} ${to} ${queuedAt.toString()}`).toSorted()
}

const status = async (world: World, { id }: APortal) =>
  (
    await world.owner<{ status: PortalStatus }>('select status from portals where id = $1', [id])
  )[0]!.status

async function aSession(world: World, { id }: APortal): Promise<void> {
  await world.owner(
    `insert into sessions (portal_id, hash, id, person_id, started_at, seen_at, expires_at)
     select portal_id, decode(md5($2), 'hex'), $3, id, now(), now(), now() from persons where portal_id = $1`,
    [id, newId(), newId()],
  )
}

const sessions = async (world: World, { id }: APortal) =>
  (await world.owner('select from sessions where portal_id = $1', [id])).length

describe('a portal’s whole life', () => {
  it('runs from trial to certificate of deletion, each thing once and at its time', async () => {
    const world = await aWorld()
    const partner = await aPartner(world)
    await aConsolePerson(world, { kind: 'partner', partner, email: 'pat@northwind.example' })
    await aConsolePerson(world, {
      kind: 'partner',
      partner,
      email: 'new@northwind.example',
      activated: false,
    })
    await aConsolePerson(world, {
      kind: 'partner',
      partner: await aPartner(world, 'Southwind'),
      email: 'sam@southwind.example',
    })
    const portal = await aPortal(world, { partner })
    const input = { portal: portal.portal }

    await goTo(world, at(30).subtract(ms(1)))
    expect(await status(world, portal)).toBe('trial_active')
    await goTo(world, at(30))
    expect(await status(world, portal)).toBe('trial_expired')

    await goTo(world, at(31))
    await act(world, certifyPortal, input)
    await goTo(world, at(40))
    await aSession(world, portal)
    await act(world, suspendPortal, { ...input, cause: 'unpaid', note: 'Two invoices are open' })
    expect(await sessions(world, portal)).toBe(0)

    await goTo(world, at(50))
    await act(world, unsuspendPortal, { ...input, cause: 'paid' })
    expect(await status(world, portal)).toBe('certified_secure')

    await act(world, suspendPortal, { ...input, cause: 'requested' })
    for (const day of [59, 60, 75, 76, 82, 83, 88, 89, 90]) {
      await goTo(world, at(50 + day))
      await sweep(world.installation)
    }
    expect(await status(world, portal)).toBe('suspended')

    expect(await history(world, portal)).toEqual([
      `1 - trial_active ${on(0)} cli -`,
      `2 trial_active trial_expired ${on(30)} clock -`,
      `3 trial_expired certified_secure ${on(31)} cli -`,
      `4 certified_secure suspended ${on(40)} cli unpaid`,
      `5 suspended certified_secure ${on(50)} cli paid`,
      `6 certified_secure suspended ${on(50)} cli requested`,
    ])
    expect(await events(world, portal)).toEqual([
      `portal.create ${on(0)}`,
      `portal.open ${on(0)}`,
      `portal.expire_trial ${on(30)}`,
      `portal.certify ${on(31)}`,
      `portal.suspend ${on(40)}`,
      `portal.unsuspend ${on(50)}`,
      `portal.suspend ${on(50)}`,
      `portal.warn ${on(110)}`,
      `portal.warn ${on(126)}`,
      `portal.warn ${on(133)}`,
      `portal.warn ${on(139)}`,
    ])
    const warned = (days: number, day: number) =>
      ['ada@harbour.example', 'pat@northwind.example'].map(
        (to) => `warning_${days} ${to} ${on(day)}`,
      )
    expect(await mails(world, portal)).toEqual(
      [
        `invitation ada@harbour.example ${on(0)}`,
        ...warned(30, 110),
        ...warned(14, 126),
        ...warned(7, 133),
        ...warned(1, 139),
      ].toSorted(),
    )

    await goTo(world, at(140).add(ms(1)))
    expect(await status(world, portal)).toBe('cancelled')
    expect((await history(world, portal)).at(-1)).toBe(
      `7 suspended cancelled ${justAfter(140)} clock overdue`,
    )
    expect((await rowsOf(world, portal.id))['events']).toEqual([])
  })

  it('dates what a late sweep brings about to when it fell due, and sends every warning once', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    await goTo(world, at(40))
    expect((await history(world, portal)).at(-1)).toBe(
      `2 trial_active trial_expired ${on(30)} clock -`,
    )
    await act(world, suspendPortal, { portal: portal.portal, cause: 'other' })
    await goTo(world, at(40 + 86))
    expect((await mails(world, portal)).filter((mail) => mail.startsWith('warning'))).toEqual([
      `warning_14 ada@harbour.example ${on(126)}`,
      `warning_30 ada@harbour.example ${on(126)}`,
      `warning_7 ada@harbour.example ${on(126)}`,
    ])
    await goTo(world, at(40 + 100))
    expect((await history(world, portal)).at(-1)).toBe(
      `4 suspended cancelled ${justAfter(130)} clock overdue`,
    )
  })

  it('ends an overdue trial before whatever comes first does something else', async () => {
    const world = await aWorld()
    const [certified, suspended, expired] = [
      await aPortal(world),
      await aPortal(world),
      await aPortal(world),
    ]
    await world.setClock(at(33))
    await act(world, certifyPortal, { portal: certified.portal })
    await act(world, suspendPortal, { portal: suspended.portal, cause: 'abuse' })
    await act(world, expireTrial, { portal: expired.portal })
    await sweep(world.installation)
    expect(await history(world, certified)).toEqual([
      `1 - trial_active ${on(0)} cli -`,
      `2 trial_active trial_expired ${on(30)} clock -`,
      `3 trial_expired certified_secure ${on(33)} cli -`,
    ])
    expect((await events(world, certified)).slice(2)).toEqual([
      `portal.expire_trial ${on(33)}`,
      `portal.certify ${on(33)}`,
    ])
    expect((await history(world, suspended)).slice(1)).toEqual([
      `2 trial_active trial_expired ${on(30)} clock -`,
      `3 trial_expired suspended ${on(33)} cli abuse`,
    ])
    expect((await history(world, expired)).slice(1)).toEqual([
      `2 trial_active trial_expired ${on(30)} cli -`,
    ])
  })

  it('moves by hand on the test clock, and answers when everything has happened', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    const move = (input: unknown) => advance(world.installation, operator, input)
    expect(value(await move({ advance: 'P31D' }))).toEqual({
      now: at(31).toString(),
      due: {},
    })
    expect(await status(world, portal)).toBe('trial_expired')
    await act(world, suspendPortal, { portal: portal.portal, cause: 'requested' })
    value(await move({ advance: 'P60D' }))
    value(await move({ advance: 'PT730H' }))
    expect(await status(world, portal)).toBe('cancelled')
    for (const wrong of ['P0D', '-P1D', 'P11Y', 'soon', '', 'PT0.0001S', 'P99999999999Y'])
      expect(await move({ advance: wrong })).toMatchObject({ code: 'invalid', status: 422 })
    expect(await move({ advance: 'P1D', back: true })).toMatchObject({ code: 'invalid' })
    const fixed = { ...world.installation, clock: { ...world.installation.clock, movable: false } }
    expect(await advance(fixed, operator, { advance: 'P1D' })).toMatchObject({
      code: 'clock_fixed',
      status: 409,
    })
    expect((await world.now()).toString()).toBe(
      at(31 + 60)
        .add({ hours: 730 })
        .toString(),
    )
  })
})

describe('a lifted suspension', () => {
  it('gives back what was there before, whole', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    await act(world, certifyPortal, { portal: portal.portal })
    const before = await rowsOf(world, portal.id)
    await act(world, suspendPortal, {
      portal: portal.portal,
      cause: 'security',
      note: 'Looked into',
    })
    await goTo(world, at(20))
    await act(world, unsuspendPortal, { portal: portal.portal })
    const after = await rowsOf(world, portal.id)
    for (const grown of [
      'portal_status_changes',
      'events',
      'audit_lines',
      'audit_heads',
      'portals',
    ]) {
      delete before[grown]
      delete after[grown]
    }
    expect(after).toEqual(before)
  })

  it('lets a trial go on to its original end', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    await goTo(world, at(10))
    await act(world, suspendPortal, { portal: portal.portal, cause: 'requested' })
    await goTo(world, at(20))
    expect(await act(world, unsuspendPortal, { portal: portal.portal })).toMatchObject({
      status: 'trial_active',
    })
    await goTo(world, at(30))
    expect((await history(world, portal)).slice(1)).toEqual([
      `2 trial_active suspended ${on(10)} cli requested`,
      `3 suspended trial_active ${on(20)} cli resolved`,
      `4 trial_active trial_expired ${on(30)} clock -`,
    ])
  })

  it('brings a trial that has ended meanwhile back as expired, from that moment on', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    await goTo(world, at(10))
    await act(world, suspendPortal, { portal: portal.portal, cause: 'unpaid' })
    await goTo(world, at(35))
    await act(world, unsuspendPortal, { portal: portal.portal, cause: 'paid' })
    await goTo(world, at(36))
    expect((await history(world, portal)).slice(1)).toEqual([
      `2 trial_active suspended ${on(10)} cli unpaid`,
      `3 suspended trial_expired ${on(35)} cli paid`,
    ])
  })

  it('starts the next one’s 90 days anew', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    await act(world, suspendPortal, { portal: portal.portal, cause: 'other' })
    await goTo(world, at(80))
    await act(world, unsuspendPortal, { portal: portal.portal })
    await act(world, suspendPortal, { portal: portal.portal, cause: 'other' })
    await goTo(world, at(80 + 59))
    expect(await status(world, portal)).toBe('suspended')
    const warnings = (await mails(world, portal)).filter((mail) => mail.startsWith('warning'))
    expect(warnings.map((mail) => mail.split(' ')[0])).toEqual(['warning_14', 'warning_30'])
  })

  it('is not bought off where payment was not what was wanting', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    await act(world, suspendPortal, { portal: portal.portal, cause: 'abuse' })
    const before = await rowsOf(world, portal.id)
    expect(
      await perform(world.installation, unsuspendPortal, operator, {
        portal: portal.portal,
        cause: 'paid',
      }),
    ).toMatchObject({ code: 'payment_does_not_lift', status: 409 })
    expect(await rowsOf(world, portal.id)).toEqual(before)
  })

  it('sends the mail it held up, and sends it once', async () => {
    const world = await aWorld()
    const { portal } = await act(world, createPortal, {
      name: 'Slow Start',
      owner: { name: 'Bo', email: 'bo@slow.example' },
    })
    const slow = { id: parseId('portal', portal)!, portal, host: '' }
    await act(world, suspendPortal, { portal, cause: 'requested' })
    await world.drain()
    expect((await rowsOf(world, slow.id))['persons']).toEqual([])
    await act(world, unsuspendPortal, { portal })
    await world.drain()
    expect(await mails(world, slow)).toEqual([`invitation bo@slow.example ${on(0)}`])
    expect(
      await world.owner('select from portals where id = $1 and built_at is not null', [slow.id]),
    ).toHaveLength(1)
  })
})

describe('a warning', () => {
  it('carries a link that asks the operators for an export, once', async () => {
    const world = await aWorld()
    await aConsolePerson(world, { kind: 'operator', email: 'op@gatehouse.example' })
    const portal = await aPortal(world, { language: 'es', timeZone: 'Europe/Madrid' })
    await act(world, suspendPortal, { portal: portal.portal, cause: 'requested' })
    await goTo(world, at(60))
    const [mail] = await mailbox(world.installation, portal.id)
    expect(mail!.subject).toBe('Harbour Law se eliminará el 5 abr 2026')
    expect(mail!.html).toContain('Harbour Law')
    const token = /\/export-request\?token=([\w-]+)/.exec(mail!.text)![1]!
    const ask = (token: string) =>
      perform(world.installation, requestExport, staffOf(portal.id), {
        portal: portal.portal,
        token,
      })
    expect(await ask(`${token.slice(0, -1)}_`)).toMatchObject({ code: 'export_link', status: 410 })
    value(await ask(token))
    expect(await ask(token)).toMatchObject({ code: 'export_requested', status: 409 })
    await world.drain()
    expect((await mails(world, portal)).filter((mail) => mail.startsWith('export'))).toEqual([
      `export_wanted op@gatehouse.example ${on(60)}`,
    ])
    await act(world, unsuspendPortal, { portal: portal.portal })
    await act(world, suspendPortal, { portal: portal.portal, cause: 'requested' })
    await world.setClock(at(61))
    expect(await ask(token)).toMatchObject({ code: 'export_link' })
  })
})

const OPERATIONS: Record<Exclude<StatusOperation, 'portal.create'>, [Operation<never>, object]> = {
  'portal.expire_trial': [expireTrial as never, {}],
  'portal.certify': [certifyPortal as never, {}],
  'portal.suspend': [suspendPortal as never, { cause: 'other' }],
  'portal.unsuspend': [unsuspendPortal as never, {}],
  'portal.cancel': [cancelPortal as never, { name: 'Harbour Law' }],
}

/** How a portal comes to each status. */
const REACHED: Record<PortalStatus, (keyof typeof OPERATIONS)[]> = {
  trial_active: [],
  trial_expired: ['portal.expire_trial'],
  certified_secure: ['portal.certify'],
  suspended: ['portal.certify', 'portal.suspend'],
  cancelled: ['portal.suspend', 'portal.cancel'],
}

describe('what the table of transitions does not have', () => {
  const world = sharedWorld()
  it.each(Object.keys(REACHED) as PortalStatus[])(
    'is refused to a portal that is %s, and changes nothing',
    async (from) => {
      const portal = await aPortal(world())
      const input = { portal: portal.portal }
      const run = (name: keyof typeof OPERATIONS) => {
        const [operation, more] = OPERATIONS[name]
        return perform(world().installation, operation, operator, { ...input, ...more })
      }
      for (const name of REACHED[from]) value(await run(name))
      expect(await status(world(), portal)).toBe(from)
      const before = await rowsOf(world(), portal.id)
      const illegal = (Object.keys(OPERATIONS) as (keyof typeof OPERATIONS)[]).filter(
        (name) => !possibleIn(from).includes(name),
      )
      expect(illegal.length).toBe(5 - possibleIn(from).length)
      for (const name of illegal) {
        const refused = await run(name)
        expect(refused).toMatchObject({ ok: false, status: 409 })
        if (!refused.ok) {
          expect(refused.code).toBe(
            name === 'portal.unsuspend' ? 'not_suspended' : 'transition_refused',
          )
          for (const { from: before, to } of TRANSITIONS)
            if (before === from) expect(refused.say('en')).toContain(WORDS[to])
        }
      }
      expect(await rowsOf(world(), portal.id)).toEqual(before)
    },
  )

  it('is told in the reader’s language', async () => {
    const portal = await aPortal(world())
    const refused = await perform(world().installation, cancelPortal, operator, {
      portal: portal.portal,
      name: 'Harbour Law',
    })
    expect(!refused.ok && refused.say('en')).toBe(
      'This portal is on trial; it cannot become cancelled. From here it can become: past its trial, certified, or suspended.',
    )
    expect(!refused.ok && refused.say('es')).toBe(
      'Este portal está en prueba; no puede pasar a estar cancelado. Desde aquí puede pasar a estar: con la prueba terminada, certificado o suspendido.',
    )
  })
})

const WORDS: Record<PortalStatus, string> = {
  trial_active: 'on trial',
  trial_expired: 'past its trial',
  certified_secure: 'certified',
  suspended: 'suspended',
  cancelled: 'cancelled',
}

describe('a cancellation by hand', () => {
  it('wants the portal’s name typed', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    await act(world, suspendPortal, { portal: portal.portal, cause: 'requested' })
    const before = await rowsOf(world, portal.id)
    const cancel = (name: string) =>
      perform(world.installation, cancelPortal, operator, { portal: portal.portal, name })
    for (const name of ['', 'harbour law', 'Harbour', portal.portal])
      expect(await cancel(name)).toMatchObject({
        code: 'name_differs',
        status: 422,
        fields: [{ field: 'name' }],
      })
    expect(await rowsOf(world, portal.id)).toEqual(before)
    value(await cancel('Harbour Law'))
  })

  it('is for operators alone', async () => {
    const world = await aWorld()
    const partner = await aPartner(world)
    const portal = await aPortal(world, { partner })
    await act(world, suspendPortal, { portal: portal.portal, cause: 'requested' })
    const input = { portal: portal.portal, name: 'Harbour Law' }
    for (const caller of [partnersPerson(partner), staffOf(portal.id), clockCaller(portal.id)])
      expect(await perform(world.installation, cancelPortal, caller, input)).toMatchObject({
        code: 'forbidden',
      })
  })
})

/** All of an answer that leaves the house. */
const told = (answer: Done<unknown> | Refusal) =>
  answer.ok ? answer : { ...answer, say: [answer.say('en'), answer.say('es')] }

describe('a portal that does not exist for the caller', () => {
  const operations: [Operation<never>, object][] = [
    ...Object.values(OPERATIONS),
    [configurePortal as never, { name: 'Mine now' }],
    [brandPortal as never, { brandColor: '#112233' }],
    [changeSlug as never, { slug: 'mine-now' }],
    [addHost as never, { host: 'mine.example' }],
    [makeHostCurrent as never, { host: 'mine.example' }],
  ]

  it('is answered like one that exists for nobody, and is not touched', async () => {
    const world = await aWorld()
    const [partner, other] = [await aPartner(world), await aPartner(world, 'Southwind')]
    const portal = await aPortal(world, { partner })
    const before = await rowsOf(world, portal.id)
    const strangers = [
      { ...partnersPerson(other), rights: operator.rights },
      { ...staffOf(newId()), rights: operator.rights },
      { ...clockCaller(newId()), rights: operator.rights },
    ]
    for (const [operation, more] of operations)
      for (const caller of strangers) {
        const ask = (id: string) =>
          perform(world.installation, operation, caller, { portal: id, ...more })
        const theirs = await ask(portal.portal)
        expect(told(theirs)).toEqual(told(await ask('ptl_01k9w3t2m5e8r7q6p4n3b2v1c0')))
        expect(theirs).toMatchObject({ code: 'not_found', status: 404, fields: [] })
      }
    expect(await rowsOf(world, portal.id)).toEqual(before)
    const seen = await world.installation.db.read({ portal: portal.id }, (tx) =>
      showPortal(tx, partnersPerson(other), portal.id, at(0)),
    )
    expect(seen).toBeUndefined()
  })

  it('is the console, for everybody', async () => {
    const world = await aWorld()
    const nil = 'ptl_00000000000000000000000000'
    const before = await rowsOf(world, CONSOLE)
    for (const [operation, more] of operations)
      expect(
        await perform(world.installation, operation, operator, { portal: nil, ...more }),
      ).toMatchObject({ code: 'not_found' })
    expect(await rowsOf(world, CONSOLE)).toEqual(before)
  })
})

describe('a clock that cannot be moved on purpose', () => {
  /** The world in production, with the machine's own count in the test's hand. */
  function inProduction(world: World) {
    const clock = { ...world.installation.clock, movable: false }
    let ms = 1000
    return {
      installation: { ...world.installation, clock },
      machine: (boot: string) => ({ boot, monotonicMs: () => ms }),
      wait: (minutes: number) => (ms += minutes * 60_000),
    }
  }

  it('cancels on the second look of the same machine, an hour after its first', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    await act(world, suspendPortal, { portal: portal.portal, cause: 'unpaid' })
    await goTo(world, at(89))
    const { installation, machine, wait } = inProduction(world)
    const [one, two] = [machine('one'), machine('two')]
    let now = at(90).add(ms(1))
    const pass = async (minutes: number) => {
      wait(minutes)
      now = now.add({ minutes })
      await world.setClock(now)
    }
    await pass(0)
    expect(await sweep(installation, one)).toEqual({ performed: 0, waiting: 1, failed: 0 })
    await pass(30)
    expect(await sweep(installation, two)).toMatchObject({ performed: 0, waiting: 1 })
    await pass(29)
    expect(await sweep(installation, one)).toMatchObject({ performed: 0, waiting: 1 })
    await pass(1)
    expect(await sweep(installation, two)).toMatchObject({ performed: 0, waiting: 1 })
    expect(await status(world, portal)).toBe('suspended')
    expect(await sweep(installation, one)).toMatchObject({ performed: 1, waiting: 0 })
    expect((await history(world, portal)).at(-1)).toBe(
      `3 suspended cancelled ${justAfter(90)} clock overdue`,
    )
  })

  it('deletes nothing when it jumps ahead and is set right', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    await act(world, suspendPortal, { portal: portal.portal, cause: 'unpaid' })
    const { installation, machine, wait } = inProduction(world)
    const one = machine('one')
    // Warned on time until the last day, so that only the cancellation is left.
    await goTo(world, at(89))
    await world.setClock(at(400))
    expect(await sweep(installation, one)).toMatchObject({ performed: 0, waiting: 1 })
    wait(10)
    await world.setClock(at(89).add({ minutes: 10 }))
    expect(await sweep(installation, one)).toMatchObject({ performed: 0, waiting: 0 })
    // Two days later it is due indeed; what was seen on the wrong day does not count.
    wait(2 * 24 * 60)
    await world.setClock(at(91))
    expect(await sweep(installation, one)).toMatchObject({ performed: 0, waiting: 1 })
    wait(60)
    await world.setClock(at(91).add({ hours: 1 }))
    expect(await sweep(installation, one)).toMatchObject({ performed: 1 })
    expect(await status(world, portal)).toBe('cancelled')
  })

  it('warns once when it was away for months, and deletes no sooner than a week after', async () => {
    const world = await aWorld()
    const partner = await aPartner(world)
    await world.owner(
      `update partners set billing_name = 'Accounts', billing_email = 'bills@northwind.example',
         language = 'es', time_zone = 'Europe/Madrid'`,
    )
    const portal = await aPortal(world, { partner })
    await act(world, suspendPortal, { portal: portal.portal, cause: 'unpaid' })
    const { installation, machine, wait } = inProduction(world)
    const one = machine('one')
    await world.setClock(at(60).add({ minutes: 1 }))
    await sweep(installation, one)
    const first = ['ada@harbour.example', 'bills@northwind.example'].map(
      (to) => `warning_30 ${to} ${at(60).add({ minutes: 1 }).toString()}`,
    )
    const warnings = async () =>
      (await mails(world, portal)).filter((mail) => mail.startsWith('warning'))
    expect(await warnings()).toEqual(first)

    // Down from the seventieth day to the two hundredth.
    await world.setClock(at(200))
    expect(await sweep(installation, one)).toMatchObject({ performed: 1, failed: 0 })
    const late = ['ada@harbour.example', 'bills@northwind.example'].map(
      (to) => `warning_7 ${to} ${on(200)}`,
    )
    expect(await warnings()).toEqual([...first, ...late])
    await world.drain()
    const kept = await mailbox(world.installation, portal.id)
    const mailTo = (to: string) => kept.find((mail) => mail.kind === 'warning_7' && mail.to === to)
    expect(mailTo('bills@northwind.example')!.subject).toBe(
      'Harbour Law se eliminará el 31 jul 2026',
    )
    const newest = mailTo('ada@harbour.example')
    expect(newest!.subject).toBe('Harbour Law will be deleted on 31 Jul 2026')
    expect(newest!.text.replaceAll(/\s+/g, ' ')).toContain(
      'The deletion was due on 5 Apr 2026. Earlier warnings could not be sent in time, so it waits until 31 Jul 2026.',
    )
    const shown = await world.installation.db.read({ portal: portal.id }, (tx) =>
      showPortal(tx, operator, portal.id, at(200)),
    )
    expect(shown).toMatchObject({
      endsAt: at(207),
      daysLeft: 7,
      suspension: { postponedFrom: at(90) },
    })
    expect(
      nextFor({ language: 'en', now: at(200), zone: 'UTC', portal: shown!, deleted: false }),
    ).toEqual([
      expect.stringContaining('after 31 Jul 2026, in 7 days') as unknown,
      expect.stringContaining('would have been on 5 Apr 2026') as unknown,
      expect.stringContaining('warned next on 30 Jul 2026') as unknown,
      expect.anything() as unknown,
    ])

    // Nothing more for six days, however often it is looked; then the last warning, and the deletion.
    wait(24 * 60)
    await world.setClock(at(201))
    expect(await sweep(installation, one)).toEqual({ performed: 0, waiting: 0, failed: 0 })
    await world.setClock(at(206))
    expect(await sweep(installation, one)).toMatchObject({ performed: 1 })
    expect((await warnings()).length).toBe(6)
    await world.setClock(at(207).add(ms(1)))
    expect(await sweep(installation, one)).toMatchObject({ performed: 0, waiting: 1 })
    expect(await status(world, portal)).toBe('suspended')
    wait(60)
    await world.setClock(at(207).add({ hours: 1, milliseconds: 1 }))
    expect(await sweep(installation, one)).toMatchObject({ performed: 1 })
    expect((await history(world, portal)).at(-1)).toBe(
      `3 suspended cancelled ${justAfter(207)} clock overdue`,
    )
  })

  it('forgets that a deletion was put off when the suspension is lifted', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    await act(world, certifyPortal, { portal: portal.portal })
    await act(world, suspendPortal, { portal: portal.portal, cause: 'other' })
    const { installation, machine } = inProduction(world)
    await world.setClock(at(100))
    await sweep(installation, machine('one'))
    await act(world, unsuspendPortal, { portal: portal.portal })
    await act(world, suspendPortal, { portal: portal.portal, cause: 'other' })
    const shown = await world.installation.db.read({ portal: portal.id }, (tx) =>
      showPortal(tx, operator, portal.id, at(100)),
    )
    expect(shown).toMatchObject({ endsAt: at(190), suspension: { postponedFrom: null } })
  })

  it('warns once of each portal, on however many servers at once', async () => {
    const world = await aWorld()
    const portals = [await aPortal(world), await aPortal(world), await aPortal(world)]
    for (const { portal } of portals)
      await act(world, suspendPortal, { portal, cause: 'requested' })
    const { installation, machine } = inProduction(world)
    await world.setClock(at(300))
    await Promise.all(['one', 'two', 'three'].map((boot) => sweep(installation, machine(boot))))
    for (const portal of portals)
      expect((await mails(world, portal)).filter((mail) => mail.startsWith('warning'))).toEqual([
        `warning_7 ada@harbour.example ${on(300)}`,
      ])
  })

  it('is not taken at its word by the cancellation itself, whoever brings it about', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    await act(world, suspendPortal, { portal: portal.portal, cause: 'unpaid' })
    await goTo(world, at(89))
    await world.setClock(at(91))
    const { installation } = inProduction(world)
    const input = { portal: portal.portal, boot: 'one', monotonicMs: 9e9 }
    const before = await rowsOf(world, portal.id)
    expect(await perform(installation, cancelOverdue, clockCaller(portal.id), input)).toMatchObject(
      { code: 'not_due', status: 409 },
    )
    expect(await rowsOf(world, portal.id)).toEqual(before)
  })

  it('forgets what it saw when the suspension has moved in between', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    await act(world, suspendPortal, { portal: portal.portal, cause: 'unpaid' })
    const { installation, machine, wait } = inProduction(world)
    const one = machine('one')
    // Warned on time, so that only the cancellation is left.
    await goTo(world, at(89))
    await world.setClock(at(100))
    expect(await sweep(installation, one)).toMatchObject({ waiting: 1 })
    await act(world, unsuspendPortal, { portal: portal.portal })
    await act(world, suspendPortal, { portal: portal.portal, cause: 'unpaid' })
    wait(61)
    await world.setClock(at(100).add({ minutes: 61 }))
    expect(await sweep(installation, one)).toEqual({ performed: 0, waiting: 0, failed: 0 })
    expect(await status(world, portal)).toBe('suspended')
    expect(
      await world.owner('select from portal_timers where portal_id = $1 and looks <> $2', [
        portal.id,
        '{}',
      ]),
    ).toEqual([])
  })
})
