import { beforeAll, describe, expect, it } from 'vitest'
import { parseId, show } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import type { TestNumberName } from '../../src/payments/gateways/sandbox/sandbox.ts'
import { createPlan } from '../../src/payments/index.ts'
import { ANN } from '../forms/forms-world.ts'
import { PASSWORD } from '../identity/identity-world.ts'
import { aPaidDesk, type PaidDesk } from '../paid-access/paid-desk.ts'
import { liveUntil, quiet } from '../payments/subscription-life.ts'
import { PHONE, Visitor, WIDE } from './browser.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

let world: ServedWorld
let desks = 0
const START = '2027-01-31T10:30:00Z'

beforeAll(async () => {
  world = await serveWorld(undefined, { start: START })
  return () => world.close()
})

const LOOKS = {
  'at a desk': { viewport: WIDE, colorScheme: 'light' },
  'on a phone in the dark, without JavaScript': {
    viewport: PHONE,
    colorScheme: 'dark',
    javaScriptEnabled: false,
  },
} as const

/** Ann has subscribed, and paid with a number. */
async function aSubscriber(slug: string, number: TestNumberName): Promise<PaidDesk> {
  await world.setClock(START)
  const desk = await aPaidDesk(world, slug, START)
  const { plan } = await desk.act(createPlan, {
    ...{ name: 'Monthly coaching', amount: '50.00', currency: 'EUR', taxRate: '21' },
  })
  await desk.costs({ plan: show('plan', plan), amount: null })
  await desk.registered(await desk.completes())
  await desk.pays((await desk.invoices())[0]!.id, number)
  await desk.becomesHeld(false)
  await quiet(world, desk.portal.id)
  return desk
}

const mailedLink = async ({ portal }: PaidDesk, subject: RegExp) => {
  let link: string | undefined
  await expect
    .poll(async () => {
      const mails = await mailbox(world.installation, portal.id)
      const mail = mails.find((one) => subject.test(one.subject ?? ''))
      return (link = /http[^\s"<\\]*token=[\w-]+/.exec(JSON.stringify(mail ?? ''))?.[0])
    })
    .toBeDefined()
  return link!
}

describe('a client whose renewal could not be charged', () => {
  it.each(Object.keys(LOOKS) as (keyof typeof LOOKS)[])(
    'finds the way back by Having trouble?, %s',
    async (how) => {
      const slug = `again${++desks}`
      const desk = await aSubscriber(slug, 'declined_later')
      await liveUntil(world, desk.portal.id, '2027-03-08T10:30:00Z')
      const visitor = await Visitor.come(slug, LOOKS[how])
      const { page } = visitor
      const origin = world.portal(slug)
      await visitor.open(`${origin}/sign-in`)
      await page.getByRole('link', { name: 'Having trouble?' }).click()
      await page.locator('[name=email]').fill(ANN.email)
      await page.locator('main form button').first().click()
      await visitor.open(await mailedLink(desk, /^How to come back/))
      await visitor.sees('Subscribe again')
      await visitor.press(/^Subscribe for .*60\.50/)
      await page.waitForURL(/sandbox-checkout/)
      await page.locator('form:has(input[value=pay]) button').first().click()
      await page.waitForURL(/\/pay\?/)
      await visitor.sees('Paid. Thank you.')
      await desk.becomesHeld(false)
      await visitor.look()

      // Signed in, everything opens, and Billing says what comes next.
      await visitor.open(`${origin}/sign-in`)
      await page.locator('[name=email]').fill(ANN.email)
      await page.locator('[name=password]').fill(PASSWORD)
      await page.locator('[name=password]').press('Enter')
      await page.waitForURL((url) => url.pathname === '/')
      await visitor.open(`${origin}/billing`)
      await visitor.sees('Monthly coaching')
      await visitor.sees('8 Apr 2027')
      // Another card, at the gateway's own page.
      await visitor.press('Leave another')
      await page.waitForURL(/sandbox-checkout/)
      await page.locator('form:has(input[value=pay]) button').first().click()
      await page.waitForURL(/\/billing/)
      await expect
        .poll(async () => {
          await page.reload()
          return page.locator('#methods tbody tr').count()
        })
        .toBe(3)
      await visitor.look()
      await page.getByRole('button', { name: 'Remove' }).first().click()
      await visitor.sees('It is removed.')
      await page.getByRole('link', { name: 'Cancel' }).click()
      await visitor.look()
      await visitor.press('Cancel the subscription')
      await visitor.sees('It is cancelled')
      await visitor.press('Keep it')
      await visitor.sees('It goes on.')
    },
    120_000,
  )
})

describe('the team', () => {
  it('makes a plan, sells it by a form, and sees what a change of plans comes to', async () => {
    const slug = `team${++desks}`
    const desk = await aSubscriber(slug, 'pays')
    const visitor = await Visitor.come(slug, LOOKS['at a desk'])
    const { page } = visitor
    const origin = world.portal(slug)
    await visitor.open(`${origin}/sign-in`)
    await page.locator('[name=email]').fill(desk.ada.email)
    await page.locator('[name=password]').fill(PASSWORD)
    await page.locator('[name=password]').press('Enter')
    await page.waitForURL((url) => url.pathname === '/')
    await visitor.open(`${origin}/plans/new`)
    await page.locator('[name=name]').fill('Weekly calls')
    await page.locator('[name=amount]').fill('twelve')
    await visitor.press('Make the plan')
    await visitor.sees('Enter an amount such as 12.50')
    await visitor.look()
    await page.locator('[name=amount]').fill('90')
    await page.locator('[name=currency]').selectOption('EUR')
    await visitor.press('Make the plan')
    await visitor.sees('The plan is made.')
    await visitor.open(`${origin}/subscriptions`)
    await visitor.look()
    await page.getByRole('link', { name: 'Ann Weir' }).click()
    await page.waitForURL(
      (url) => parseId('subscription', url.pathname.split('/').at(-1)!) !== null,
    )
    await visitor.look()
    await page.getByRole('link', { name: 'Change the plan' }).click()
    await visitor.press('See what it comes to')
    await visitor.sees(/are credited/)
    await visitor.look()
    await visitor.press('Change it now')
    await visitor.sees('The plan is changed.')
    await visitor.open(`${page.url()}/pause`)
    await visitor.press('Pause')
    await visitor.sees('The subscription is paused.')
    await visitor.press('Resume')
    await visitor.sees('The subscription goes on.')
    const [{ state }] = (await world.owner<{ state: string }>(
      'select state from subscriptions where portal_id = $1',
      [desk.portal.id],
    )) as [{ state: string }]
    expect(state).toBe('active')
  }, 120_000)
})
