import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addParty, openCase } from '../../src/cases/index.ts'
import { words as fileWords } from '../../src/files/file/texts.ts'
import { words as requestWords } from '../../src/files/requests/texts.ts'
import { words as tellingWords } from '../../src/files/telling/texts.ts'
import { words as sharingWords } from '../../src/files/sharing/texts.ts'
import { newId, show } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import type { Language } from '../../src/kit/texts.ts'
import { callerFor } from '../cases/mass-setting.ts'
import { aPhoto, redCorner } from '../files/pictures.ts'
import { aPerson, aPortal, type Someone } from '../identity/identity-world.ts'
import { signedIn } from '../two-portals.ts'
import { START } from '../world.ts'
import { PHONE, Visitor, WIDE } from './browser.ts'
import { byKeyboard, byPointer, type Hands } from './hands.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

let world: ServedWorld
let folder: string

beforeAll(async () => {
  world = await serveWorld(undefined, { start: START })
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-story-'))
  // As a phone takes it: lying on its side, with the place in its head.
  await writeFile(join(folder, 'passport.jpg'), await aPhoto({ orientation: 6 }))
  await writeFile(join(folder, 'letter.txt'), 'Dear client')
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

const CLIENTS = ['Carla Soto', 'Diego Paz', 'Elena Ruiz'] as const
type Name = (typeof CLIENTS)[number]

/** A case of Ana's with three clients. */
async function aCase(slug: string, language: Language) {
  const portal = await aPortal(world, { slug })
  const ana = await aPerson(world, portal.id, { name: 'Ana Ruiz', language })
  const act = async (operation: Parameters<typeof perform>[1], input: unknown) => {
    const result = await perform(world.installation, operation, callerFor(portal.id, ana), input)
    if (!result.ok) throw new Error(`${operation.name}: ${result.code}`)
    return result.value as { case: string }
  }
  const matter = show('case', (await act(openCase, { title: 'Quay against Pier' })).case)
  const clients = {} as Record<Name, Someone>
  for (const name of CLIENTS) {
    clients[name] = await aPerson(world, portal.id, { name, kind: 'contact', language })
    await act(addParty, { case: matter, person: clients[name].shown, side: 'client' })
  }
  return { portal, ana, clients, origin: world.portal(slug), page: `/cases/${matter}` }
}

/** Opens a page anew until what jobs do is to be seen on it. */
async function untilSeen({ page }: Visitor, text: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.reload()
        return page.locator('main').innerText()
      },
      { timeout: 20_000, interval: 200 },
    )
    .toContain(text)
}

/** What the page's button gives. */
async function taken({ page }: Visitor, take: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), take()])
  return readFile(await download.path())
}

