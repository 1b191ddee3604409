import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPartner } from '../../src/portals/index.ts'
import { CONSOLE } from '../../src/kit/ids.ts'
import { networkOf } from '../../src/kit/http/address.ts'
import { spend } from '../../src/kit/limits.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { perNetwork } from '../../src/portals/try-it-now/trial-request.ts'
import { act } from '../scenarios/lifecycle-setting.ts'
import { routes } from '../../src/routes.ts'
import { Street } from '../portals/try-setting.ts'
import { aPerson } from '../two-portals.ts'
import { PHONE, Visitor, WIDE } from './browser.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

let world: ServedWorld

beforeAll(async () => {
  world = await serveWorld()
  // Without an operator the console leads everybody to its setting up.
  await aPerson(world, CONSOLE, 'operator', 'operator@example.com', null)
})
afterAll(() => world.close())

// All come from one address, which would have harder puzzles each time.
beforeEach(() => world.owner('delete from limits'))

/** The link in the newest mail to somebody, once it has come. */
async function linkFor(email: string): Promise<string> {
  const link = async () => {
    const mails = await mailbox(world.installation, CONSOLE)
    return /http\S+token=\S+/.exec(mails.find(({ to }) => to === email)?.text ?? '')?.[0]
  }
  await expect.poll(link, { timeout: 30_000 }).toBeDefined()
  return (await link())!
}

/** Presses the one button of the page, whose answer may be at the same address. */
const send = ({ page }: Visitor) => page.locator('main button.btn-primary').click()

describe.each([
  { screen: 'at a desk', slug: 'desk', options: { viewport: WIDE } },
  {
    screen: 'on a phone in the dark',
    slug: 'phone',
    options: { viewport: PHONE, colorScheme: 'dark' },
  },
  {
    screen: 'without JavaScript, in Spanish',
    slug: 'plain',
    options: { viewport: PHONE, javaScriptEnabled: false, locale: 'es-ES' },
  },
] as const)('trying it now, $screen', ({ slug, options }) => {
  const spanish = 'locale' in options
  const say = (english: string, other: string) => (spanish ? other : english)

  it('leads from the sign-in page to one’s own portal', async () => {
    const visitor = await Visitor.come(`try-${slug}`, options)
    const { page } = visitor
    const email = `ana@${slug}.example`
    await visitor.open(`${world.console}/sign-in`)
    await visitor.press(/^Try it now/)
    // A mistake first: what was typed is kept, and the puzzle is solved anew.
    await visitor.enter({ [say('Your name', 'Su nombre')]: 'Ana Ruiz' })
    await visitor.enter({ [say('Your e-mail', 'Su correo electrónico')]: 'ana' })
    await send(visitor)
    await visitor.sees(say('Enter an e-mail address', 'Escriba una dirección de correo'))
    await visitor.look()
    await visitor.enter({
      [say('Your e-mail', 'Su correo electrónico')]: email,
      [say('Name of the portal', 'Nombre del portal')]: `Bay ${slug}`,
    })
    await send(visitor)
    await visitor.sees(say('Look in your mailbox', 'Mire su correo'))
    await visitor.look()

    await visitor.open(await linkFor(email))
    await send(visitor)
    await page.waitForURL(`${world.portal(`bay-${slug}`)}/registration?**`, { timeout: 30_000 })
    await visitor.look()
    await page.locator('[name=password]').fill('nine herons over the weir')
    await send(visitor)
    await page.waitForURL(`${world.portal(`bay-${slug}`)}/`)
    await visitor.look()
    const [line] = await world.owner<{ outcome: string }>(
      `select outcome from audit_lines where operation = 'trial.request' order by seq desc limit 1`,
    )
    expect(line!.outcome).toBe('javaScriptEnabled' in options ? 'mailed_unsolved' : 'mailed')
  })
})

/** The page of a portal whose building is held up, so that it can be looked at. */
async function beingBuilt(): Promise<string> {
  const street = new Street(world)
  await street.send({ portalName: 'Bay halted', email: 'ana@halted.example' }, { from: '10.0.0.1' })
  const link = await linkFor('ana@halted.example')
  const [, token] = /token=(.*)$/.exec(link)!
  await world.owner(
    'alter table portal_creations add constraint halted check (steps_done < 2) not valid',
  )
  await street.press(token!)
  return link.replace(routes.console.try.link(), routes.console.try.building())
}

describe('the pages around it', () => {
  it('are accessible: a partner’s own, a dead link, and enough', async () => {
    const { partner } = await act(world, createPartner, { name: 'Northwind Services' })
    const visitor = await Visitor.come('try-around', { viewport: WIDE })
    await visitor.open(`${world.console}/try?partner=${partner}`)
    await visitor.sees('Northwind Services')
    await visitor.sees('you are not a program')
    await visitor.look()
    await visitor.open(`${world.console}/try/link?token=nothing`)
    await visitor.sees('This link no longer works')
    await visitor.open(`${world.console}/try`)
    const now = await world.now()
    for (const network of ['127.0.0.1', networkOf('::1')])
      for (let i = 0; i < 10; i++) await spend(world.installation, perNetwork(network), now)
    await visitor.enter({
      'Your name': 'Ana Ruiz',
      'Your e-mail': 'ana@enough.example',
      'Name of the portal': 'Bay',
    })
    await send(visitor)
    await visitor.sees('That is enough for now')
    await visitor.look()
    await visitor.open(await beingBuilt())
    await visitor.sees('Bay halted is being built')
    await visitor.look()
    expect(visitor.seen).toBeGreaterThan(5)
  })
})
