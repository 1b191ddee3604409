import { describe, expect, it } from 'vitest'
import { CONSOLE, newId, parseId, show } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { solvePuzzle } from '../../src/kit/puzzle.ts'
import { buildJob, buildPortal, cancelPortal, suspendPortal } from '../../src/portals/index.ts'
import { verifyAudit } from '../../src/verify-audit.ts'
import {
  act,
  aConsolePerson,
  aPartner,
  days,
  goTo,
  shownPortal,
} from '../scenarios/lifecycle-setting.ts'
import { Street, WISH } from './try-setting.ts'
import { aWorld, START, type World } from '../world.ts'

const start = Temporal.Instant.from(START)

async function street(more: Parameters<typeof aWorld>[0] = {}): Promise<Street> {
  return new Street(await aWorld(more))
}

/** Somebody who has filled in the form and opened their mail. */
async function invited(wish: Record<string, string> = {}) {
  const visitors = await street()
  expect((await visitors.send(wish)).status).toBe(200)
  const [token] = await visitors.links(wish['email'])
  return { visitors, world: visitors.world, token: token! }
}

const requests = (world: World) =>
  world.owner<{ sealed: Buffer | null; begun_at: unknown }>('select * from trial_requests')

describe('the form', () => {
  it('sets a puzzle that is solved by what it asks for', async () => {
    const visitors = await street()
    const { status, html } = await visitors.ask('/try')
    expect(status).toBe(200)
    const challenge = /name="challenge" value="([^"]+)"/.exec(html)![1]!
    const bits = Number(/data-bits="(\d+)"/.exec(html)![1])
    expect(bits).toBe(14)
    const form = { ...WISH, challenge, answer: solvePuzzle({ challenge, bits }) }
    expect((await visitors.ask('/try', { form })).text).toContain('Look in your mailbox')
    expect(await visitors.links()).toHaveLength(1)
    expect((await visitors.ask('/try')).html).toContain('data-bits="15"')
    expect((await visitors.ask('/try', { from: '203.0.113.10' })).html).toContain('data-bits="14"')
  })

  it('builds nothing, and mails nothing that was typed', async () => {
    const { visitors, world } = await invited({
      name: 'http://evil.example',
      portalName: 'Buy now',
    })
    expect(await visitors.portals()).toEqual([])
    const [mail] = await mailbox(world.installation, CONSOLE)
    expect(mail).toMatchObject({
      to: WISH.email,
      subject: 'Confirm your e-mail to build your portal',
    })
    expect(mail!.text + mail!.html + mail!.subject).not.toMatch(/evil|Buy now/)
    expect(JSON.stringify(await requests(world))).not.toMatch(/evil|harbour/)
  })

  it('names every field that is wrong, and keeps what was typed', async () => {
    const visitors = await street()
    const { status, text, html } = await visitors.send({ email: 'nobody', portalName: ' ' })
    expect(status).toBe(422)
    expect(text).toContain('Your e-mail: Enter an e-mail address')
    expect(text).toContain('Name of the portal: Fill this in.')
    expect(html).toContain('value="Ada Okoye"')
    expect((await visitors.send({ timeZone: 'Mars/Olympus' })).status).toBe(422)
    expect((await visitors.send({ more: 'of it' })).status).toBe(422)
    expect(await visitors.links()).toEqual([])
    // What a browser fills in that does not know where it is.
    expect((await visitors.send({ timeZone: 'Etc/Unknown' })).status).toBe(200)
  })

  it('says the same to an e-mail that is known everywhere and to one that is nowhere', async () => {
    const { visitors, world, token } = await invited()
    await visitors.press(token)
    await world.drain()
    await aConsolePerson(world, { kind: 'operator', email: 'op@gatehouse.example' })
    const said = async (email: string) => {
      const { status, text } = await visitors.send({ email }, { from: `10.0.0.${email.length}` })
      return [status, text.replaceAll(email, 'them')]
    }
    const nobody = await said('nobody@nowhere.example')
    expect(await said(WISH.email)).toEqual(nobody)
    expect(await said('op@gatehouse.example')).toEqual(nobody)
  })

  it('has to be fetched anew after an hour, for another network, and for another wish', async () => {
    const visitors = await street()
    const form = await visitors.form()
    const stale = async (more: Record<string, string>, from?: string) => {
      const { status, text } = await visitors.ask('/try', { form: { ...form, ...more }, from })
      expect(status).toBe(422)
      expect(text).toContain('press the button again')
    }
    await stale({}, '203.0.113.10')
    await stale({ challenge: 'made up' })
    expect((await visitors.ask('/try', { form })).status).toBe(200)
    await stale({ email: 'another@harbour.example' })
    await stale({ portalName: 'Harbour Lawyers' })
    expect((await visitors.ask('/try', { form })).status).toBe(200)
    await visitors.world.setClock(start.add({ hours: 1 }))
    await stale({})
    expect(await visitors.links()).toHaveLength(1)
  })

  it('speaks the browser’s language, and so do the mail and the portal', async () => {
    const visitors = await street()
    const headers = { 'accept-language': 'es-MX,es;q=0.9,en;q=0.5' }
    expect((await visitors.ask('/try', { headers })).text).toContain('Pruébelo ahora')
    const form = await visitors.form()
    await visitors.ask('/try', { form, headers })
    await visitors.press((await visitors.links())[0]!)
    expect((await mailbox(visitors.world.installation, CONSOLE))[0]!.subject).toMatch(/^Confirme/)
    expect(await visitors.portals()).toMatchObject([{ language: 'es', time_zone: 'Europe/Madrid' }])
  })

  it('is not there where the operator has switched it off', async () => {
    const visitors = await street({ more: { openToVisitors: false } })
    const nothing = await visitors.ask('/nothing-here')
    for (const path of ['/try', '/try/link?token=x', '/try/building?token=x'])
      expect(await visitors.ask(path)).toMatchObject({ status: 404, text: nothing.text })
    expect((await visitors.send()).status).toBe(404)
    expect((await visitors.press('x')).status).toBe(404)
    expect((await visitors.ask('/sign-in')).html).not.toContain('/try')
  })

  it('is on the bare host alone', async () => {
    const { visitors, world, token } = await invited()
    await visitors.press(token)
    await world.drain()
    const host = 'harbour-law.localhost'
    expect((await visitors.ask('/try', { host })).status).toBe(404)
    expect((await visitors.ask('/sign-in', { host })).html).not.toContain('href="/try"')
  })
})

