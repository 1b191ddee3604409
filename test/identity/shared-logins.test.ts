import { beforeAll, describe, expect, it, vi } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { mailbox } from '../../src/kit/mail.ts'
import { aPerson, aPortal, Browser, type Someone } from './identity-world.ts'
import { aWorld, openWorld, type World } from '../world.ts'

let world: World
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  return () => world.close()
})

const desk = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0' }

async function at(portal: { host: string }, person: Someone, on = app) {
  const browser = new Browser(on, portal)
  browser.headers = desk
  return browser.signIn(person)
}

/** Both are used on a day, two minutes apart. */
async function useBoth(of: World, day: number, browsers: Browser[]) {
  for (const [minute, browser] of browsers.entries()) {
    await of.setClock(`2026-01-${String(day).padStart(2, '0')}T10:0${2 * minute}:00Z`)
    expect((await browser.get('/profile')).status).toBe(200)
    // Noted beside the answer, not before it.
    await vi.waitFor(async () => {
      const [row] = await of.owner<{ seen: boolean }>(
        'select bool_or(seen_at = (select frozen_at from test_clock)) as seen from sessions',
      )
      expect(row!.seen).toBe(true)
    })
  }
}

describe('a sign-in that is used in two places at once', () => {
  it('is shown to staff, found in the list, and told once by mail, on the third day', async () => {
    const own = await aWorld()
    const ownApp = createApp(own.installation)
    const portal = await aPortal(own)
    const boss = await aPerson(own, portal.id, { name: 'Boss' })
    const kim = await aPerson(own, portal.id, { name: 'Kim', kind: 'contact' })
    const told = async () => {
      await own.drain()
      const mails = await mailbox(own.installation, portal.id)
      return mails.filter(({ kind }) => kind === 'shared_login').map(({ to }) => to)
    }
    const found = async () => {
      const staff = await at(portal, boss, ownApp)
      const list = await (await staff.get('/contacts?shared=yes')).text()
      const page = await (await staff.get(`/contacts/${kim.shown}`)).text()
      return [list.includes('Kim'), page.includes('This sign-in looks shared')]
    }
    for (const day of [5, 6]) {
      await own.setClock(`2026-01-0${day}T09:30:00Z`)
      await useBoth(own, day, [await at(portal, kim, ownApp), await at(portal, kim, ownApp)])
    }
    expect(await told()).toEqual([])
    expect(await found()).toEqual([false, false])
    for (const day of [7, 8]) {
      await own.setClock(`2026-01-0${day}T09:30:00Z`)
      await useBoth(own, day, [await at(portal, kim, ownApp), await at(portal, kim, ownApp)])
      expect(await told()).toEqual([boss.email])
    }
    expect(await found()).toEqual([true, true])
    await own.setClock('2026-01-30T09:00:00Z')
    expect(await found()).toEqual([false, false])
  })
})

describe('staff', () => {
  it('sign one of their people out, of one session and everywhere, at once', async () => {
    const portal = await aPortal(world, { slug: 'ending' })
    const staff = await at(portal, await aPerson(world, portal.id, { name: 'Boss' }))
    const kim = await aPerson(world, portal.id, { name: 'Kim', kind: 'contact' })
    const [one, two, three] = [await at(portal, kim), await at(portal, kim), await at(portal, kim)]
    const path = `/api/v1/people/${kim.shown}/sessions`
    const list = async () =>
      ((await (await staff.get(path)).json()) as { sessions: { id: string; system: string }[] })
        .sessions
    const [first] = await list()
    expect(first).toMatchObject({ system: 'Windows' })
    expect((await staff.post(`/people/${kim.shown}/sessions/${first!.id}/end`)).status).toBe(303)
    expect(await list()).toHaveLength(2)
    expect((await staff.post(`/people/${kim.shown}/sessions/${first!.id}/end`)).status).toBe(404)
    expect(await (await staff.json('DELETE', path)).json()).toEqual({ ended: 2 })
    for (const browser of [one, two, three])
      expect((await browser.get('/profile')).headers.get('location')).toContain('/sign-in')
    expect((await staff.get('/profile')).status).toBe(200)
  })
})
