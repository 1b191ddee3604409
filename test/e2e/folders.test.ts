import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases/index.ts'
import { show } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import { callerFor } from '../cases/mass-setting.ts'
import { someBytes } from '../files/files-world.ts'
import { aPerson, aPortal, PASSWORD } from '../identity/identity-world.ts'
import { START } from '../world.ts'
import { PHONE, Visitor, WIDE } from './browser.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

let world: ServedWorld
let folder: string

beforeAll(async () => {
  world = await serveWorld(undefined, { start: START })
  folder = await mkdtemp(join(tmpdir(), 'gatehouse-letters-'))
  await writeFile(join(folder, 'letter.txt'), someBytes(9000))
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

/** Opens what a summary hides, by keyboard. */
async function unfold({ page }: Visitor, name: string) {
  await page.locator('main summary').filter({ hasText: name }).first().press('Enter')
}

/** Chooses from the menu of the page. */
async function choose(visitor: Visitor, name: string) {
  const menu = visitor.page.locator('main details[data-menu]').last()
  await menu.locator('summary').press('Enter')
  await menu.getByRole('link', { name, exact: true }).press('Enter')
  await visitor.page.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor()
  await visitor.look()
}

describe.each([
  { how: 'by keyboard', slug: 'desk', viewport: WIDE, scheme: 'dark', javaScriptEnabled: true },
  { how: 'on a phone', slug: 'phone', viewport: PHONE, scheme: 'light', javaScriptEnabled: true },
  {
    how: 'without JavaScript',
    slug: 'plain',
    viewport: PHONE,
    scheme: 'dark',
    javaScriptEnabled: false,
  },
] as const)('folders of a case, $how', ({ slug, viewport, scheme, javaScriptEnabled }) => {
  it('are made, filled, moved into one another and removed', async () => {
    const portal = await aPortal(world, { slug })
    const ana = await aPerson(world, portal.id, { name: 'Ana Ruiz' })
    const opened = await perform(world.installation, openCase, callerFor(portal.id, ana), {
      title: 'Quay against Pier',
    })
    if (!opened.ok) throw new Error(opened.code)
    const page = `${world.portal(slug)}/cases/${show('case', opened.value.case)}`
    const options = { viewport, javaScriptEnabled, colorScheme: scheme }
    const visitor = await Visitor.come(`folders-${slug}`, options)
    await visitor.open(world.portal(slug))
    await visitor.enter({ 'E-mail or user name': ana.email, Password: PASSWORD })
    await visitor.press('Sign in')

    for (const name of ['Medical', 'Letters']) {
      await visitor.open(page)
      await unfold(visitor, 'New folder')
      await visitor.page.locator('.more-form').getByLabel('Name').fill(name)
      await visitor.press('Add folder')
      await visitor.sees('Folder added.')
    }
    await unfold(visitor, 'New folder')
    await visitor.press('Add folder')
    await visitor.sees('Fill this in.')
    await visitor.open(page)
    await visitor.press('Letters')
    await visitor.page.getByLabel('Files to add').setInputFiles(join(folder, 'letter.txt'))
    await visitor.press('Add files')
    await visitor.sees('letter.txt')
    const letters = visitor.page.url()

    await choose(visitor, 'Move')
    await visitor.page.getByLabel('Into').selectOption({ label: 'Medical' })
    await visitor.press('Move folder')
    await visitor.sees('Moved.')
    await visitor.page
      .getByRole('navigation', { name: 'Where you are' })
      .getByText('Medical')
      .waitFor()

    await visitor.page.getByRole('checkbox', { name: /letter\.txt/ }).press('Space')
    await visitor.press('Move to…')
    await visitor.sees('Move letter.txt')
    await visitor.page.getByLabel('Into').selectOption({ label: 'Medical' })
    await visitor.press('Move here')
    await visitor.sees('letter.txt')
    expect(visitor.page.url()).not.toBe(letters)
    await visitor.page.locator('.folders').getByText('Letters').waitFor()

    await choose(visitor, 'Remove')
    await visitor.sees('2 folders will be removed for good.')
    await visitor.enter({ 'To go ahead, type Medical': 'Letters' })
    await visitor.press('Remove folder')
    await visitor.sees('Type the folder’s name')
    await visitor.enter({ 'To go ahead, type Medical': 'Medical' })
    await visitor.press('Remove folder')
    await visitor.sees('Folder removed.')
    await visitor.sees('No files yet.')
  })
})
