import { describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { beginMassInvitation } from '../../src/cases/index.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { perform } from '../../src/kit/operation.ts'
import { aPerson, aPortal, Browser } from './identity-world.ts'
import { addClients } from '../cases/many-clients.ts'
import { callerFor, countOf } from '../cases/mass-setting.ts'
import { value } from '../scenarios/lifecycle-setting.ts'
import { aWorld } from '../world.ts'

async function anOffice(status: string) {
  const world = await aWorld()
  const app = createApp(world.installation)
  const portal = await aPortal(world, { status })
  const sara = await aPerson(world, portal.id, { name: 'Sara Staff', email: 'sara@acme.example' })
  const staff = await new Browser(app, portal).signIn(sara)
  const mails = (kind: string) => countOf(world, `mails where kind = '${kind}'`, portal.id)
  const newest = async () => (await mailbox(world.installation, portal.id, 1))[0]!
  const invite = (email: string, name = 'Carla Boone') =>
    staff.send('/api/v1/people', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'contact', name, email, digits: '6789' }),
    })
  const again = (person: string) =>
    staff.send(`/api/v1/people/${person}/invitation`, { method: 'POST' })
  return { world, app, portal, sara, staff, mails, newest, invite, again }
}

describe('a portal on trial', () => {
  it('writes in the standard words until it is certified, and says so', async () => {
    const { world, portal, staff, newest, invite } = await anOffice('trial_active')
    const own = { kind: 'invitation', language: 'en', subject: 'Win!', body: 'Click:\n\n{{link}}' }
    expect((await staff.post('/settings/mails/text', own)).status).toBe(303)
    const page = await (await staff.send('/settings/mails')).text()
    expect(page).toContain('Your own words wait until the portal is certified')
    await invite('carla@example.com')
    await world.drain()
    expect((await newest()).subject).toBe('Acme: choose your password')
    await world.owner(`update portals set status = 'certified_secure' where id = $1`, [portal.id])
    await invite('bo@example.com')
    await world.drain()
    const bo = (await mailbox(world.installation, portal.id)).find(({ to }) => to.startsWith('bo@'))
    expect(bo!.subject).toBe('Win!')
  })

  it('carries no address to click on in a name', async () => {
    const { world, portal, newest, invite } = await anOffice('trial_active')
    await world.owner(`update portals set name = 'Prize at www.evil.com' where id = $1`, [
      portal.id,
    ])
    await invite('carla@example.com', 'see https://evil.example/win')
    await world.drain()
    const { subject, text, html } = await newest()
    for (const part of [subject, text, html])
      expect(part).not.toMatch(/evil\.(com|example)|https:\/\/evil/)
    expect(text.replaceAll('\u2060', '')).toContain('see https://evil.example/win')
  })

  it('invites fifty a day, one by one or in mass, and is told when there are more', async () => {
    const { world, portal, sara, staff, mails, invite } = await anOffice('trial_active')
    for (let n = 0; n < 3; n++) expect((await invite(`one${n}@example.com`)).status).toBe(201)
    await addClients(world, portal.id, 60, 'acme')
    const caller = callerFor(portal.id, sara)
    const before = await staff.json('POST', '/api/v1/mass-invitations/preview', { matching: {} })
    expect(await before.json()).toMatchObject({
      total: 60,
      invited: 47,
      skipped: { trial_used_up: 13 },
    })
    value(await perform(world.installation, beginMassInvitation, caller, { matching: {} }))
    await world.drain()
    expect(await mails('invitation')).toBe(50)
    const [work] = await world.owner<{ counts: object }>('select counts from works')
    expect(work!.counts).toEqual({ invited: 47, trial_used_up: 13 })

    const over = await invite('more@example.com')
    expect(over.status).toBe(429)
    expect(over.headers.get('retry-after')).toBe('86400')
    const { code, detail } = (await over.json()) as { code: string; detail: string }
    expect(code).toBe('trial_invitations')
    expect(detail).toContain('sends 50 invitations a day')
    await world.setClock('2026-01-06T09:00:01Z')
    await staff.signIn(sara)
    expect((await invite('more@example.com')).status).toBe(201)
  })
})