describe.each([
  { how: 'by keyboard alone', slug: 'keys', language: 'es', scripted: true, scheme: 'dark' },
  { how: 'without JavaScript', slug: 'plain', language: 'en', scripted: false, scheme: 'light' },
] as const)('documents of a case, $how', ({ slug, language, scripted, scheme }) => {
  const file = fileWords(language)
  const request = requestWords(language)
  const sharing = sharingWords(language)
  const telling = tellingWords(language)

  it('are asked for and sent, shared and taken, and for nobody else there at all', async () => {
    const { portal, ana, clients, origin, page } = await aCase(slug, language)
    const come = async (who: Someone, viewport: typeof PHONE): Promise<[Visitor, Hands]> => {
      const options = { viewport, javaScriptEnabled: scripted, colorScheme: scheme }
      const visitor = await Visitor.come(`story-${slug}-${who.name.split(' ')[0]}`, options)
      const session = await signedIn(world, portal.id, who.id)
      await visitor.page.context().addCookies([{ name: 'session', value: session, url: origin }])
      return [visitor, (scripted ? byKeyboard : byPointer)(visitor)]
    }

    const [staff, hers] = await come(ana, WIDE)
    await staff.open(origin + page)
    await hers.press(request('ask'))
    await hers.tick('Carla Soto')
    await hers.enter(request('what.label'), 'Your passport')
    await hers.press(request('make'))
    const told = { count: 1, who: 'Carla Soto' }
    await staff.sees(request('make.done', { told: telling('after.mailed', told) }))

    const [carla, carlas] = await come(clients['Carla Soto'], PHONE)
    await carla.open(`${origin}/documents`)
    await carlas.press('Your passport')
    const asked = new URL(carla.page.url()).pathname
    await carlas.choose(request('answer.label'), join(folder, 'passport.jpg'))
    await carlas.press(request('answer.send'))
    await carla.sees(request('answer.done'))

    await staff.open(origin + page)
    await hers.press('Your passport')
    await hers.press('passport.jpg')
    await untilSeen(staff, file('download'))
    await staff.look()
    const photo = await taken(staff, () => hers.activate(file('download')))
    const { orientation, exif, xmp } = await sharp(photo).metadata()
    expect([orientation ?? 1, exif, xmp]).toEqual([1, undefined, undefined])
    expect(await redCorner(photo)).toBe('right top')

    await staff.open(origin + page)
    await hers.choose(file('add.label'), join(folder, 'letter.txt'))
    await hers.press(file('add'))
    await hers.press('letter.txt')
    const letter = new URL(staff.page.url()).pathname
    await untilSeen(staff, file('download'))
    await hers.press(sharing('share'))
    for (const name of ['Carla Soto', 'Diego Paz']) await hers.tick(name)
    await hers.press(sharing('share.look'))
    await staff.sees(/Carla Soto .* Diego Paz/)
    await hers.press(sharing('share.do'))
    await staff.sees(sharing('share.done', { told: '' }).trim())

    await carla.open(`${origin}/documents`)
    await carlas.press('letter.txt')
    const text = await taken(carla, () => carlas.activate(file('download')))
    expect(text.toString()).toBe('Dear client')
    await staff.open(origin + letter)
    expect(await staff.page.locator('#downloads').innerText()).toContain('Carla Soto')
    expect(await staff.page.locator('#downloads').innerText()).not.toContain('Diego Paz')

    const [elena] = await come(clients['Elena Ruiz'], PHONE)
    await elena.open(`${origin}/documents`)
    expect(await elena.page.content()).not.toContain('letter.txt')
    const said = async (path: string, id: string) => {
      const answer = await elena.page.goto(origin + path.replace('<id>', id))
      return [answer!.status(), (await answer!.text()).replaceAll(id, '<id>')]
    }
    const [id, nowhere] = [letter.split('/').at(-1)!, show('file', newId())]
    for (const path of [
      '/files/<id>',
      '/files/<id>/content',
      '/api/v1/files/<id>',
      '/api/v1/files/<id>/content',
    ]) {
      const answer = await said(path, id)
      expect(answer, path).toEqual(await said(path, nowhere))
      expect(answer[0]).toBe(404)
    }
    const listed = await elena.page.goto(`${origin}/api/v1/documents`)
    expect(await listed!.json()).toMatchObject({ files: [] })
    if (!scripted) return

    // Had it been dangerous, who sent it would see that, and staff too, where they asked for it.
    await world.owner(
      `update file_versions set state = 'refused', threat = 'Eicar', content_id = null, thumbnail_id = null
       where portal_id = $1 and type = 'image/jpeg'`,
      [portal.id],
    )
    await carla.open(origin + asked)
    await carla.sees(file('refused.title', { name: 'passport.jpg' }))
    await staff.open(origin + asked)
    await staff.sees(file('refused.title', { name: 'passport.jpg' }))

    // Each page of the story, looked at in the other look and size, and in the other language.
    await world.owner(`update persons set language = 'en' where portal_id = $1`, [portal.id])
    const pages = [
      [staff, [page, letter, `${letter}/sharing`, asked], PHONE],
      [carla, ['/documents', letter, asked], WIDE],
    ] as const
    for (const [visitor, paths, size] of pages) {
      await visitor.page.emulateMedia({ colorScheme: 'light' })
      await visitor.page.setViewportSize(size)
      for (const path of paths) await visitor.open(origin + path)
    }
  })
})
