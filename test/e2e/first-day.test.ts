import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONSOLE, show } from '../../src/kit/ids.ts'
import { hashPassword } from '../../src/identity/passwords/password.ts'
import { aPerson } from '../two-portals.ts'
import { PHONE, Visitor, WIDE } from './browser.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

const PASSWORD = 'four words on a gate'

let world: ServedWorld

beforeAll(async () => {
  world = await serveWorld()
  const operator = await aPerson(world, CONSOLE, 'operator', 'operator@example.com', null)
  await world.owner('update persons set password_hash = $1 where id = $2', [
    await hashPassword(PASSWORD),
    operator,
  ])
})
afterAll(() => world.close())

/** The link in the newest mail to somebody, read by the operator in the built-in mailbox. */
async function linkFor(operator: Visitor, portal: string, email: string): Promise<string> {
  await operator.open(`${world.console}/portals/${portal}/mailbox`)
  await operator.page
    .getByRole('row')
    .filter({ hasText: email })
    .first()
    .getByRole('link')
    .first()
    .click()
  await operator.look()
  const link = operator.page.getByRole('link', { name: /token=/ })
  return (await link.first().getAttribute('href'))!
}

describe.each([
  { screen: 'at a desk', viewport: WIDE, slug: 'desk', javaScriptEnabled: true },
  { screen: 'on a phone', viewport: PHONE, slug: 'phone', javaScriptEnabled: true },
  { screen: 'without JavaScript', viewport: PHONE, slug: 'plain', javaScriptEnabled: false },
])('the first day of a portal, $screen', ({ viewport, slug, javaScriptEnabled }) => {
  it('from its creation to the first answer', async () => {
    const come = (name: string) => Visitor.come(`${slug}-${name}`, { viewport, javaScriptEnabled })
    const operator = await come('operator')
    await operator.open(world.console)
    await operator.enter({ 'E-mail or user name': 'operator@example.com', Password: PASSWORD })
    await operator.press('Sign in')

    await operator.open(`${world.console}/portals/new`)
    await operator.enter({
      'Portal name': `Harbour ${slug}`,
      'Owner’s name': 'Ana Ruiz',
      'Owner’s e-mail': `ana@${slug}.example`,
    })
    // The page that shows it being built goes on by itself, at no time to be relied on: looked at elsewhere.
    await operator.page.getByRole('button', { name: /^Create portal/ }).click()
    await operator.page.waitForURL(`${world.portal(`harbour-${slug}`)}/**`, { timeout: 30_000 })
    await operator.look()

    const [row] = await world.owner<{ id: string }>('select id from portals where slug = $1', [
      `harbour-${slug}`,
    ])
    const portal = show('portal', row!.id)

    const owner = await come('owner')
    await owner.open(await linkFor(operator, portal, `ana@${slug}.example`))
    await owner.enter({ Password: PASSWORD })
    await owner.press('Register and come in')
    expect(new URL(owner.page.url()).origin).toBe(world.portal(`harbour-${slug}`))

    await owner.open(`${world.portal(`harbour-${slug}`)}/people/new`)
    await owner.enter({ Name: 'James Whitlock', 'E-mail': `james@${slug}.example` })
    await owner.press(/^(Invite|Send)/)
    const colleague = await come('colleague')
    await colleague.open(await linkFor(operator, portal, `james@${slug}.example`))
    await colleague.enter({ Password: PASSWORD })
    await colleague.press('Register and come in')

    await owner.open(`${world.portal(`harbour-${slug}`)}/messages/new`)
    await owner.page.getByLabel('James Whitlock').check()
    await owner.enter({
      Subject: 'Our first morning',
      Message: 'Good morning James,\n\nthe portal stands.',
    })
    await owner.press(/^Send/)
    await owner.sees('the portal stands.')

    await colleague.open(`${world.portal(`harbour-${slug}`)}/messages`)
    await colleague.press(/Our first morning/)
    await colleague.sees('the portal stands.')
    await colleague.page.locator('textarea[name=body]').fill('I see it. Well done.')
    await colleague.press(/^(Send|Reply|Answer)/)
    await colleague.sees('I see it. Well done.')

    await owner.open(`${world.portal(`harbour-${slug}`)}/messages`)
    await owner.press(/Our first morning/)
    await owner.sees('I see it. Well done.')
  })
})
