import { describe, expect, it } from 'vitest'
import { answerOf, handed } from './mail-answer.ts'

describe('what the mail server answers', () => {
  it.each([
    [{ responseCode: 550, command: 'RCPT TO' }, 'refused'],
    [{ responseCode: 551, command: 'RCPT TO' }, 'refused'],
    [{ responseCode: 553, command: 'RCPT TO' }, 'refused'],
    [{ responseCode: 554, command: 'DATA' }, 'refused'],
    [{ responseCode: 552, command: 'MAIL FROM' }, 'refused'],
    [{ code: 'EENVELOPE', command: 'API' }, 'refused'],
    [{ responseCode: 451, command: 'RCPT TO' }, 'not now'],
    [{ responseCode: 452, command: 'DATA' }, 'not now'],
    [{ responseCode: 550, command: 'MAIL FROM' }, 'away'],
    [{ responseCode: 530, command: 'RCPT TO' }, 'away'],
    [{ responseCode: 535, command: 'AUTH PLAIN' }, 'away'],
    [{ responseCode: 554, command: 'CONN' }, 'away'],
    [{ responseCode: 421, command: 'CONN' }, 'away'],
    [{ code: 'ECONNREFUSED', command: 'CONN' }, 'away'],
    [new Error('timeout'), 'away'],
  ])('%j: %s', (error, what) => {
    expect(handed(error)).toBe(what)
  })

  it('is kept in its own words, in one line without what cannot be seen, and not without end', () => {
    const answer = '550-5.1.1 No such\r\n550 user\u202e here\u0000'
    expect(answerOf({ response: answer, message: 'Recipient failed' })).toBe(
      '550-5.1.1 No such 550 user here',
    )
    expect(answerOf(new Error('connect ECONNREFUSED'))).toBe('connect ECONNREFUSED')
    expect(answerOf({ response: 'x'.repeat(2000) })).toHaveLength(300)
  })
})
