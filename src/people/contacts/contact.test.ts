import { describe, expect, it } from 'vitest'
import { isBorn, registrationOf, userName } from './contact.ts'

const at = (time: string) => Temporal.Instant.from(`2026-01-05T${time}Z`)
const nobody = {
  disabled_at: null,
  activated_at: null,
  locked_until: null,
  invitation_expires_at: null,
}

describe('a registration', () => {
  const now = at('09:00:00')
  it.each([
    ['not_invited', {}],
    ['invited', { invitation_expires_at: at('09:00:01') }],
    ['expired', { invitation_expires_at: at('09:00:00') }],
    ['registered', { activated_at: at('08:00:00') }],
    ['locked', { activated_at: at('08:00:00'), locked_until: at('09:00:01') }],
    ['registered', { activated_at: at('08:00:00'), locked_until: at('09:00:00') }],
    ['disabled', { activated_at: at('08:00:00'), disabled_at: at('08:30:00') }],
    ['disabled', { invitation_expires_at: at('10:00:00'), disabled_at: at('08:30:00') }],
  ] as const)('is %s', (is, standing) => {
    expect(registrationOf({ ...nobody, ...standing }, now)).toBe(is)
  })
})

it('nobody is born tomorrow', () => {
  expect(isBorn('2026-01-05', at('09:00:00'))).toBe(true)
  expect(isBorn('2026-01-06', at('09:00:00'))).toBe(false)
})

it.each([
  ['Ada.Reyes', 'ada.reyes'],
  ['ada@example.com', undefined],
  ['ab', undefined],
  ['.ada', undefined],
])('a user name %j is kept as %j', (typed, kept) => {
  expect(userName.safeParse(typed).data).toBe(kept)
})
