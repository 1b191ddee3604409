import { describe, expect, it } from 'vitest'
import { schedule } from '../../schedule.ts'
import { againOf, causeOf } from './failure.ts'

describe('a failed job', () => {
  it.each([
    ['connect ECONNREFUSED 127.0.0.1:25', 'unreachable'],
    ['getaddrinfo ENOTFOUND smtp.example.com', 'unreachable'],
    ['451 busy', 'answered'],
    ['the mail server refuses Gatehouse itself: look at its account and sender', 'mail_account'],
    ['the key of portal 0 is missing from ./keys; put it back from its backup', 'key_missing'],
    ['Connection terminated unexpectedly', 'database'],
    ['not done within 3600 seconds', 'too_long'],
    ['job heartbeat timeout', 'stopped'],
    ["Cannot read properties of undefined (reading 'id')", 'unexpected'],
    ['', 'unsaid'],
  ])('of %j has the cause %s', (message, cause) => {
    expect(causeOf(message)).toBe(cause)
  })

  it('is begun anew as often as the clock begins its like', () => {
    for (const { job, cron } of schedule)
      expect(againOf(job.name), job.name).toBe(
        cron.startsWith('* *') ? 'minute' : /^\d+ \*/.test(cron) ? 'hour' : 'day',
      )
  })
})
