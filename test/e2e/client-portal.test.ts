import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addParty, openCase } from '../../src/cases/index.ts'
import { inviteAgain } from '../../src/identity/directory/persons.ts'
import { show } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { perform } from '../../src/kit/operation.ts'
import { aPerson, aPortal, DIGITS, PASSWORD } from '../identity/identity-world.ts'
import { callerFor } from '../cases/mass-setting.ts'
import { PHONE, Visitor, WIDE } from './browser.ts'
import { askProgram, layoutOf, readPanel, type Standing } from './registration-panel.ts'
import { serveWorld, type ServedWorld } from './served-world.ts'

const NEW_PASSWORD = 'ten otters under the weir'

let world: ServedWorld

beforeAll(async () => {
  world = await serveWorld(undefined, { start: '2026-01-05T09:00:00Z' })
})
afterAll(() => world.close())

/** Moves the clock on by a second, in which the next step is taken. @returns it, as it is shown */
async function tick(): Promise<string> {
  const now = (await world.now()).add({ seconds: 1 })
  await world.setClock(now)
  return now.toString()
}

const NOBODY_YET: Omit<Standing, 'name' | 'registrationEmail' | 'userName'> = {
  tokenActive: false,
  tokenExpired: false,
  registrationAttempts: 0,
  tokenIssued: null,
  tokenUsed: null,
  badLoginAttempts: 0,
  userActivated: false,
  userEnabled: true,
  userLocked: false,
  lastIpAddress: null,
  lastLogin: null,
}

/** A case with a client in every state that the panel can show, and Carla, whom nobody has invited yet. */
async function aCase(slug: string) {
  const portal = await aPortal(world, { slug })
  const sven = await aPerson(world, portal.id, { name: 'Sven Staff' })
  const staff = callerFor(portal.id, sven)
  const act = async (operation: Parameters<typeof perform>[1], input: unknown) => {
    const result = await perform(world.installation, operation, staff, input)
    if (!result.ok) throw new Error(`${operation.name}: ${result.code}`)
    return result.value as never
  }
  const opened = (await act(openCase, { title: 'Quay against Pier' })) as { case: string }
  const matter = show('case', opened.case)
  const standings = new Map<string, Standing>()
  const client = async (name: string, activated: boolean, known: Partial<Standing> = {}) => {
    const person = await aPerson(world, portal.id, { name, kind: 'contact', activated })
    await act(addParty, { case: matter, person: person.shown, side: 'client' })
    const { email } = person
    const blank = { ...NOBODY_YET, name, registrationEmail: email, userName: email }
    standings.set(name, { ...blank, userActivated: activated, ...known })
    return person
  }
  /** Writes straight into somebody's row. */
  const mark = (id: string, columns: string) =>
    world.owner(`update persons set ${columns} where id = '${id}'`)

  const nora = await client('Nora Nowhere', false, { registrationEmail: null, userName: null })
  await mark(nora.id, 'email = null')
  const fay = await client('Fay Factless', false)
  await world.owner('delete from registration_facts where person_id = $1', [fay.id])
  const issued = (await world.now()).toString()
  const elsa = await client('Elsa Expired', false, { tokenExpired: true, tokenIssued: issued })
  await act(inviteAgain, { person: elsa.shown })
  await world.setClock((await world.now()).add({ hours: 7 * 24 }))
  const reissued = await tick()
  const ines = await client('Ines Invited', false, { tokenActive: true, tokenIssued: reissued })
  await act(inviteAgain, { person: ines.shown })
  const known = { lastLogin: reissued, lastIpAddress: '192.0.2.7' }
  const been = `last_login_at = '${reissued}', last_ip = '192.0.2.7'`
  const rita = await client('Rita Registered', true, known)
  await mark(rita.id, been)
  const lola = await client('Lola Locked', true, {
    ...known,
    badLoginAttempts: 12,
    userLocked: true,
  })
  const lock = `bad_attempts = 12, lock_level = 9, locked_until = '${reissued}'::timestamptz + interval '4 hours'`
  await mark(lola.id, `${been}, ${lock}`)
  const dora = await client('Dora Disabled', true, { ...known, userEnabled: false })
  await mark(dora.id, `${been}, disabled_at = '${reissued}', disabled_reason = 'Left us'`)
  const carla = await client('Carla Client', false)
  await tick()
  return {
    portal,
    sven,
    carla,
    standings,
    page: `${world.portal(slug)}/cases/${matter}/client-portal`,
  }
}