describe('how often the form is taken', () => {
  it('is ten times an hour of a network, whatever it forwards', async () => {
    const visitors = await street()
    const send = async (n: number, from = '203.0.113.9') => {
      const form = await visitors.form({ email: `${n}@harbour.example` }, { from })
      return visitors.ask('/try', { form, from, headers: { 'x-forwarded-for': `198.51.100.${n}` } })
    }
    for (let n = 1; n <= 10; n++) expect((await send(n)).status).toBe(200)
    await visitors.world.setClock(start.add({ minutes: 20 }))
    const refused = await send(11)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('2400')
    expect(refused.text).toContain('Come back in 40 minutes.')
    expect((await send(12, '203.0.113.10')).status).toBe(200)
    await visitors.world.setClock(start.add({ minutes: 60 }).subtract({ milliseconds: 1 }))
    expect((await send(13)).headers.get('retry-after')).toBe('1')
    await visitors.world.setClock(start.add({ minutes: 60 }))
    expect((await send(14)).status).toBe(200)
    expect(await visitors.links('11@harbour.example')).toEqual([])
  })

  it('is counted by the /64 of a new address', async () => {
    const visitors = await street()
    const send = (n: number, from: string) =>
      visitors.send({ email: `${n}@harbour.example` }, { from })
    for (let n = 1; n <= 10; n++)
      expect((await send(n, `2001:db8:1:2::${n.toString(16)}`)).status).toBe(200)
    expect((await send(11, '2001:db8:1:2:ffff::1')).status).toBe(429)
    expect((await send(12, '2001:db8:1:3::1')).status).toBe(200)
  })

  it('is five times an hour to one e-mail, from wherever', async () => {
    const visitors = await street()
    for (let n = 1; n <= 5; n++)
      expect((await visitors.send({}, { from: `203.0.113.${n}` })).status).toBe(200)
    const refused = await visitors.send({ email: ' ADA@harbour.example' }, { from: '203.0.113.6' })
    expect(refused.status).toBe(429)
    expect(refused.text).toContain('Come back in 60 minutes.')
    expect(await visitors.links()).toHaveLength(5)
  })

  it('is ten times an hour without the puzzle, from everybody together', async () => {
    const visitors = await street()
    const send = (n: number, solved: boolean) =>
      visitors.send({ email: `${n}@harbour.example` }, { from: `203.0.113.${n}`, solved })
    for (let n = 1; n <= 10; n++) expect((await send(n, false)).status).toBe(200)
    expect((await send(11, false)).text).toContain('Without JavaScript we take only 10')
    expect((await send(11, true)).status).toBe(200)
    await visitors.world.setClock(start.add({ hours: 1 }))
    expect((await send(12, false)).status).toBe(200)
  })
})

