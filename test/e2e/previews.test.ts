import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aPerson, aPortal, PASSWORD, type Someone } from '../identity/identity-world.ts'
import { PHONE, Visitor, WIDE } from './browser.ts'
import { START } from '../world.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

let world: ServedWorld

beforeAll(async () => {
  world = await serveWorld(undefined, { start: START })
})
afterAll(() => world.close())

describe.each([
  { screen: 'at a desk', viewport: WIDE, slug: 'desk', javaScriptEnabled: true },
  { screen: 'on a phone', viewport: PHONE, slug: 'phone', javaScriptEnabled: true },
  { screen: 'without JavaScript', viewport: PHONE, slug: 'plain', javaScriptEnabled: false },
])('a look at the portal as a client sees it, $screen', ({ viewport, slug, javaScriptEnabled }) => {
  const signIn = async (who: string, { email }: Someone) => {
    const visitor = await Visitor.come(`${slug}-${who}`, { viewport, javaScriptEnabled })
    await visitor.open(world.portal(slug))
    await visitor.enter({ 'E-mail or user name': email, Password: PASSWORD })
    await visitor.press('Sign in')
    return visitor
  }

  it('is begun with a reason, changes nothing, ends, and is known', async () => {
    const portal = await aPortal(world, { slug })
    const sven = await aPerson(world, portal.id, { name: 'Sven Staff' })
    const clara = await aPerson(world, portal.id, { name: 'Clara Client', kind: 'contact' })
    const staff = await signIn('staff', sven)
    await staff.open(`${world.portal(slug)}/people/${clara.shown}/access`)
    await staff.sees('Clara Client can get in')
    await staff.open(`${world.portal(slug)}/contacts/${clara.shown}`)
    await staff.press(/^Login as user/)
    await staff.press('Start the preview')
    await staff.sees('Fill this in')
    await staff.enter({ Reason: 'She cannot find her bill' })
    await staff.press('Start the preview')
    await staff.sees('Sven Staff, you see this portal as Clara Client does.')
    await staff.sees('Welcome, Clara Client')
    await staff.open(`${world.portal(slug)}/profile`)
    await staff.enter({ Name: 'Somebody Else' })
    await staff.press('Save profile')
    await staff.sees('so nothing can be changed')
    await staff.page.locator('.banner').getByRole('button', { name: 'End preview' }).click()
    await staff.sees('The preview has ended. You are yourself again.')
    await staff.look()
    await staff.page.getByRole('heading', { name: 'Clara Client' }).waitFor()

    const client = await signIn('client', clara)
    await client.open(`${world.portal(slug)}/profile/previews`)
    await client.sees('Sven Staff')
    await client.sees('less than a minute')
    expect(await client.page.content()).not.toContain('She cannot find her bill')
  })
})
