import type { Hono } from 'hono'
import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { aPerson, aPortal, Browser, type Someone } from './identity-world.ts'
import { openWorld, START, type World } from '../world.ts'

let world: World
let app: Hono
let staff: Browser
let portal: { id: string; host: string }
beforeAll(async () => {
  world = await openWorld()
  app = createApp(world.installation)
  portal = await aPortal(world)
  staff = await new Browser(app, portal).signIn(await aPerson(world, portal.id))
  return () => world.close()
})

/** What makes each state of a client, beside whether they have registered; `$1` is who. */
const STATES = {
  'never invited': [false],
  'without an e-mail': [false, 'update persons set email = null where id = $1'],
  'without digits': [false, 'delete from registration_facts where person_id = $1'],
  'a lead': [false, `update persons set contact_role = 'lead' where id = $1`],
  invited: [false, LINK('8 days')],
  'invited too long ago': [false, LINK('0 days')],
  'disabled before registering': [
    false,
    `update persons set disabled_at = created_at, disabled_reason = 'Why' where id = $1`,
  ],
  registered: [true],
  'registered, their e-mail taken off': [
    true,
    `update persons set email = null, user_name = 'client-' || left(id::text, 13) where id = $1`,
  ],
  locked: [
    true,
    `update persons set bad_attempts = 10, lock_level = 1, locked_until = created_at + interval '1 hour'
     where id = $1`,
  ],
  disabled: [
    true,
    `update persons set disabled_at = created_at, disabled_reason = 'Why' where id = $1`,
  ],
  'locked and disabled': [
    true,
    `update persons set bad_attempts = 10, lock_level = 1, locked_until = created_at + interval '1 hour',
       disabled_at = created_at, disabled_reason = 'Why' where id = $1`,
  ],
} as const satisfies Record<string, readonly [boolean, string?]>

/** An invitation of now, good for so long. */
function LINK(lasts: string) {
  return `insert into tokens (portal_id, hash, purpose, person_id, issued_at, expires_at)
    select portal_id, sha256(id::text::bytea), 'activation', id, created_at, created_at + interval '${lasts}'
    from persons where id = $1` as const
}

/** How a program takes each action, and how a page does. */
const WAYS = {
  invite: ['POST', 'invitation', {}, 'invitation'],
  reset: ['POST', 'reset', {}, 'reset'],
  preview: ['POST', 'preview', { reason: 'To see' }, 'preview'],
  code: ['POST', 'code', { userName: 'a.name' }, 'code'],
  unlock: ['POST', 'unlocking', {}, 'unlocking'],
  disable: ['POST', 'disabling', { reason: 'To see' }, 'disabling'],
  enable: ['DELETE', 'disabling', {}, 'enabling'],
} as const
type Action = keyof typeof WAYS

let people = 0
async function aClient(state: keyof typeof STATES): Promise<Someone> {
  const [activated, sql] = STATES[state]
  const person = await aPerson(world, portal.id, {
    name: 'Bo Lind',
    email: `bo${++people}@example.com`,
    kind: 'contact',
    activated,
  })
  if (sql) await world.owner(sql, [person.id])
  return person
}

interface Panel {
  registration: string
  actions: { action: Action; available: boolean; code: string | null; reason: string | null }[]
}

async function panelOf({ shown }: Someone): Promise<Panel> {
  const answer = await staff.get(`/api/v1/people/${shown}/registration`)
  expect(answer.status).toBe(200)
  return (await answer.json()) as Panel
}

/** A panel without what tells one client from another. */
const alike = ({ shown, email }: Someone, panel: unknown): unknown =>
  JSON.parse(
    JSON.stringify(panel)
      .replaceAll(shown, 'per_')
      .replaceAll(email, 'e-mail')
      .replaceAll(/(client-|name-)[\w-]*/g, '$1'),
  )

/** Another window of the same member of staff, so that a preview that begins there stays there. */
function window(): Browser {
  const browser = new Browser(app, portal)
  for (const [name, value] of staff.cookies) browser.cookies.set(name, value)
  return browser
}

const named = (action: Action, { id }: Someone) =>
  action === 'code' ? { userName: `name-${id.slice(-12)}` } : WAYS[action][2]

const byProgram = (action: Action, person: Someone): Promise<Response> => {
  const [method, path] = WAYS[action]
  return window().json(method, `/api/v1/people/${person.shown}/${path}`, named(action, person))
}
const byPage = (action: Action, person: Someone): Promise<Response> =>
  window().post(`/people/${person.shown}/${WAYS[action][3]}`, named(action, person))

describe.each(Object.keys(STATES) as (keyof typeof STATES)[])(
  'the panel of a client who is %s',
  (state) => {
    it('offers what can be done, and says beforehand what a refusal would', async () => {
      const { actions } = await panelOf(await aClient(state))
      expect(actions.map(({ action }) => action)).toEqual(Object.keys(WAYS))
      for (const { action, available, code, reason } of actions) {
        const person = await aClient(state)
        const before = await panelOf(person)
        const answer = await byProgram(action, person)
        expect(answer.ok, action).toBe(available)
        if (available) expect([code, reason], action).toEqual([null, null])
        else {
          expect(await answer.json(), action).toMatchObject({ code, detail: reason })
          expect(await panelOf(person), action).toEqual(before)
        }
      }
    })

    it('is the same whether a program or a page acts', async () => {
      for (const action of Object.keys(WAYS) as Action[]) {
        const [one, other] = [await aClient(state), await aClient(state)]
        await byProgram(action, one)
        await byPage(action, other)
        expect(alike(one, await panelOf(one)), action).toEqual(alike(other, await panelOf(other)))
      }
    })
  },
)

