import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { changeFormField, updateForm } from '../../src/forms/index.ts'
import { aDesk, type Desk } from '../forms/forms-world.ts'
import { PHONE, Visitor, WIDE } from './browser.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

let world: ServedWorld
let desk: Desk

beforeAll(async () => {
  world = await serveWorld()
  desk = await aDesk(world, 'embeds')
  const field = await desk.ask('long_text', { label: { en: 'What is it about?' } })
  await desk.act(changeFormField, { form: desk.form, formField: field, required: true })
  return () => world.close()
})

/** Somebody’s website, on an origin of its own. @returns its address */
async function aWebsite(page: string): Promise<string> {
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      `<!doctype html><html lang="en"><title>Site</title><body><main><h1>Welcome</h1>${page}</main></body></html>`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** What the form’s settings give to be put there. */
async function snippet(): Promise<string> {
  const address = `${world.portal('embeds')}/f/${(await desk.row()).link}`
  const script = `${world.portal('embeds')}/assets/embed.js`
  return `<script src="${script}" data-form="${address}" async></script>
    <noscript><a href="${address}">Open the form</a></noscript>`
}

const sent = () =>
  world.owner<{ state: string }>(
    `select state from form_submissions where portal_id = $1 and state <> 'received' order by id`,
    [desk.portal.id],
  )

const enters = async (
  form: ReturnType<Visitor['page']['frameLocator']> | Visitor['page'],
  n: number,
) => {
  await form.getByLabel('First name').fill('Ann')
  await form.getByLabel('Last name').fill('Weir')
  await form.getByLabel('E-mail').fill(`ann${n}@example.com`)
  await form.getByLabel('What is it about?').fill('My quay')
}

describe('a form on somebody’s website', () => {
  it('is filled in there, grows with what is in it, and is sent from there', async () => {
    const site = await aWebsite(await snippet())
    await desk.act(updateForm, { form: desk.form, origins: [site] })
    const visitor = await Visitor.come('embedded', { viewport: WIDE })
    const { page } = visitor
    await page.goto(site)
    const frame = page.frameLocator('iframe')
    await frame.getByLabel('First name').waitFor()
    const height = async () => (await page.locator('iframe').boundingBox())!.height
    await expect.poll(height).toBeGreaterThan(400)
    const before = await height()
    // What is wrong is told in the frame, which grows by it.
    await frame.getByRole('button', { name: 'Send' }).click()
    await frame.getByText(/There are \d problems/).waitFor()
    await expect.poll(height).toBeGreaterThan(before)
    await enters(frame, 1)
    await frame.getByRole('button', { name: 'Send' }).click()
    await frame.getByRole('heading', { name: /Thank/ }).waitFor()
    await expect.poll(sent).toHaveLength(1)
    expect(page.url()).toBe(`${site}/`)
  })

  it('is refused on any other website', async () => {
    const site = await aWebsite(await snippet())
    await desk.act(updateForm, { form: desk.form, origins: ['https://www.example.com'] })
    const visitor = await Visitor.come('elsewhere', { viewport: WIDE })
    await visitor.page.goto(site)
    await expect
      .poll(() => visitor.problems.some((problem) => problem.includes('frame-ancestors')))
      .toBe(true)
    visitor.problems = []
  })

  it('is a link without JavaScript, which a phone follows', async () => {
    const site = await aWebsite(await snippet())
    const visitor = await Visitor.come('unscripted', {
      viewport: PHONE,
      colorScheme: 'dark',
      javaScriptEnabled: false,
    })
    const { page } = visitor
    await page.goto(site)
    await page.getByRole('link', { name: 'Open the form' }).click()
    await page.getByLabel('First name').waitFor()
    await visitor.look()
    const already = (await sent()).length
    await enters(page, 2)
    await visitor.press('Send')
    await expect.poll(async () => (await sent()).length).toBe(already + 1)
  })
})
