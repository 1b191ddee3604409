import { beforeAll, describe, expect, it } from 'vitest'
import { mailbox } from '../../src/kit/mail.ts'
import { connectGateway } from '../../src/payments/gateways/accounts/accounts.ts'
import { setFormAccess } from '../../src/paid-access/index.ts'
import { aFlow } from '../flows/flows-setting.ts'
import { aDesk, type Desk } from '../forms/forms-world.ts'
import { PASSWORD } from '../identity/identity-world.ts'
import { PHONE, Visitor, WIDE } from './browser.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

let world: ServedWorld
let desk: Desk

beforeAll(async () => {
  world = await serveWorld()
  desk = await aDesk(world, 'coach')
  await desk.ask('text', { label: { en: 'Last four digits' }, maps: 'digits', required: true })
  await desk.act(connectGateway, { gateway: 'sandbox' })
  const { flow } = await aFlow({ world, office: desk }, ['accept'])
  await desk.act(setFormAccess, {
    form: desk.form,
    amount: '100.00',
    title: 'Coaching for {{contact.first_name}}',
    item: 'Kickoff',
    taxRate: '21',
    flow,
  })
  return () => world.close()
})

/** The link of the invitation that was mailed to somebody. */
async function invitationOf(email: string): Promise<string> {
  let link: string | undefined
  await expect
    .poll(async () => {
      const mails = await mailbox(world.installation, desk.portal.id)
      const own = mails.find((mail) => JSON.stringify(mail).includes(email))
      return (link = /http[^\s"<\\]*token=[\w-]+/.exec(JSON.stringify(own ?? ''))?.[0])
    })
    .toBeDefined()
  return link!
}

const LOOKS = {
  'at a desk': { viewport: WIDE, colorScheme: 'light' },
  'on a phone in the dark, without JavaScript': {
    viewport: PHONE,
    colorScheme: 'dark',
    javaScriptEnabled: false,
  },
} as const

describe('a visitor becomes a client who has paid', () => {
  it.each(Object.keys(LOOKS) as (keyof typeof LOOKS)[])('%s', async (how) => {
    const visitor = await Visitor.come(`pays-${how.length}`, LOOKS[how])
    const { page } = visitor
    const origin = world.portal('coach')
    const email = `ann${how.length}@example.com`
    await visitor.open(`${origin}/f/${(await desk.row()).link}`)
    await visitor.enter({
      'First name': 'Ann',
      'Last name': 'Weir',
      'E-mail': email,
      'Last four digits': '6789',
    })
    await visitor.press('Send')
    await page.waitForURL(/\/sent/)

    await visitor.open(await invitationOf(email))
    await page.locator('[name=fact]').fill('6789')
    await page.locator('[name=password]').fill(PASSWORD)
    await visitor.press('Register and come in')

    // Nothing else opens, whatever they try.
    await visitor.sees(/^Pay invoice INV-/)
    for (const path of ['/', '/messages', '/billing', '/flow']) {
      await page.goto(origin + path)
      expect(new URL(page.url()).pathname).toMatch(/^\/billing\/inv_/)
    }
    await page.locator('summary', { hasText: 'I have a question' }).click()
    await page.locator('[name=question]').fill('Can I pay in two parts?')
    await visitor.press('Send the question')
    await visitor.sees('Your question is sent.')

    await visitor.press(/^Pay .*121\.00/)
    await page.waitForURL(/sandbox-checkout/)
    await page.locator('[name=number]').first().waitFor({ state: 'attached' })
    await page.locator('form:has(input[value=pay]) button').first().click()
    await page.waitForURL(/\/billing\/inv_/)
    // The page goes on by itself once the gateway has said so.
    await visitor.sees('Paid. Thank you.')
    await visitor.look()
    await visitor.press(/^Go on to/)
    await page.waitForURL(/\/flow\//)
    await visitor.look()
  })
})
