import fc from 'fast-check'
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { PORTAL_STATUSES, REMOVABLE, RULES, type FeatureName } from '../../src/gate/index.ts'
import { signIn } from '../../src/identity/index.ts'
import { checksFor, USED_BY } from '../../src/identity/access/access.ts'
import { accessRow } from '../../src/identity/access/queries.ts'
import type { Caller } from '../../src/kit/operation.ts'
import { aPerson, aPortal, Browser, type Someone } from './identity-world.ts'
import { signedIn } from '../two-portals.ts'
import { openWorld, START, type World } from '../world.ts'

let world: World
let app: Hono
let portal: { id: string; host: string }
const people = {} as Record<'staff' | 'contact', Someone & { browser: Browser }>

beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  portal = await aPortal(world)
  for (const kind of ['staff', 'contact'] as const) {
    const person = await aPerson(world, portal.id, {
      name: `Ada ${kind}`,
      kind,
      email: `${kind}@x.example`,
    })
    const browser = new Browser(app, portal)
    browser.cookies.set('session', await signedIn(world, portal.id, person.id))
    people[kind] = { ...person, browser }
  }
})
afterAll(() => world.close())

const BEFORE = '2026-01-05T08:00:00Z'
const AFTER = '2026-01-05T10:00:00Z'

/** Something of each feature that can be asked for. */
const ASKED: Partial<Record<FeatureName, string>> = {
  messages: '/api/v1/threads',
  profile: '/api/v1/session',
  people: '/api/v1/people',
  settings: '/api/v1/settings',
  own_hosts: '/api/v1/settings/hosts',
  audit: '/api/v1/settings/audit',
}
const OF_STAFF = Object.keys(ASKED) as FeatureName[]

/** Late rules are seldom reached where every earlier one refuses half the time. */
const mostly = (usual: boolean) => fc.constantFrom(usual, usual, usual, usual, !usual)

const states = fc.constantFrom('staff' as const, 'contact' as const).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    feature: fc.constantFrom<FeatureName>(
      'sign_in',
      ...OF_STAFF.filter((name) => USED_BY[kind].includes(name)),
    ),
    status: fc.constantFrom(...PORTAL_STATUSES),
    built: mostly(true),
    afterTrial: fc.subarray(REMOVABLE),
    activated: mostly(true),
    disabled: mostly(false),
    lockedUntil: fc.constantFrom(null, BEFORE, START, AFTER),
  }),
)
type State = typeof states extends fc.Arbitrary<infer S> ? S : never

async function bring({ kind, ...state }: State): Promise<void> {
  await world.owner(
    `update portals set status = $2, built_at = $3, after_trial = $4,
       suspended_from = case when $2 = 'suspended' then 'certified_secure' end,
       suspension_cause = case when $2 = 'suspended' then 'requested' end
     where id = $1`,
    [portal.id, state.status, state.built ? BEFORE : null, state.afterTrial],
  )
  await world.owner(
    `update persons set activated_at = $2, disabled_at = $3, disabled_reason = $4, locked_until = $5,
       bad_attempts = 0 where id = $1`,
    [
      people[kind].id,
      state.activated ? BEFORE : null,
      state.disabled ? BEFORE : null,
      state.disabled ? 'Left' : null,
      state.lockedUntil,
    ],
  )
}

/** What the page says stands in the way; null where nothing does. */
async function explained({ kind, feature }: State): Promise<string | null> {
  const row = await world.installation.db.read({ portal: portal.id }, (tx) =>
    accessRow(tx, people[kind].id),
  )
  const checks = checksFor(row!, feature, await world.now())
  return checks.find(({ passes }) => !passes)?.reason ?? null
}

/** What the door does. */
async function answered({ kind, feature }: State): Promise<string | null> {
  if (feature === 'sign_in') return attempted(people[kind])
  const response = await people[kind].browser.get(ASKED[feature]!)
  if (response.status === 200) return null
  const { code } = (await response.json()) as { code: string }
  // A closed portal's host answers like one that never was.
  return code === 'not_found' ? 'portal_cancelled' : code
}

/** The one answer to a failed sign-in tells nothing; the audit trail has what it was. */
async function attempted({ email }: Someone): Promise<string | null> {
  const visitor: Caller = {
    id: 'visitor',
    name: 'Visitor',
    portal: portal.id,
    rights: new Set(),
    through: 'page',
  }
  await signIn(world.installation, visitor, { email, password: 'not the one' }, { device: null })
  const [line] = await world.owner<{ outcome: string }>(
    `select outcome from audit_lines where portal_id = $1 and operation = 'sign_in.attempt'
     order by seq desc limit 1`,
    [portal.id],
  )
  return line!.outcome === 'judged' ? null : line!.outcome
}