const NOW = '2026-01-05T09:30:00Z'
const OFF = { userEnabled: false }
const UNLOCKED = { userLocked: false, badLoginAttempts: 0 }
const NAMED = { userName: 'name-' }
const SENT = { tokenActive: true, tokenExpired: false, tokenIssued: NOW }

/** What each action changes: these columns and no other, of the fourteen. */
const CHANGES: readonly [Action, keyof typeof STATES, object][] = [
  ['invite', 'never invited', SENT],
  ['invite', 'invited', SENT],
  ['invite', 'invited too long ago', SENT],
  ['reset', 'never invited', SENT],
  ['reset', 'registered', {}],
  ['reset', 'locked', {}],
  ['preview', 'registered', {}],
  ['preview', 'locked', {}],
  ['code', 'never invited', NAMED],
  ['code', 'without an e-mail', NAMED],
  ['code', 'invited', NAMED],
  ['code', 'registered', NAMED],
  ['code', 'locked', NAMED],
  ['unlock', 'locked', UNLOCKED],
  ['unlock', 'locked and disabled', UNLOCKED],
  ['disable', 'never invited', OFF],
  ['disable', 'invited', { ...OFF, tokenActive: false }],
  ['disable', 'invited too long ago', OFF],
  ['disable', 'registered', OFF],
  ['disable', 'locked', OFF],
  ['enable', 'disabled', { userEnabled: true }],
  ['enable', 'disabled before registering', { userEnabled: true }],
  ['enable', 'locked and disabled', { userEnabled: true }],
]

it('each action changes its own columns at once, and leaves the others', async () => {
  const cases = []
  for (const [action, state, changes] of CHANGES) {
    const person = await aClient(state)
    await world.owner(
      `update persons set locked_until = $2::timestamptz + interval '1 hour' where id = $1 and locked_until is not null`,
      [person.id, NOW],
    )
    await world.owner(
      'update persons set last_login_at = created_at, last_ip = $2 where id = $1 and activated_at is not null',
      [person.id, '192.0.2.7'],
    )
    cases.push({ action, person, changes, of: `${action}, ${state}` })
  }
  await world.setClock(NOW)
  for (const { action, person, changes, of } of cases) {
    const { actions: _, registration: _was, ...before } = await panelOf(person)
    expect((await byProgram(action, person)).ok, of).toBe(true)
    const { actions: __, registration: _is, ...after } = await panelOf(person)
    expect(alike(person, after), of).toEqual(alike(person, { ...before, ...changes }))
  }
  await world.setClock(START)
})

it('an action is answered with the panel as it is afterwards', async () => {
  for (const [action, state] of [
    ['reset', 'registered'],
    ['reset', 'invited'],
    ['unlock', 'locked'],
  ] as const) {
    const person = await aClient(state)
    const answer = await byProgram(action, person)
    expect(await answer.json()).toEqual(await panelOf(person))
  }
})

describe('fifty invitations at once', () => {
  it('send three; of those one link is live, each of the others was retired, and none of them twice', async () => {
    const person = await aClient('never invited')
    // Every change of a link's retirement, as the database saw it.
    await world.owner(`create table retirements (hash bytea, was timestamptz, became timestamptz)`)
    await world.owner(
      `create function note_retirement() returns trigger security definer language plpgsql as $$ begin
         insert into retirements values (new.hash, old.retired_at, new.retired_at); return new; end $$`,
    )
    await world.owner(
      `create trigger note_retirement after update on tokens for each row
       when (old.retired_at is distinct from new.retired_at) execute function note_retirement()`,
    )
    const answers = await Promise.all(Array.from({ length: 50 }, () => byProgram('invite', person)))
    const statuses = answers.map(({ status }) => status).toSorted((a, b) => a - b)
    expect(statuses).toEqual([...Array(3).fill(200), ...Array(47).fill(429)])
    const [counted] = await world.owner(
      `select count(*)::int as issued,
         count(*) filter (where retired_at is null)::int as live,
         (select count(*)::int from retirements) as retirements,
         (select count(distinct hash)::int from retirements where was is null) as retired,
         (select count(*)::int from mails where person_id = $1 and kind = 'invitation') as mails
       from tokens where person_id = $1 and used_at is null`,
      [person.id],
    )
    expect(counted).toEqual({ issued: 3, live: 1, retirements: 2, retired: 2, mails: 3 })
    expect(await panelOf(person)).toMatchObject({
      tokenActive: true,
      tokenExpired: false,
      tokenIssued: START,
      tokenUsed: null,
      registrationAttempts: 0,
    })
  })
})
