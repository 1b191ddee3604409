import { describe, expect, it } from 'vitest'
import { registrationState, type StateInput } from './state.ts'

const now = Temporal.Instant.from('2026-01-05T09:00:00Z')
const later = now.add({ milliseconds: 1 })
const nobody: StateInput = {
  disabled_at: null,
  activated_at: null,
  locked_until: null,
  invitation_expires_at: null,
}

describe('how far somebody is with registering', () => {
  it.each([
    [{}, 'not_invited'],
    [{ invitation_expires_at: later }, 'invited'],
    [{ invitation_expires_at: now }, 'expired'],
    [{ invitation_expires_at: later, locked_until: later }, 'invited'],
    [{ activated_at: now }, 'registered'],
    [{ activated_at: now, locked_until: later }, 'locked'],
    [{ activated_at: now, locked_until: now }, 'registered'],
    [{ activated_at: now, locked_until: later, disabled_at: now }, 'disabled'],
    [{ invitation_expires_at: later, disabled_at: now }, 'disabled'],
  ] as [Partial<StateInput>, string][])('%j: %s', (different, state) => {
    expect(registrationState({ ...nobody, ...different }, now)).toBe(state)
  })
})