describe('why somebody cannot get in', () => {
  it('is what the door says, in every state that a portal and a person can be in', async () => {
    const seen = new Set<string | null>()
    await fc.assert(
      fc.asyncProperty(states, async (state) => {
        await bring(state)
        const said = await explained(state)
        seen.add(said)
        expect(said).toBe(await answered(state))
      }),
      { numRuns: 200, seed: 11 },
    )
    expect(seen).toEqual(
      new Set([
        null,
        'being_built',
        'disabled',
        'locked',
        'not_activated',
        'portal_cancelled',
        'portal_suspended',
        'trial_ended',
      ]),
    )
  })

  it('is told rule by rule, with since when and the button that mends it', async () => {
    const fine: State = {
      kind: 'staff',
      feature: 'sign_in',
      status: 'certified_secure',
      built: true,
      afterTrial: [],
      activated: true,
      disabled: false,
      lockedUntil: null,
    }
    await bring(fine)
    const { contact, staff } = people
    const page = async (state: Partial<State>, query = '') => {
      await bring({ ...fine, kind: 'contact', ...state })
      return (await staff.browser.get(`/people/${contact.shown}/access${query}`)).text()
    }
    expect(await page({})).toContain('Ada contact can get in')
    const off = await page({ disabled: true })
    expect(off).toContain('Their access is disabled')
    expect(off).toContain('“Left”')
    expect(off).toContain(`datetime="${BEFORE}"`)
    expect(off).toContain(`action="/people/${contact.shown}/enabling"`)
    const invited = await page({ activated: false })
    expect(invited).toContain(`action="/people/${contact.shown}/invitation"`)
    const both = await page({ activated: false, disabled: true })
    expect(both).toContain(`action="/people/${contact.shown}/enabling"`)
    expect(both).not.toContain(`action="/people/${contact.shown}/invitation"`)
    await world.owner(`update persons set contact_role = 'lead' where id = $1`, [contact.id])
    const lead = await page({ activated: false })
    expect(lead).toContain('Ada contact is a lead, and leads are not invited.')
    expect(lead).not.toContain(`action="/people/${contact.shown}/invitation"`)
    const theirs = await staff.browser.get(`/contacts/${contact.shown}`)
    expect(await theirs.text()).not.toContain(`action="/people/${contact.shown}/invitation"`)
    await world.owner(`update persons set contact_role = 'client' where id = $1`, [contact.id])
    const locked = await page({ lockedUntil: AFTER })
    expect(locked).toContain('They are locked out')
    expect(locked).toContain(`datetime="${AFTER}"`)
    expect(await page({ lockedUntil: AFTER }, '?feature=messages')).toContain('can get in')
  })

  it('names no password, mailbox, device or invitation that they have not', async () => {
    const { contact, staff } = people
    const fine: State = {
      kind: 'contact',
      feature: 'sign_in',
      status: 'certified_secure',
      built: true,
      afterTrial: [],
      activated: true,
      disabled: false,
      lockedUntil: null,
    }
    const has = (columns: string, ...values: unknown[]) =>
      world.owner(`update persons set ${columns} where id = $1`, [contact.id, ...values])
    const passkeyAt = async (host: string | null) => {
      await world.owner('delete from passkeys where person_id = $1', [contact.id])
      await world.owner(
        `insert into passkeys (portal_id, id, person_id, name, host, credential, public_key, counter, created_at)
         values ($1, gen_random_uuid(), $2, 'Phone', $3, gen_random_uuid()::text, '\\x00', 0, now())`,
        [portal.id, contact.id, host],
      )
    }
    const page = async (state: Partial<State> = {}) => {
      await bring({ ...fine, ...state })
      const html = await (await staff.browser.get(`/people/${contact.shown}/access`)).text()
      return html.replaceAll('&#39;', '’')
    }
    const [{ password_hash }] = (await world.owner(
      'select password_hash from persons where id = $1',
      [contact.id],
    )) as [{ password_hash: string }]
    await world.owner('delete from devices where person_id = $1', [contact.id])

    // Locked: by mail where there is a mailbox, from a device where there is one, and by a code else.
    const locked = await page({ lockedUntil: AFTER })
    expect(locked).toContain('too many failed tries')
    expect(locked).toContain('have a link mailed')
    expect(locked).not.toContain('A device on which')
    await has('email = null')
    const noMail = await page({ lockedUntil: AFTER })
    expect(noMail).not.toContain('have a link mailed')
    expect(noMail).toContain('one-time code that you read')
    // Disabled as well, neither mail nor code comes.
    const both = await page({ lockedUntil: AFTER, disabled: true })
    expect(both).not.toContain('one-time code that you read')
    await has(`email = 'contact@x.example'`)
    expect(await page({ lockedUntil: AFTER, disabled: true })).not.toContain('have a link mailed')

    // Not invited, run out, dead.
    const open = () => page({ activated: false })
    expect(await open()).toContain('Nobody has invited Ada contact yet.')
    await has(`invited_at = '${BEFORE}'`)
    expect(await open()).toContain('The link in the invitation was withdrawn.')
    const link = (expires: string) =>
      world.owner(
        `insert into tokens (portal_id, hash, purpose, person_id, issued_at, expires_at)
         values ($1, $2, 'activation', $3, '2026-01-01T00:00:00Z', $4)
         on conflict (portal_id, hash) do update set expires_at = $4`,
        [portal.id, Buffer.alloc(32), contact.id, expires],
      )
    await link(BEFORE)
    expect(await open()).toContain('ran out before Ada contact registered')
    await link(AFTER)
    expect(await open()).toContain('the link still works')
    await world.owner('delete from tokens where person_id = $1', [contact.id])
    // Without an e-mail a code does it, unless a code could not either.
    await has('email = null')
    expect(await open()).toContain('There is no e-mail on the card to invite')
    await world.owner(`update registration_facts set fact = 'case_number' where person_id = $1`, [
      contact.id,
    ])
    const neither = await open()
    expect(neither).toContain('The card lacks')
    expect(neither).not.toContain(`/people/${contact.shown}/code`)
    await world.owner(`update registration_facts set fact = 'digits' where person_id = $1`, [
      contact.id,
    ])

    // Only a passkey: here, and for a host that the portal has left.
    await has('password_hash = null')
    await passkeyAt(portal.host)
    expect(await page()).toContain('If they have lost their passkey')
    await passkeyAt('former.localhost')
    const phone = await page()
    expect(phone).toContain('They have neither a password nor an e-mail')
    expect(phone).toContain('that you read to them')
    expect(phone).not.toContain('They sign in with their password')
    await has(`email = 'contact@x.example'`)
    expect(await page()).toContain('a mailed code lets them in')
    await world.owner('update portals set sign_in_by_code = false where id = $1', [portal.id])
    const byLink = await page()
    expect(byLink).not.toContain('a mailed code lets them in')
    expect(byLink).toContain('with a link that is mailed to them')
    await world.owner('update portals set sign_in_by_code = true where id = $1', [portal.id])
    await world.owner(
      `insert into recovery_codes (portal_id, person_id, hash) values ($1, $2, $3)`,
      [portal.id, contact.id, Buffer.alloc(32)],
    )
    expect(await page()).toContain('After that they type one of their recovery codes.')
    await has('password_hash = $2', password_hash)
    expect(await page()).toContain('type a code that we mail them or one of their recovery codes')
    await world.owner('delete from recovery_codes where person_id = $1', [contact.id])
    expect(await page()).toContain('type a code that we mail them.')
    // Nothing of it where they cannot come in at all.
    expect(await page({ disabled: true })).not.toContain('former.localhost')
    await world.owner('delete from passkeys where person_id = $1', [contact.id])
    await has('invited_at = null')
  })

  it('is told to programs with every rule in its order', async () => {
    const { contact, staff } = people
    await bring({
      kind: 'contact',
      feature: 'sign_in',
      status: 'certified_secure',
      built: true,
      afterTrial: [],
      activated: true,
      disabled: false,
      lockedUntil: AFTER,
    })
    const response = await staff.browser.get(`/api/v1/people/${contact.shown}/access`)
    const told = (await response.json()) as { rules: { reason: string }[] }
    expect(told).toMatchObject({
      person: { id: contact.shown, name: 'Ada contact' },
      feature: 'sign_in',
      allowed: false,
      reason: 'locked',
    })
    expect(told.rules.map(({ reason }) => reason)).toEqual(RULES.map(({ reason }) => reason))
    expect(told.rules.find(({ reason }) => reason === 'locked')).toEqual({
      reason: 'locked',
      passes: false,
      remedy: 'reset_password',
      since: null,
      until: AFTER,
    })
    const asked = await staff.browser.get(`/api/v1/people/${contact.shown}/access?feature=messages`)
    expect(await asked.json()).toMatchObject({ allowed: true, reason: null })
    const wrong = await staff.browser.get(`/api/v1/people/${contact.shown}/access?feature=magic`)
    expect(wrong.status).toBe(422)
    expect((await contact.browser.get(`/api/v1/people/${staff.shown}/access`)).status).toBe(403)
  })
})
