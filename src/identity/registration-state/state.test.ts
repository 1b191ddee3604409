import { describe, expect, it } from 'vitest'
import { registrationState, type StateInput } from './state.ts'

const now = Temporal.Instant.from('2026-01-05T09:00:00Z')
const later = now.add({ milliseconds: 1 })
const earlier = now.subtract({ hours: 1 })
const nobody: StateInput = {
  disabled_at: null,
  activated_at: null,
  locked_until: null,
  invited_at: null,
  invitation: null,
}
const link = { expires_at: later, used_at: null, retired_at: null }

describe('how far somebody is with registering', () => {
  it.each([
    [{}, 'not_invited'],
    [{ invitation: link }, 'invited'],
    [{ invitation: { ...link, expires_at: now } }, 'expired'],
    [{ invitation: { ...link, retired_at: now } }, 'used_up'],
    [{ invitation: { ...link, used_at: now } }, 'used_up'],
    // Withdrawn when it had run out already: it ran out.
    [{ invitation: { ...link, expires_at: earlier, retired_at: now } }, 'expired'],
    // What it was went with a card that was merged into this one.
    [{ invited_at: earlier }, 'used_up'],
    [{ invitation: link, locked_until: later }, 'invited'],
    [{ activated_at: now }, 'registered'],
    [{ activated_at: now, locked_until: later }, 'locked'],
    [{ activated_at: now, locked_until: now }, 'registered'],
    [{ activated_at: now, locked_until: later, disabled_at: now }, 'disabled'],
    [{ invitation: link, disabled_at: now }, 'disabled'],
  ] as [Partial<StateInput>, string][])('%j: %s', (different, state) => {
    expect(registrationState({ ...nobody, ...different }, now)).toBe(state)
  })
})