describe('a certified portal', () => {
  it('is held to no number a day, but to three an hour and ten a day for one address', async () => {
    const { world, sara, staff, mails, invite, again } = await anOffice('certified_secure')
    for (let n = 0; n < 51; n++) expect((await invite(`c${n}@example.com`)).status).toBe(201)
    const made = (await (await invite('carla@example.com')).json()) as { id: string }
    const statuses: number[] = []
    const till = async (day: number, hours: number) => {
      for (let hour = 0; hour < hours; hour++) {
        await world.setClock(`2026-01-0${day}T${String(9 + hour).padStart(2, '0')}:30:00Z`)
        for (let n = 0; n < 3; n++) statuses.push((await again(made.id)).status)
      }
    }
    await till(5, 4)
    const sent = statuses.filter((status) => status === 200).length
    // The first went out with the person.
    expect(sent + 1).toBe(10)
    expect(await mails('invitation')).toBe(61)
    const over = await again(made.id)
    expect(over.status).toBe(429)
    expect(((await over.json()) as { code: string }).code).toBe('mailed_often')
    await world.setClock('2026-01-06T10:00:00Z')
    await staff.signIn(sara)
    expect((await again(made.id)).status).toBe(200)
  })

  it('does not count against an address that it was left without an invitation: the reason stays the true one', async () => {
    const { world, portal, sara, mails } = await anOffice('trial_active')
    await addClients(world, portal.id, 60, 'acme')
    const caller = callerFor(portal.id, sara)
    const counts = []
    for (let n = 0; n < 5; n++) {
      const choice = { matching: {}, days: 0 }
      value(await perform(world.installation, beginMassInvitation, caller, choice))
      await world.drain()
      counts.push((await world.owner('select counts from works order by id desc limit 1'))[0])
    }
    expect(await mails('invitation')).toBe(50)
    expect(counts[0]).toEqual({ counts: { invited: 50, trial_used_up: 10 } })
    expect(counts.slice(1)).toEqual(
      Array.from({ length: 4 }, () => ({ counts: { trial_used_up: 60 } })),
    )
  })

  it('does not invite in mass whom mails have gone to that often', async () => {
    const { world, portal, sara, mails } = await anOffice('certified_secure')
    await addClients(world, portal.id, 2, 'acme')
    const caller = callerFor(portal.id, sara)
    for (let n = 0; n < 5; n++) {
      const choice = { matching: {}, days: 0 }
      value(await perform(world.installation, beginMassInvitation, caller, choice))
      await world.drain()
    }
    expect(await mails('invitation')).toBe(6)
    const counts = await world.owner('select counts from works order by begun_at, id')
    expect(counts.at(-1)).toEqual({ counts: { mailed_often: 2 } })
  })
})

describe('whoever types an address', () => {
  it('brings thirty mails an hour about, of all portals together', async () => {
    const { world, app } = await anOffice('certified_secure')
    const email = 'victim@example.com'
    for (let n = 0; n < 12; n++) {
      const portal = await aPortal(world, { slug: `other${n}` })
      await aPerson(world, portal.id, { email, name: 'Vic Tim' })
      for (let m = 0; m < 3; m++) await new Browser(app, portal).post('/sign-in/code', { email })
      await world.drain()
    }
    const [row] = await world.owner(
      `select count(*)::int as n from mails where kind = 'sign_in_code'`,
    )
    expect(row).toEqual({ n: 30 })
    await world.setClock('2026-01-05T10:00:01Z')
    const portal = await aPortal(world, { slug: 'last' })
    await aPerson(world, portal.id, { email, name: 'Vic Tim' })
    await new Browser(app, portal).post('/sign-in/code', { email })
    await world.drain()
    expect(await countOf(world, `mails where kind = 'sign_in_code'`, portal.id)).toBe(1)
  })
})