describe('the mailed link', () => {
  it('changes nothing when it is opened, however often', async () => {
    const { visitors, world, token } = await invited()
    const before = await requests(world)
    for (let i = 0; i < 3; i++) {
      const { status, text } = await visitors.ask(`/try/link?token=${token}`)
      expect(status).toBe(200)
      expect(text).toContain('Build Harbour Law')
    }
    expect(await requests(world)).toEqual(before)
    expect(await visitors.portals()).toEqual([])
  })

  it('builds the portal when its button is pressed, and leads its owner in without another mail', async () => {
    const { visitors, world, token } = await invited()
    const pressed = await visitors.press(token)
    expect(pressed.status).toBe(303)
    const building = pressed.headers.get('location')!
    expect((await visitors.ask(building)).text).toContain('Harbour Law is being built')
    await world.drain()
    const ready = await visitors.ask(building)
    expect(ready.text).toContain('Harbour Law is ready')
    const [, entrance] =
      /^2; url=(http:\/\/harbour-law\.localhost:3000\/registration\?token=[\w-]{43})$/.exec(
        ready.headers.get('refresh')!,
      )!
    const way = new URL(entrance!)
    const at = { host: 'harbour-law.localhost' }
    expect((await visitors.ask(way.pathname + way.search, at)).text).toContain('Welcome, Ada Okoye')
    const chosen = await visitors.ask('/registration', {
      ...at,
      form: { token: way.searchParams.get('token')!, password: 'nine herons over the weir' },
    })
    expect(chosen.status).toBe(303)
    expect(chosen.headers.getSetCookie().join()).toContain('session=')
    const [portal] = await visitors.portals()
    expect(portal).toMatchObject({
      name: 'Harbour Law',
      partner_id: null,
      time_zone: 'Europe/Madrid',
    })
    expect(
      await world.owner('select name, email, kind, seat from persons where portal_id = $1', [
        portal!.id,
      ]),
    ).toEqual([{ name: 'Ada Okoye', email: WISH.email, kind: 'staff', seat: 'pro' }])
    // Once they are in, it leads to the portal's own door; come back to later, it stays.
    expect((await visitors.ask(building)).headers.get('refresh')).toBe(
      '2; url=http://harbour-law.localhost:3000/sign-in',
    )
    await world.setClock(start.add({ minutes: 1 }))
    const later = await visitors.ask(building)
    expect(later.headers.get('refresh')).toBeNull()
    expect(later.text).toContain('You have chosen your password.')
    expect(later.text).not.toContain('You are being taken')
    expect((await verifyAudit(world.installation)).findings).toEqual([])
  })

  it('mails the same way in, for those who go on later', async () => {
    const { visitors, world, token } = await invited()
    const building = (await visitors.press(token)).headers.get('location')!
    await world.drain()
    const [portal] = await visitors.portals()
    const mails = await mailbox(world.installation, portal!.id)
    expect(mails.map(({ kind, to }) => `${kind} ${to}`)).toEqual([`invitation ${WISH.email}`])
    const { headers } = await visitors.ask(building)
    expect(mails[0]!.text).toContain(/url=(.*)$/.exec(headers.get('refresh')!)![1]!)
  })

  it('works to its last millisecond, and not at the next', async () => {
    const { visitors, world, token } = await invited()
    await world.setClock(start.add({ hours: 24 }).subtract({ milliseconds: 1 }))
    expect((await visitors.ask(`/try/link?token=${token}`)).status).toBe(200)
    await world.setClock(start.add({ hours: 24 }))
    const dead = await visitors.ask(`/try/link?token=${token}`)
    expect(dead.status).toBe(410)
    expect((await visitors.press(token)).status).toBe(410)
    expect(await visitors.portals()).toEqual([])
    // One page for whatever it died of, and for what was never any.
    for (const never of ['', 'x'.repeat(43), 'a&b'])
      expect(await visitors.ask(`/try/link?token=${never}`)).toMatchObject({
        status: 410,
        text: dead.text,
      })
  })

  it('is one of several; used, it retires the others', async () => {
    const { visitors, world, token: first } = await invited()
    await visitors.send({ portalName: 'Harbour Lawyers' })
    const [second] = await visitors.links()
    expect(second).not.toBe(first)
    await visitors.press(first)
    expect((await visitors.press(second!)).status).toBe(410)
    expect((await visitors.portals()).map(({ name }) => name)).toEqual(['Harbour Law'])
    expect((await requests(world)).every(({ sealed }) => sealed === null)).toBe(true)
  })

  it('is worth nothing for anything else', async () => {
    const { visitors, world, token } = await invited()
    const building = (await visitors.press(token)).headers.get('location')!
    await world.drain()
    const entrance = /token=([\w-]+)/.exec(
      (await visitors.ask(building)).headers.get('refresh')!,
    )![1]!
    const host = 'harbour-law.localhost'
    for (const path of ['/registration', '/reset/password'])
      expect((await visitors.ask(`${path}?token=${token}`, { host })).status).toBe(410)
    expect((await visitors.ask(`/reset/password?token=${entrance}`, { host })).status).toBe(410)
    expect((await visitors.ask(`/try/link?token=${entrance}`)).status).toBe(410)
    expect((await visitors.ask(`/try/building?token=${entrance}`)).status).toBe(410)
  })

  it('is watched by for a day, and not once the portal is cancelled', async () => {
    const { visitors, world, token } = await invited()
    await visitors.press(token)
    await world.drain()
    const path = `/try/building?token=${token}`
    await world.setClock(start.add({ hours: 23 }))
    expect((await visitors.ask(path)).status).toBe(200)
    const { id } = (await visitors.portals())[0]!
    await act(world, suspendPortal, { portal: shownPortal(id), cause: 'abuse' })
    expect((await visitors.ask(path)).status).toBe(200)
    await act(world, cancelPortal, { portal: shownPortal(id), name: 'Harbour Law' })
    expect((await visitors.ask(path)).status).toBe(410)
    await world.setClock(start.add({ hours: 24 }))
    expect((await visitors.ask(path)).status).toBe(410)
  })

  it('says plainly that building has stopped and that somebody has been told', async () => {
    const { visitors, world, token } = await invited()
    await aConsolePerson(world, { kind: 'operator', email: 'op@gatehouse.example' })
    const building = (await visitors.press(token)).headers.get('location')!
    const { id } = (await visitors.portals())[0]!
    await world.owner('update hosts set is_current = false where portal_id = $1', [id])
    await world.owner(`delete from pgboss.job where name = 'build_portal'`)
    for (let tries = 0; tries <= buildJob.retries; tries++)
      await expect(buildPortal(world.installation, { portal: id })).rejects.toThrow('no address')
    await world.owner('update hosts set is_current = true where portal_id = $1', [id])
    const { status, text } = await visitors.ask(building)
    expect(status).toBe(200)
    expect(text).toContain('Building has stopped')
    expect(text).toContain('has been told')
    expect(text).not.toContain('no address')
    await world.drain()
    const told = (await mailbox(world.installation, CONSOLE)).filter(
      ({ kind }) => kind === 'build_failed',
    )
    expect(told.map(({ to }) => to)).toEqual(['op@gatehouse.example'])
  })
})

