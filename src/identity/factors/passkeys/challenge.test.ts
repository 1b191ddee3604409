import { describe, expect, it } from 'vitest'
import { newChallenge, readChallenge, type About } from './challenge.ts'

const key = Buffer.alloc(32, 7)
const now = Temporal.Instant.from('2026-01-05T09:00:00Z')
const about: About = { portal: 'acme', purpose: 'sign_in', subject: '' }

describe('a challenge', () => {
  const challenge = newChallenge(key, about, now)
  const read = (otherwise: Partial<About> = {}, at = now, text = challenge) =>
    readChallenge(key, { ...about, ...otherwise }, text, at)

  it('is another each time, and known again', () => {
    expect(newChallenge(key, about, now)).not.toBe(challenge)
    expect(read()).not.toBeNull()
  })

  it('is good for its portal, purpose and subject alone', () => {
    expect(read({ portal: 'other' })).toBeNull()
    expect(read({ purpose: 'register' })).toBeNull()
    expect(read({ subject: 'ada' })).toBeNull()
    expect(readChallenge(Buffer.alloc(32, 8), about, challenge, now)).toBeNull()
  })

  it('lasts an hour, to the millisecond', () => {
    const end = now.add({ hours: 1 })
    expect(read({}, end.subtract({ milliseconds: 1 }))?.expires).toEqual(end)
    expect(read({}, end)).toBeNull()
  })

  it('that was altered or cut is none', () => {
    const bytes = Buffer.from(challenge, 'base64url')
    bytes[17]! ^= 1
    expect(read({}, now, bytes.toString('base64url'))).toBeNull()
    expect(read({}, now, challenge.slice(4))).toBeNull()
    expect(read({}, now, '')).toBeNull()
  })
})
