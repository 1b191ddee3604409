import { describe, expect, it } from 'vitest'
import { whyNotInvited, type Invitable } from './invitation.ts'

const client: Invitable = {
  kind: 'contact',
  role: 'client',
  email: 'carla@example.com',
  hasIdentityCheck: true,
  activated: false,
  disabled: false,
}

describe('who may be invited', () => {
  it.each([
    [{}, null],
    [{ role: 'prospect' }, null],
    [{ role: 'lead' }, 'lead'],
    [{ email: null }, 'no_email'],
    [{ hasIdentityCheck: false }, 'no_fact'],
    [{ kind: 'staff', role: null, hasIdentityCheck: false }, null],
    [{ activated: true, disabled: true, email: null }, 'registered'],
    [{ disabled: true, role: 'lead' }, 'disabled'],
    [{ role: 'lead', email: null, hasIdentityCheck: false }, 'lead'],
  ] as [Partial<Invitable>, string | null][])('%j: %s', (different, why) => {
    expect(whyNotInvited({ ...client, ...different })).toBe(why)
  })
})