describe('a partner’s own page', () => {
  it('makes portals of that partner, in its name', async () => {
    const visitors = await street()
    const partner = await aPartner(visitors.world, 'Northwind')
    expect((await visitors.ask(`/try?partner=${partner}`)).text).toContain('Northwind')
    const sent = await visitors.send({ partner })
    expect(sent.text).toContain('Northwind')
    const [token] = await visitors.links()
    const [mail] = await mailbox(visitors.world.installation, CONSOLE)
    expect(mail!.text).toContain('\n\nNorthwind\n\n')
    expect((await visitors.ask(`/try/link?token=${token}`)).text).toContain('Northwind')
    await visitors.press(token!)
    expect(await visitors.portals()).toMatchObject([{ partner_id: parseId('partner', partner) }])
  })

  it('is nowhere for a partner that is not there, like any address that is none', async () => {
    const visitors = await street()
    const nothing = await visitors.ask('/nothing-here')
    for (const partner of [
      show('partner', newId()),
      'northwind',
      'prt_',
      show('portal', newId()),
    ]) {
      expect(await visitors.ask(`/try?partner=${partner}`)).toMatchObject({
        status: 404,
        text: nothing.text,
      })
      expect((await visitors.ask('/try', { form: { ...WISH, partner } })).status).toBe(404)
    }
  })

  it('is not to be had with another page’s form', async () => {
    const visitors = await street()
    const partner = await aPartner(visitors.world)
    const form = { ...(await visitors.form()), partner }
    expect((await visitors.ask('/try', { form })).status).toBe(422)
    expect(await requests(visitors.world)).toEqual([])
  })
})

describe('what a visitor typed', () => {
  it('is forgotten, with its mail, two days after it was', async () => {
    const { world } = await invited()
    const forget = async () => {
      await world.owner(
        `insert into pgboss.job (name, data) values ('forget_trial_requests', '{}')`,
      )
      await world.drain()
      return (await requests(world)).length + (await mailbox(world.installation, CONSOLE)).length
    }
    await goTo(world, start.add(days(2)).subtract({ milliseconds: 1 }))
    expect(await forget()).toBe(2)
    await goTo(world, start.add(days(2)))
    expect(await forget()).toBe(0)
  })
})
