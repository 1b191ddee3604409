import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases/index.ts'
import { show } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import { callerFor } from '../cases/mass-setting.ts'
import { aPerson, aPortal, PASSWORD } from '../identity/identity-world.ts'
import { PHONE, Visitor } from './browser.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

const LARGE = 40_000_000
/** Bytes a second. */
const SLOW = 1_500_000

let world: ServedWorld
let folder: string

beforeAll(async () => {
  world = await serveWorld()
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-uploads-'))
  await writeFile(join(folder, 'film.mp4'), Buffer.alloc(LARGE))
  await writeFile(join(folder, 'notes.txt'), 'what was said')
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

/** Bytes that count for the portal, and files that are being sent. */
async function taken(portal: string): Promise<{ bytes: number; uploads: number }> {
  const [row] = await world.owner<{ bytes: number; uploads: number }>(
    `select file_bytes as bytes, (select count(*)::int from file_uploads where portal_id = $1) as uploads
     from portal_summaries where portal_id = $1`,
    [portal],
  )
  return row!
}

/** Ana on her phone, at a case of hers. */
async function anaAtACase(slug: string, colorScheme: 'light' | 'dark') {
  const portal = await aPortal(world, { slug })
  const ana = await aPerson(world, portal.id, { name: 'Ana Ruiz' })
  const caller = callerFor(portal.id, ana)
  const opened = await perform(world.installation, openCase, caller, { title: 'Quay v Pier' })
  if (!opened.ok) throw new Error(opened.code)
  const visitor = await Visitor.come(slug, { viewport: PHONE, colorScheme })
  await visitor.open(world.portal(slug))
  await visitor.enter({ 'E-mail or user name': ana.email!, Password: PASSWORD })
  await visitor.press('Sign in')
  await visitor.open(`${world.portal(slug)}/cases/${show('case', opened.value.case)}`)
  return { portal: portal.id, visitor, page: visitor.page }
}

describe('a large file that is sent by a slow line', () => {
  it('says how much has come and what is left, and frees all of it when it is cancelled', async () => {
    const { portal, visitor, page } = await anaAtACase('slow', 'light')
    const line = await page.context().newCDPSession(page)
    await line.send('Network.enable')
    await line.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 40, downloadThroughput: -1, uploadThroughput: SLOW },
    })
    await page.locator('up-load input[type=file]').setInputFiles(join(folder, 'film.mp4'))
    const said = page.locator('.upload .muted')
    await expect.poll(() => said.textContent(), { timeout: 60_000 }).toMatch(/^\d+%, \d+ MB left$/)
    await expect
      .poll(() => said.textContent(), { timeout: 60_000 })
      .toMatch(/^\d+%, \d+ MB left, about \d+ (second|minute)s?$/)
    await visitor.look()
    expect(await taken(portal)).toEqual({ bytes: LARGE, uploads: 1 })
    await page.getByRole('button', { name: 'Remove: film.mp4' }).click()
    await expect.poll(() => taken(portal)).toEqual({ bytes: 0, uploads: 0 })
    expect(await page.locator('.upload').count()).toBe(0)
  })

  it('leaves nothing when it is cancelled before it is begun', async () => {
    const { portal, page } = await anaAtACase('begun', 'dark')
    const line = await page.context().newCDPSession(page)
    const { promise: asked, resolve: ask } = Promise.withResolvers<string>()
    line.on('Fetch.requestPaused', ({ requestId }) => ask(requestId))
    // Begun there, and not told of it yet.
    await line.send('Fetch.enable', {
      patterns: [{ urlPattern: '*/api/v1/uploads', requestStage: 'Response' }],
    })
    await page.locator('up-load input[type=file]').setInputFiles(join(folder, 'film.mp4'))
    const requestId = await asked
    expect(await taken(portal)).toEqual({ bytes: LARGE, uploads: 1 })
    await page.getByRole('button', { name: 'Remove: film.mp4' }).click()
    await line.send('Fetch.continueRequest', { requestId })
    await expect.poll(() => taken(portal)).toEqual({ bytes: 0, uploads: 0 })
  })

  it('for which there is no room is refused at once, with whom to ask', async () => {
    const { portal, visitor, page } = await anaAtACase('full', 'light')
    await world.owner('update portals set files_mb = 1000 where id = $1', [portal])
    await world.owner('update portal_summaries set file_bytes = $2 where portal_id = $1', [
      portal,
      980_000_000,
    ])
    let asked = 0
    page.on('request', (one) => (asked += one.method() === 'POST' ? 1 : 0))
    await page.locator('up-load input[type=file]').setInputFiles(join(folder, 'film.mp4'))
    await expect
      .poll(() => page.locator('.upload .muted').textContent(), { timeout: 30_000 })
      .toContain('ask whoever provides your portal for more room')
    expect(asked).toBe(1)
    // The form keeps its place: what was refused for what it is can only be taken away.
    await page.getByRole('button', { name: 'Add files' }).click()
    const note = page.getByRole('alert').filter({ hasText: 'Not sent yet' })
    await note.getByText('film.mp4').waitFor()
    expect(await page.getByRole('button', { name: /^Try again/ }).count()).toBe(0)
    expect(asked).toBe(1)
    await visitor.look()
    await note.getByRole('button', { name: 'Remove: film.mp4' }).click()
    await expect.poll(() => note.count()).toBe(0)
    expect(await page.locator('.upload').count()).toBe(0)
    expect(await warnsOfChanges(page)).toBe(false)
  })
})

