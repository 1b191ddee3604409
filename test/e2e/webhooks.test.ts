import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  DEMO_OPERATOR,
  DEMO_PARTNER_PERSON,
  DEMO_PASSWORD,
  DEMO_PORTALS,
  seedDemo,
} from '../../src/demo/index.ts'
import { show } from '../../src/kit/ids.ts'
import { Receiver } from '../portals/webhook-receiver.ts'
import { PHONE, Visitor, WIDE } from './browser.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

let world: ServedWorld
const receiver = new Receiver()

beforeAll(async () => {
  await receiver.open()
  world = await serveWorld(seedDemo, { outgoing: { allowPrivate: [receiver.at] } })
})
afterAll(async () => {
  receiver.close()
  await world.close()
})

const [law] = DEMO_PORTALS

const screens = [
  { screen: 'at a desk', viewport: WIDE, colorScheme: 'light', who: 'owner' },
  { screen: 'on a phone, in the dark', viewport: PHONE, colorScheme: 'dark', who: 'partner' },
] as const

describe.each(screens)('webhooks of a $who, $screen', ({ viewport, colorScheme, who }) => {
  it('are added, tried, mended and removed', async () => {
    const [partner] = await world.owner<{ id: string }>('select id from partners')
    const origin = who === 'owner' ? world.portal(law!.slug) : world.console
    const list =
      who === 'owner'
        ? `${origin}/settings/webhooks`
        : `${origin}/partners/${show('partner', partner!.id)}/webhooks`
    const email = who === 'owner' ? law!.owner.email : DEMO_PARTNER_PERSON.email
    expect(email).not.toBe(DEMO_OPERATOR.email)
    const visitor = await Visitor.come(`webhooks-${who}`, { viewport, colorScheme })
    await visitor.open(`${origin}/sign-in`)
    await visitor.enter({ 'E-mail or user name': email, Password: DEMO_PASSWORD })
    await visitor.press('Sign in')

    await visitor.open(list)
    await visitor.press('Add webhook')
    await visitor.enter({ Address: 'http://169.254.169.254/latest/meta-data/' })
    await visitor.press('Add webhook')
    await visitor.sees('We do not send into private networks')
    await visitor.enter({ Address: receiver.url })
    await visitor.page.getByLabel('Description').fill('Our dashboard')
    await visitor.press('Add webhook')
    const secret = await visitor.page.locator('main code').first().textContent()
    expect(secret).toMatch(/^whsec_/)
    receiver.secrets = [secret!]
    receiver.all.length = 0
    await visitor.press('I have copied it')

    await visitor.press('Send a test event')
    await expect
      .poll(() => receiver.all.map(({ type, by }) => [type, by]), { timeout: 30_000 })
      .toContainEqual(['webhook.test', [secret]])
    receiver.answer = () => 503
    const before = receiver.all.length
    await visitor.press('Send a test event')
    await expect.poll(() => receiver.all.length, { timeout: 30_000 }).toBeGreaterThan(before)
    const failing = `select 1 from webhook_endpoints where failing_since is not null`
    await expect.poll(() => world.owner(failing), { timeout: 30_000 }).toHaveLength(1)
    await visitor.page.reload()
    await visitor.sees('The receiver takes nothing')
    await visitor.look()
    await visitor.page.getByRole('link', { name: 'webhook.test' }).first().click()
    await visitor.sees('503')
    await visitor.look()
    await visitor.press('Our dashboard')

    await visitor.page.locator('[data-menu] > summary[aria-label]').last().click()
    await visitor.page.getByRole('button', { name: 'Disable' }).click()
    await visitor.sees('Nothing is sent until you enable it')
    await visitor.look()
    await visitor.press('Enable')
    await visitor.sees('What has failed')
    await visitor.look()
    receiver.answer = () => 204
    await visitor.press('Send again')
    await visitor.sees('on its way again')

    await visitor.open(`${visitor.page.url()}/secret`)
    await visitor.press('Make new secret')
    await visitor.press('I have copied it')
    await visitor.sees('The secret before signs as well')
    await visitor.open(list)
    await visitor.press(/Our dashboard/)
    await visitor.open(`${visitor.page.url()}/removal`)
    await visitor.press('Remove webhook')
    await visitor.sees('is removed')
  })
})
