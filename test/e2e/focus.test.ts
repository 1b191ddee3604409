import { afterAll, beforeAll, expect, it } from 'vitest'
import { createContact } from '../../src/people/index.ts'
import { rightsOfPerson } from '../../src/gate/index.ts'
import { show } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import { aPerson, aPortal, PASSWORD } from '../identity/identity-world.ts'
import { PHONE, Visitor } from './browser.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

let world: ServedWorld

beforeAll(async () => {
  world = await serveWorld()
})

afterAll(() => world.close())

/** What has the focus, and whether any of it can be seen: text, for the browser's own engine. */
const FOCUSED = `(() => {
  const el = document.activeElement
  if (!el || el === document.body) return null
  const { left, right, top, bottom } = el.getBoundingClientRect()
  const seen = [0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => {
    const at = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y)
    return at !== null && (el.contains(at) || at.contains(el))
  }))
  return { what: el.outerHTML.slice(0, 120), seen }
})()`

it('nothing that has the focus lies under what stays in sight on a phone', async () => {
  const portal = await aPortal(world, { slug: 'acme' })
  const ada = await aPerson(world, portal.id)
  const caller = {
    id: show('person', ada.id),
    name: ada.name,
    person: ada.id,
    portal: portal.id,
    rights: rightsOfPerson('staff'),
    through: 'api',
  } as const
  for (let n = 0; n < 30; n++)
    await perform(world.installation, createContact, caller, {
      name: `Client ${n}`,
      role: 'client',
    })
  const { page } = await Visitor.come('focus', { viewport: PHONE })
  const place = world.portal('acme')
  await page.goto(`${place}/sign-in`)
  await page.getByLabel('E-mail').first().fill(ada.email)
  await page.locator('input[type=password]').fill(PASSWORD)
  await Promise.all([
    page.waitForURL((url) => !url.pathname.startsWith('/sign-in')),
    page.keyboard.press('Enter'),
  ])
  for (const path of ['/contacts', '/contacts/new', '/settings']) {
    await page.goto(`${place}${path}`)
    for (const key of ['Tab', 'Shift+Tab']) {
      const hidden: string[] = []
      for (let stop = 0; stop < 45; stop++) {
        await page.keyboard.press(key)
        const focused = await page.evaluate<{ what: string; seen: boolean } | null>(FOCUSED)
        if (focused && !focused.seen) hidden.push(focused.what)
      }
      expect(hidden, `${path} by ${key}`).toEqual([])
    }
  }
})