/** Begins another file of theirs, of which nothing comes. */
const beginAnother = (page: Page, bytes: number) =>
  page.evaluate(
    `fetch('/api/v1/uploads', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'old.zip', bytes: ${bytes} }) }).then(({ status }) => status)`,
  )

/** Whether leaving would be asked about. */
const warnsOfChanges = (page: Page) =>
  page.evaluate<boolean>("!dispatchEvent(new Event('beforeunload', { cancelable: true }))")

describe('a form with files', () => {
  it('waits for those on their way, or is called off; goes by itself; and never without one that was cut off', async () => {
    const { visitor, page } = await anaAtACase('together', 'dark')
    const field = page.locator('up-load input[type=file]')
    const add = page.getByRole('button', { name: 'Add files' })
    const line = await page.context().newCDPSession(page)
    await line.send('Network.enable')
    const throttle = (uploadThroughput: number) =>
      line.send('Network.emulateNetworkConditions', {
        ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput },
      })
    await throttle(SLOW)
    await field.setInputFiles(['film.mp4', 'notes.txt'].map((name) => join(folder, name)))
    expect(await warnsOfChanges(page)).toBe(true)
    await add.click()
    await page
      .getByRole('status')
      .getByText(/^Sends when/)
      .waitFor()
    await visitor.look()
    await page.getByRole('button', { name: 'Do not send yet' }).click()
    await expect.poll(() => page.getByText(/^Sends when/).count()).toBe(0)

    // Without a connection, it is not tried again by itself.
    const setOnLine = (value: boolean) =>
      page.evaluate(
        `Object.defineProperty(navigator, 'onLine', { value: ${value}, configurable: true })`,
      )
    await setOnLine(false)
    const pieces = '**/api/v1/uploads/*'
    await page.route(pieces, (one) => one.abort('internetdisconnected'))
    await page.getByText('The connection was cut. What has come is kept.').waitFor()
    await add.click()
    const note = page.getByRole('alert').filter({ hasText: 'Not sent yet' })
    await note.getByText('film.mp4').waitFor()
    // The browser says so, too.
    expect(visitor.problems.splice(0).join()).toMatch(/^Failed to load.*ERR_INTERNET_DISCONNECTED$/)
    await visitor.look()
    await page.unroute(pieces)
    await setOnLine(true)
    await throttle(4 * SLOW)
    await note.getByRole('button', { name: 'Try again: film.mp4' }).click()
    await expect.poll(() => note.count()).toBe(0)
    await add.click()
    await page.getByRole('status').getByText('Sends when the file has arrived.').waitFor()
    await visitor.sees('Added.')
    await visitor.sees('film.mp4')
    await visitor.sees('notes.txt')
  })

  it('for which one’s others leave no room shows them, and goes on once one is removed', async () => {
    const { portal, visitor, page } = await anaAtACase('others', 'dark')
    await world.owner('update portals set files_mb = 1000 where id = $1', [portal])
    expect(await beginAnother(page, 480_000_000)).toBe(201)
    await page.locator('up-load input[type=file]').setInputFiles(join(folder, 'film.mp4'))
    const begun = page.getByRole('group').filter({ hasText: 'Files you began to send' })
    await begun.getByText('old.zip').waitFor()
    await visitor.look()
    await begun.getByRole('button', { name: 'Remove: old.zip' }).click()
    await expect.poll(() => begun.count()).toBe(0)
    await page.getByRole('button', { name: 'Try again: film.mp4' }).click()
    await page.getByText(/^Arrived/).waitFor()

    // Pressed without a connection it says so, and goes with the next press.
    const form = '**/files'
    await page.route(form, (one) => one.abort('internetdisconnected'))
    const add = page.getByRole('button', { name: 'Add files' })
    await add.click()
    const unsent = page.getByRole('alert').filter({ hasText: 'Not sent: no connection.' })
    await unsent.waitFor()
    expect(visitor.problems.splice(0).join()).toContain('ERR_INTERNET_DISCONNECTED')
    await visitor.look()
    await page.unroute(form)
    await add.click()
    await visitor.sees('Added.')
    expect(await unsent.count()).toBe(0)
  })

  it('shows what was left behind when its page is loaded anew: gone on with by choosing it again, or removed', async () => {
    const { portal, visitor, page } = await anaAtACase('anew', 'light')
    const line = await page.context().newCDPSession(page)
    await line.send('Network.enable')
    await line.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: SLOW },
    })
    const field = page.locator('up-load input[type=file]')
    await field.setInputFiles(join(folder, 'film.mp4'))
    await page.getByText(/^[1-9]\d*%, \d+ MB left/).waitFor()
    await field.setInputFiles(join(folder, 'notes.txt'))
    await expect.poll(() => taken(portal)).toMatchObject({ uploads: 2 })
    page.on('dialog', (dialog) => void dialog.accept())
    await page.reload()
    const begun = page.getByRole('group').filter({ hasText: 'Files you began to send' })
    await begun.getByText('Files you began to send').click()
    await begun.getByText('film.mp4').waitFor()
    await visitor.look()
    // What has arrived is there for whatever it was meant for.
    await begun.getByRole('checkbox', { name: 'Add it here' }).check()
    await page.getByRole('button', { name: 'Add files' }).click()
    await visitor.sees('Added.')
    await expect.poll(() => taken(portal)).toMatchObject({ uploads: 1 })
    await line.send('Network.emulateNetworkConditions', {
      ...{ offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 },
    })
    await field.setInputFiles(join(folder, 'film.mp4'))
    await page.getByText(/^Arrived/).waitFor()
    expect(await taken(portal)).toMatchObject({ uploads: 1 })
    expect(await begun.count()).toBe(0)
  })
})
