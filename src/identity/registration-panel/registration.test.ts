import { describe, expect, it } from 'vitest'
import { actionsOf, columnsOf, type Registrant } from './registration.ts'

const now = Temporal.Instant.from('2026-03-02T12:00:00Z')
const earlier = now.subtract({ hours: 1 })
const later = now.add({ hours: 1 })

const known: Registrant = {
  id: 'carla',
  kind: 'contact',
  role: 'client',
  name: 'Carla Boone',
  email: 'carla@example.com',
  hasIdentityCheck: true,
  isOwner: false,
  userName: null,
  attempts: 0,
  badAttempts: 0,
  lockedUntil: null,
  lastIp: null,
  lastLoginAt: null,
  activatedAt: null,
  disabledAt: null,
  invitation: null,
  invitedAt: null,
  invitationRefused: null,
  codeUsedAt: null,
}
const sent = { issued_at: earlier, expires_at: later, used_at: null, retired_at: null }
const columns = (different: Partial<Registrant>, at = now) =>
  columnsOf({ ...known, ...different }, at)

describe('the panel’s columns', () => {
  it('are fourteen', () => {
    expect(Object.keys(columns({}))).toHaveLength(14)
  })

  it('say of an invitation that it is active to its last millisecond, and expired at the next', () => {
    const last = later.subtract({ milliseconds: 1 })
    expect(columns({ invitation: sent }, last)).toMatchObject({
      tokenActive: true,
      tokenExpired: false,
    })
    expect(columns({ invitation: sent }, later)).toMatchObject({
      tokenActive: false,
      tokenExpired: true,
    })
  })

  it.each([
    ['none was sent', null],
    ['it was used', { ...sent, used_at: now }],
    ['it was retired', { ...sent, retired_at: earlier }],
    ['it was retired before it ran out', { ...sent, retired_at: earlier, expires_at: now }],
  ])('say neither where %s', (_, invitation) => {
    expect(columns({ invitation })).toMatchObject({ tokenActive: false, tokenExpired: false })
  })

  it.each([
    ['later', now],
    ['at that moment', earlier],
  ])('say expired of an invitation that ran out, though it was retired %s', (_, retired_at) => {
    const invitation = { ...sent, expires_at: earlier, retired_at }
    expect(columns({ invitation })).toMatchObject({ tokenActive: false, tokenExpired: true })
  })

  it('name the use of a code where no invitation was used', () => {
    expect(columns({ invitation: sent, codeUsedAt: now }).tokenUsed).toEqual(now)
  })

  it('say locked only for as long as the lock holds', () => {
    expect(columns({ lockedUntil: later }).userLocked).toBe(true)
    expect(columns({ lockedUntil: now }).userLocked).toBe(false)
  })

  it('name for signing in the user name, else the e-mail', () => {
    expect(columns({}).userName).toBe('carla@example.com')
    expect(columns({ userName: 'carla.b' }).userName).toBe('carla.b')
  })
})

describe('the panel’s actions', () => {
  const why = (different: Partial<Registrant>, viewer = 'staff') =>
    Object.fromEntries(
      actionsOf({ ...known, ...different }, viewer, now).map(({ action, why }) => [action, why]),
    )

  it.each([
    [{}, { invite: null, reset: null, disable: null, preview: 'preview_not_registered' }],
    [{ activatedAt: now, lockedUntil: later }, { preview: null }],
    [{ activatedAt: now, disabledAt: now }, { preview: 'preview_disabled' }],
    [{ activatedAt: now, kind: 'staff' }, { preview: 'preview_not_a_client' }],
    [{ role: 'lead' }, { invite: 'lead', reset: 'lead', disable: null }],
    [{ hasIdentityCheck: false }, { invite: 'no_fact', reset: 'no_fact', code: 'no_fact' }],
    [{ email: null }, { invite: 'no_email', reset: 'no_email', code: null }],
    [
      { email: null, hasIdentityCheck: false },
      { invite: 'no_email', code: 'no_fact' },
    ],
    [
      { kind: 'staff', role: null },
      { invite: null, code: 'codes_for_clients' },
    ],
    [
      { activatedAt: now },
      { invite: 'registered', reset: null, code: null, enable: 'not_disabled' },
    ],
    [
      { activatedAt: now, email: null },
      { reset: 'no_email', code: null },
    ],
    [{ activatedAt: now, role: 'lead' }, { code: null }],
    [{ activatedAt: now, hasIdentityCheck: false }, { code: 'no_fact' }],
    [
      { activatedAt: now, disabledAt: now },
      {
        invite: 'registered',
        reset: 'disabled',
        code: 'disabled',
        disable: 'disabled',
        enable: null,
      },
    ],
    [{ activatedAt: now, lockedUntil: later }, { unlock: null }],
    [{ activatedAt: now, lockedUntil: now }, { unlock: 'not_locked' }],
  ] as [Partial<Registrant>, Record<string, string | null>][])('of %j: %j', (who, expected) => {
    expect(why(who)).toMatchObject(expected)
  })

  it('unlock and enable each leave the other’s work to do', () => {
    expect(why({ disabledAt: now, lockedUntil: later })).toMatchObject({
      enable: null,
      unlock: null,
    })
  })

  it('never disable oneself', () => {
    expect(why({}, 'carla')).toMatchObject({ disable: 'not_yourself' })
  })

  it('disable the owner by nobody but the owner', () => {
    const owner = { isOwner: true, kind: 'staff', role: null } as const
    expect(why(owner)).toMatchObject({ disable: 'owner_only' })
    expect(why(owner, 'carla')).toMatchObject({ disable: null })
  })
})
