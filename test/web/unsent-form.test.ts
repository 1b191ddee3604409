import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { DatabaseUnavailable } from '../../src/kit/db/database.ts'
import { createContact } from '../../src/people/index.ts'
import { PASSWORD } from '../identity/identity-world.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { openWorld, type World } from '../world.ts'

const TYPED = 'Asked for the letter of the 3rd, and will call back on Monday.'
/** Nothing that is typed stands anywhere but in the field it was typed in. */
const inTextarea = (page: string) => /<textarea[^>]*>([^<]*)</.exec(page)?.[1]
const notesIn = async (world: World): Promise<number> =>
  (await world.owner('select 1 from notes')).length

/** The form with a button that a page has below what was typed: where it is sent, and its fields. */
function formIn(page: string): { action: string; fields: Record<string, string> } | null {
  const [, action, inner] =
    /<form class="[^"]*given-back[^"]*" method="post" action="([^"]*)">(.*?)<\/form>/s.exec(page) ??
    []
  if (!inner?.includes('<button')) return null
  const hidden = inner.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return { action: action!, fields: Object.fromEntries([...hidden].map(([, n, v]) => [n!, v!])) }
}

describe('what was typed is given back by a page that says no', () => {
  let world: World
  let office: Office
  let notes: string

  beforeAll(async () => {
    world = await openWorld()
    office = await anOffice(world)
    const { person } = await office.act(createContact, { name: 'Gus Marsh', role: 'client' })
    notes = `/contacts/${person}/notes`
  })

  afterAll(() => world.close())

  /** Breaks the database's connection for whatever is asked from now on. */
  const goAway = () => {
    const gone = new DatabaseUnavailable('gone')
    const { db } = world.installation
    const spies = [
      vi.spyOn(db, 'ask').mockRejectedValue(gone),
      vi.spyOn(db, 'one').mockRejectedValue(gone),
      vi.spyOn(db, 'read').mockRejectedValue(gone),
      vi.spyOn(db, 'write').mockRejectedValue(gone),
      vi.spyOn(db, 'together').mockRejectedValue(gone),
    ]
    const back = () => spies.forEach((spy) => spy.mockRestore())
    onTestFinished(back)
    return back
  }

  it('after too many forms, with a button that sends the same form', async () => {
    const before = await notesIn(world)
    const app = createApp({ ...world.installation, pageWritesPerMinute: 0 })
    const cookies = Object.fromEntries(office.browser.cookies)
    const cookie = Object.entries(cookies).map(([name, value]) => `${name}=${value}`)
    const page = await app.request(`${office.browser.origin}${notes}`, {
      method: 'POST',
      headers: {
        host: new URL(office.browser.origin).host,
        origin: office.browser.origin,
        cookie: cookie.join('; '),
      },
      body: new URLSearchParams({ body: TYPED }),
    })
    expect(page.status).toBe(429)
    const text = await page.text()
    expect(inTextarea(text)).toBe(TYPED)
    const { action, fields } = formIn(text)!
    expect(action).toBe(notes)
    expect((await office.browser.post(action, fields)).status).toBe(303)
    expect(await notesIn(world)).toBe(before + 1)
  })

  it('while the database is away, on a page that names the portal and tries again', async () => {
    const before = await notesIn(world)
    await office.text('/contacts')
    const back = goAway()
    const page = await office.browser.post(notes, { body: `${TYPED} Away.` })
    expect(page.status).toBe(503)
    const text = await page.text()
    expect(text).toContain('Acme')
    expect(inTextarea(text)).toBe(`${TYPED} Away.`)
    back()
    const { action, fields } = formIn(text)!
    expect((await office.browser.post(action, fields)).status).toBe(303)
    expect(await notesIn(world)).toBe(before + 1)
  })

  it('to be copied, and not sent again by a button, where it may have been done though the answer was lost', async () => {
    const before = await notesIn(world)
    const { db } = world.installation
    const write = db.write.bind(db)
    const body = `${TYPED} In doubt.`
    const spy = vi.spyOn(db, 'write').mockImplementation(async (scope, work) => {
      await write(scope, work)
      throw new DatabaseUnavailable('gone', { inDoubt: true })
    })
    onTestFinished(() => spy.mockRestore())
    const page = await office.browser.post(notes, { body })
    spy.mockRestore()
    expect(page.status).toBe(503)
    expect(await notesIn(world)).toBe(before + 1)
    const text = await page.text()
    expect(text).toContain('Whether it was saved is not known.')
    expect(inTextarea(text)).toBe(body)
    expect(formIn(text)).toBeNull()
  })

  it('after the session has ended, to be sent once somebody has signed in', async () => {
    const before = await notesIn(world)
    const body = `${TYPED} Signed out.`
    const cookies = new Map(office.browser.cookies)
    office.browser.cookies.clear()
    const page = await office.browser.post(notes, { body })
    for (const [name, value] of cookies) office.browser.cookies.set(name, value)
    expect(page.status).toBe(403)
    const text = await page.text()
    expect(text).toMatch(/<a[^>]*href="\/sign-in[^"]*"[^>]*target="_blank"/)
    expect(inTextarea(text)).toBe(body)
    const { action, fields } = formIn(text)!
    expect((await office.browser.post(action, fields)).status).toBe(303)
    expect(await notesIn(world)).toBe(before + 1)
  })

  it('of a portal that was suspended meanwhile, to be copied', async () => {
    const other = await anOffice(world, 'shut')
    await world.owner(
      `update portals set status = 'suspended', suspended_from = status, suspension_cause = 'hand' where id = $1`,
      [other.portal.id],
    )
    const page = await (await other.browser.post(notes, { body: TYPED })).text()
    expect(page).toContain('not open at present')
    expect(inTextarea(page)).toBe(TYPED)
    expect(formIn(page)).toBeNull()
  })

  it('but nothing that another site has sent', async () => {
    const sent = { method: 'POST', body: new URLSearchParams({ body: TYPED }) }
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
    ]) {
      const page = await office.browser.send(notes, { ...sent, headers })
      expect(page.status).toBe(403)
      expect(await page.text()).not.toContain(TYPED)
    }
    goAway()
    const page = await office.browser.send(notes, {
      ...sent,
      headers: { 'sec-fetch-site': 'cross-site' },
    })
    expect(page.status).toBe(503)
    expect(await page.text()).not.toContain(TYPED)
  })

  it('and no password', async () => {
    goAway()
    const page = await office.browser.post('/sign-in', {
      email: 'ada@acme.example',
      password: PASSWORD,
    })
    expect(page.status).toBe(503)
    const text = await page.text()
    expect(text).not.toContain(PASSWORD)
    expect(inTextarea(text)).toBe('ada@acme.example')
    expect(formIn(text)).toBeNull()
  })

  it('a file that is too large is refused beside its field', async () => {
    const body = new FormData()
    body.set('version', '1')
    body.set('logo', new File([new Uint8Array(9_000_000)], 'logo.png', { type: 'image/png' }))
    const owner = office.browser
    const page = await owner.send('/settings/branding', { method: 'POST', body })
    expect([page.status, (await page.text()).includes('f-logo-error')]).toEqual([413, true])
  })
})