const ACTIONS = {
  invite: 'Invite to client portal',
  reset: 'Send password reset e-mail',
  preview: 'Login as user',
  code: 'Issue a one-time code',
  unlock: 'Unlock',
  disable: 'Disable client portal access',
  enable: 'Enable client portal access',
}
const { invite, reset, preview, code, unlock, disable, enable } = ACTIONS
/** What can be done about each of them, in the order of the buttons. */
const OFFERED: Record<string, string[]> = {
  'Nora Nowhere': [code, disable],
  'Fay Factless': [disable],
  'Elsa Expired': [invite, reset, code, disable],
  'Ines Invited': [invite, reset, code, disable],
  'Rita Registered': [reset, preview, code, disable],
  'Lola Locked': [reset, preview, code, unlock, disable],
  'Dora Disabled': [enable],
  'Carla Client': [invite, reset, code, disable],
}

/** The link in the newest mail to Carla, which is of this subject, read in the portal's own mailbox. */
async function newestLink(
  staff: Visitor,
  { portal, origin }: { portal: string; origin: string },
  subject: string,
): Promise<string> {
  const newest = async () => {
    const [mail] = await mailbox(world.installation, portal)
    return mail?.to === 'carla@example.com' && mail.subject.endsWith(subject) && mail.state
  }
  await expect.poll(newest, { timeout: 60_000 }).toBe('kept')
  await staff.open(`${origin}/mailbox`)
  await staff.page.getByRole('link', { name: subject }).first().click()
  await staff.sees(/token=/)
  await staff.look()
  const link = staff.page.getByRole('link', { name: /token=/ })
  return (await link.first().getAttribute('href'))!
}

/** For a button after which the address may stay what it is. */
const click = ({ page }: Visitor, name: string) => page.getByRole('button', { name }).click()

