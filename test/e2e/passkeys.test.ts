import type { CDPSession } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { DEMO_PASSWORD, DEMO_PORTALS, seedDemo } from '../../src/demo/index.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { PHONE, Visitor, WIDE } from './browser.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

let world: ServedWorld

beforeAll(async () => {
  world = await serveWorld(seedDemo)
})
afterAll(() => world.close())

const [law, other] = DEMO_PORTALS

/** A finger on a sensor, whenever the browser asks for one. */
async function giveFinger(visitor: Visitor): Promise<{ cdp: CDPSession; authenticator: string }> {
  const cdp = await visitor.page.context().newCDPSession(visitor.page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { cdp, authenticator: authenticatorId }
}

/** Where the browser has no passkey it would wait for one; here it is told that there is none. */
const arrives = (visitor: Visitor, path: string) =>
  visitor.page.waitForURL((url) => url.pathname === path, { timeout: 30_000 })

/** Opens a page whose script may leave it before it is loaded. */
const leavesByItself = (visitor: Visitor, address: string) =>
  visitor.page.goto(address, { waitUntil: 'commit' })

const screens = [
  { screen: 'at a desk', viewport: WIDE, colorScheme: 'light', person: law!.owner.email },
  {
    screen: 'on a phone, in the dark',
    viewport: PHONE,
    colorScheme: 'dark',
    person: law!.owner.email,
  },
] as const

describe.each(screens)('a passkey, $screen', ({ viewport, colorScheme, person }) => {
  it('is made, signs in, works nowhere else, and is removed', async () => {
    const origin = world.portal(law!.slug)
    const name = viewport === PHONE ? 'passkeys-phone' : 'passkeys-desk'
    const visitor = await Visitor.come(name, { viewport, colorScheme })
    const { cdp, authenticator } = await giveFinger(visitor)
    const credentials = async () =>
      (await cdp.send('WebAuthn.getCredentials', { authenticatorId: authenticator })).credentials

    await visitor.open(`${origin}/sign-in`)
    await visitor.enter({ 'E-mail or user name': person, Password: DEMO_PASSWORD })
    await visitor.press('Sign in')
    await visitor.open(`${origin}/profile/factors`)
    expect(await visitor.page.getByText('My finger').count()).toBe(0)
    await visitor.press('Add a passkey')
    await visitor.enter({ 'Your password': DEMO_PASSWORD })
    await visitor.press('Add a passkey')
    await visitor.enter({ Name: 'My finger' })
    await visitor.page.getByRole('button', { name: 'Make the passkey' }).click()
    await visitor.sees('Keep these recovery codes')
    await visitor.look()
    expect(await visitor.page.locator('.recovery-codes li').count()).toBe(10)
    expect(await credentials()).toMatchObject([
      { isResidentCredential: true, rpId: new URL(origin).hostname },
    ])
    await visitor.press('I have kept them')
    await visitor.sees('My finger')

    // What the browser fills in by itself: no button is pressed.
    await visitor.page.context().clearCookies()
    await leavesByItself(visitor, `${origin}/sign-in?to=/profile/factors`)
    await arrives(visitor, '/profile/factors')

    // With the password first, it is the second step.
    await visitor.page.context().clearCookies()
    await cdp.send('WebAuthn.setUserVerified', {
      authenticatorId: authenticator,
      isUserVerified: false,
    })
    await visitor.open(`${origin}/sign-in`)
    await visitor.enter({ 'E-mail or user name': person, Password: DEMO_PASSWORD })
    await visitor.press(/^Sign in$/)
    await visitor.sees('One more step')
    await visitor.page.getByRole('button', { name: 'Use a passkey' }).click()
    await visitor.sees('That did not work')
    await cdp.send('WebAuthn.setUserVerified', {
      authenticatorId: authenticator,
      isUserVerified: true,
    })
    await visitor.page.getByRole('button', { name: 'Use a passkey' }).click()
    await arrives(visitor, '/')

    // Another portal's page is offered nothing, and takes nothing.
    const elsewhere = world.portal(other!.slug)
    await visitor.open(`${elsewhere}/sign-in`)
    await visitor.page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await visitor.sees('That did not work')
    expect(new URL(visitor.page.url()).pathname).toBe('/sign-in')

    await visitor.open(`${origin}/profile/factors`)
    await visitor.press('Remove My finger')
    await visitor.page.getByRole('button', { name: 'Use a passkey' }).click()
    await visitor.sees('My finger is removed.')
    await visitor.look()
    await visitor.page.context().clearCookies()
    await leavesByItself(visitor, `${origin}/sign-in`)
    await visitor.sees('We could not sign you in with that passkey.')
  })
})

describe('a portal that moves', () => {
  it('says so to a form of a page opened before, and asks once for a passkey for here', async () => {
    const { slug, owner } = other!
    const before = world.portal(slug)
    const visitor = await Visitor.come('moved', { viewport: PHONE, colorScheme: 'dark' })
    await giveFinger(visitor)
    const signIn = async (origin: string) => {
      await visitor.open(`${origin}/sign-in`)
      await visitor.enter({ 'E-mail or user name': owner.email, Password: DEMO_PASSWORD })
      await visitor.press(/^Sign in$/)
    }
    const makePasskey = async () => {
      await visitor.page.getByRole('button', { name: 'Make the passkey' }).click()
    }
    await signIn(before)
    await visitor.open(`${before}/profile/factors/passkeys`)
    await visitor.enter({ 'Your password': DEMO_PASSWORD })
    await visitor.press('Add a passkey')
    await makePasskey()
    await visitor.sees('Keep these recovery codes')
    await visitor.open(`${before}/profile`)

    const [{ id }] = (await world.owner<{ id: string }>('select id from portals where slug = $1', [
      slug,
    ])) as [{ id: string }]
    await world.owner('update hosts set is_current = false where portal_id = $1', [id])
    await world.owner(
      'insert into hosts (host, portal_id, is_current, added_at) values ($1, $2, true, now())',
      [`${slug}-moved.localhost`, id],
    )
    // Sent by script, from a page that was opened before.
    await visitor.page.getByRole('button', { name: 'Save' }).click()
    await visitor.sees('What you sent was not saved.')
    await visitor.look()
    const after = world.portal(`${slug}-moved`)
    await visitor.page.getByRole('link', { name: 'Open it at the new address' }).click()
    await visitor.page.waitForURL(`${after}/sign-in?to=%2Fprofile`)

    await signIn(after)
    await visitor.sees('Type the code we have just mailed to you instead.')
    const mailed = async () => {
      const mails = await mailbox(world.installation, id)
      return mails.find(({ kind }) => kind === 'sign_in_code')?.text
    }
    await vi.waitFor(async () => expect(await mailed()).toBeDefined(), { timeout: 60_000 })
    const [code] = /^\d{4} \d{4}$/m.exec((await mailed())!)!
    await visitor.enter({ 'Code from the mail': code })
    await visitor.press(/^Sign in$/)
    await visitor.sees('Make a passkey for here')
    await visitor.look()
    await makePasskey()
    await arrives(visitor, '/')
    await visitor.page.context().clearCookies()
    await leavesByItself(visitor, `${after}/sign-in?to=/profile/factors`)
    await arrives(visitor, '/profile/factors')
    await visitor.sees(`Works only at ${new URL(before).hostname}`)
    await visitor.look()
  })
})

describe('an authenticator app', () => {
  it('is set up and asked for', async () => {
    const { Secret, TOTP } = await import('otpauth')
    const origin = world.portal(law!.slug)
    const visitor = await Visitor.come('app', { viewport: PHONE, colorScheme: 'light' })
    await visitor.open(`${origin}/sign-in`)
    await visitor.enter({ 'E-mail or user name': law!.owner.email, Password: DEMO_PASSWORD })
    await visitor.press('Sign in')
    await visitor.open(`${origin}/profile/factors`)
    await visitor.press('Set up an app')
    await visitor.enter({ 'Your password': DEMO_PASSWORD })
    await visitor.press('Set up an app')
    const key = (await visitor.page.locator('main code').first().textContent())!.replaceAll(' ', '')
    const code = (ahead: number) =>
      TOTP.generate({
        secret: Secret.fromBase32(key),
        timestamp: Date.now() + ahead * 30_000,
      })
    // The one that is shown now is taken for another half minute at least.
    await visitor.enter({ 'Code from your app': code(0) })
    await visitor.press('Turn it on')
    await visitor.sees('Keep these recovery codes')
    const recovery = await visitor.page.locator('.recovery-codes code').first().textContent()
    await visitor.page.context().clearCookies()
    await visitor.open(`${origin}/sign-in`)
    await visitor.enter({ 'E-mail or user name': law!.owner.email, Password: DEMO_PASSWORD })
    await visitor.press(/^Sign in$/)
    const right = new Set([-2, -1, 0, 1, 2, 3, 4].map(code))
    const wrong = ['000000', '111111', '222222', '333333', '444444', '555555', '666666', '777777']
    await visitor.enter({ 'Code from your app': wrong.find((one) => !right.has(one))! })
    await visitor.press('Sign in')
    await visitor.sees('That code is not right')
    await visitor.press('Use a recovery code')
    await visitor.enter({ 'Recovery code': recovery! })
    await visitor.press('Sign in')
    await arrives(visitor, '/')
    expect(visitor.problems).toEqual([])
  })
})