/** Signs in, or tries to. */
async function trySignIn(visitor: Visitor, origin: string, email: string, password: string) {
  await visitor.page.goto(`${origin}/sign-in`)
  await visitor.page.getByLabel(/^E-mail/).fill(email)
  await visitor.enter({ Password: password })
  await visitor.page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

const STATES = 'Last four digits of your social security number'

describe.each([
  { screen: 'at a desk', viewport: WIDE, slug: 'desk', layout: 'rows' },
  { screen: 'on a phone', viewport: PHONE, slug: 'phone', layout: 'cards' },
] as const)('the client portal tab of a case, $screen', ({ viewport, slug, layout }) => {
  it('is true after every step of a client’s way in', { timeout: 600_000 }, async () => {
    const { portal, sven, carla, standings, page } = await aCase(slug)
    const origin = world.portal(slug)
    const come = (who: string) => Visitor.come(`${slug}-${who}`, { viewport })

    const staff = await come('staff')
    const client = await come('client')
    const stranger = await come('stranger')

    /** Presses one of Carla's buttons. */
    const press = (action: string) =>
      staff.page
        .getByRole('button', { name: `${action}: Carla Client` })
        .or(staff.page.getByRole('link', { name: `${action}: Carla Client` }))
        .click()
    /** What the page that staff have open says of everybody there, and what programs are told of Carla. */
    const isTrue = async (changes: Partial<Standing> = {}) => {
      standings.set(carla.name, { ...standings.get(carla.name)!, ...changes })
      const shown = await readPanel(staff)
      const all = shown.length > 1 ? [...standings.values()] : [standings.get(carla.name)]
      expect(shown.map(({ standing }) => standing)).toEqual(all)
      const { standing, offered } = await askProgram(staff, carla.shown)
      expect(standing).toEqual({ ...standings.get(carla.name), invitationRefused: null })
      const { actions } = shown.at(-1)!
      expect(offered.filter(({ available }) => available).map(({ action }) => action)).toEqual(
        Object.entries(ACTIONS).flatMap(([name, label]) => (actions.includes(label) ? [name] : [])),
      )
    }
    /** Comes to the case anew, as staff do after somebody else has done something. */
    const look = async (changes: Partial<Standing> = {}) => {
      await staff.page.goto(page)
      await isTrue(changes)
    }
    const linkFor = (subject: string) => newestLink(staff, { portal: portal.id, origin }, subject)

    await trySignIn(staff, origin, sven.email, PASSWORD)
    await staff.page.waitForURL(`${origin}/`)
    // By which of its names this machine comes is its own affair; everybody here comes by the same.
    const [{ last_ip: here }] = (await world.owner(
      'select last_ip from persons where portal_id = $1 and id = $2',
      [portal.id, sven.id],
    )) as [{ last_ip: string }]
    expect(['127.0.0.1', '::1']).toContain(here)
    await look()
    await staff.look()
    expect(await layoutOf(staff)).toBe(layout)
    for (const { standing, actions, shut } of await readPanel(staff)) {
      expect(actions, standing.name).toEqual(OFFERED[standing.name])
      expect(actions.length + shut.length, standing.name).toBe(Object.keys(ACTIONS).length)
    }
    const [nora, fay] = await readPanel(staff)
    expect(nora!.shut[0]).toBe(`${invite}: There is no e-mail on their card. Add one first.`)
    expect(fay!.shut[0]).toMatch(/last four digits of their social security number/)

    // Invited.
    const invited = await tick()
    await press(invite)
    await staff.sees('An invitation is on its way to carla@example.com.')
    await staff.look()
    await isTrue({ tokenActive: true, tokenIssued: invited })

    // Opens the mail's link, states something wrong, then registers.
    const link = await linkFor('choose your password')
    await tick()
    await client.open(link)
    await look()
    await client.enter({
      [STATES]: '0000',
      Password: PASSWORD,
    })
    await click(client, 'Register and come in')
    await client.sees('That did not work')
    await client.look()
    await look({ registrationAttempts: 1 })
    await client.press('Try again')
    const registered = await tick()
    await client.enter({
      [STATES]: DIGITS,
      Password: PASSWORD,
    })
    await client.press('Register and come in')
    await client.sees('Welcome, Carla Client')
    await look({
      tokenActive: false,
      tokenUsed: registered,
      registrationAttempts: 2,
      userActivated: true,
      lastLogin: registered,
      lastIpAddress: here,
    })
    // The link is spent.
    await client.open(link)
    await look()

    // Signs in again.
    await client.page.context().clearCookies({ name: 'session' })
    const signedIn = await tick()
    await trySignIn(client, origin, carla.email, PASSWORD)
    await client.sees('Welcome, Carla Client')
    await client.look()
    await look({ lastLogin: signedIn })

    // Somebody else, elsewhere, guesses ten times.
    for (let n = 1; n <= 10; n++) {
      await tick()
      await trySignIn(stranger, origin, carla.email, `guess number ${n} of a stranger`)
      await stranger.sees('We could not sign you in')
      if (n === 1 || n >= 9) await look({ badLoginAttempts: n, userLocked: n === 10 })
    }
    await stranger.look()
    // The right password is refused there as well; the owner is not kept out of their own device.
    await trySignIn(stranger, origin, carla.email, PASSWORD)
    await stranger.sees('We could not sign you in')
    await look({ badLoginAttempts: 11 })

    // On a device of hers that is new, she chooses another password by mail.
    const telephone = await come('telephone')
    await telephone.open(`${origin}/sign-in`)
    await telephone.press('Having trouble?')
    await telephone.page.getByLabel(/^E-mail/).fill(carla.email)
    await tick()
    await click(telephone, 'Mail me what helps')
    await telephone.sees('Look at your mail')
    await telephone.look()
    await look()
    const resetLink = await linkFor('your new password')
    await telephone.open(resetLink)
    await telephone.enter({ Password: NEW_PASSWORD })
    const chosen = await tick()
    await telephone.press('Save password and sign in')
    await telephone.sees('Your new password is saved.')
    // From the mailbox back to the case, which the browser was shown before: it is asked for anew.
    await staff.page.evaluate('history.go(-2)')
    await staff.page.waitForURL(page)
    await isTrue({ badLoginAttempts: 0, userLocked: false, lastLogin: chosen })

    // Disabled, with a reason.
    await tick()
    await press(disable)
    await staff.sees('Disable the access of Carla Client')
    await staff.look()
    await click(staff, 'Disable access')
    await staff.sees('Fill this in')
    await staff.look()
    await staff.enter({ Reason: 'She asked us to' })
    await click(staff, 'Disable access')
    await staff.sees('Carla Client has no access any more.')
    await staff.look()
    await isTrue({ userEnabled: false })

    // Refused, with the page she had open and with her password.
    await telephone.open(`${origin}/messages`)
    expect(new URL(telephone.page.url()).pathname).toBe('/sign-in')
    await look()
    await tick()
    await trySignIn(telephone, origin, carla.email, NEW_PASSWORD)
    await telephone.sees('Your access is switched off')
    await telephone.look()
    await look()

    // Enabled.
    await press(enable)
    await staff.sees('Carla Client has access again.')
    await staff.look()
    await isTrue({ userEnabled: true })
    const back = await tick()
    await trySignIn(telephone, origin, carla.email, NEW_PASSWORD)
    await telephone.sees('Welcome, Carla Client')
    await look({ badLoginAttempts: 0, lastLogin: back })

    // Looked at as by staff, which moves nothing.
    await tick()
    await press(preview)
    await staff.sees('Start the preview')
    await staff.look()
    await staff.enter({ Reason: 'She cannot find her bill' })
    await staff.press('Start the preview')
    await staff.sees('Sven Staff, you see this portal as Carla Client does.')
    await tick()
    await staff.page.locator('.banner').getByRole('button', { name: 'End preview' }).click()
    await staff.sees('The preview has ended. You are yourself again.')
    expect(staff.page.url()).toBe(page)
    await staff.look()
    await isTrue()
    await look()
  })
})

it('is worked without JavaScript, too, by staff and client', async () => {
  const slug = 'plain'
  const { portal, sven, carla, standings, page } = await aCase(slug)
  const origin = world.portal(slug)
  const come = (who: string) =>
    Visitor.come(`${slug}-${who}`, { viewport: PHONE, javaScriptEnabled: false })
  const standing = async () => {
    await staff.page.goto(page)
    return (await readPanel(staff)).at(-1)!.standing
  }
  const staff = await come('staff')
  await trySignIn(staff, origin, sven.email, PASSWORD)
  await staff.page.waitForURL(`${origin}/`)
  await staff.open(page)
  await click(staff, 'Invite to client portal: Carla Client')
  await staff.sees('An invitation is on its way')
  const tokenIssued = (await world.now()).toString()
  const invited = { ...standings.get(carla.name)!, tokenActive: true, tokenIssued }
  expect((await readPanel(staff)).at(-1)!.standing).toEqual(invited)

  const client = await come('client')
  await client.open(await newestLink(staff, { portal: portal.id, origin }, 'choose your password'))
  expect(await standing()).toEqual(invited)
  const registered = await tick()
  await client.enter({ [STATES]: DIGITS, Password: PASSWORD })
  await client.press('Register and come in')
  await client.sees('Welcome, Carla Client')
  const { lastIpAddress, ...now } = await standing()
  expect(['127.0.0.1', '::1']).toContain(lastIpAddress)
  const { lastIpAddress: _, ...before } = invited
  expect(now).toEqual({
    ...before,
    tokenActive: false,
    tokenUsed: registered,
    registrationAttempts: 1,
    userActivated: true,
    lastLogin: registered,
  })
})
