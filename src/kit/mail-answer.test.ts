import { describe, expect, it } from 'vitest'
import { answerOf, endsSession, handed } from './mail-answer.ts'

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
    [{ code: 'ETIMEDOUT', command: 'CONN', timeoutType: 'CONNECT_TIMEOUT' }, 'away'],
    [{ code: 'ETIMEDOUT', command: 'CONN', timeoutType: 'SOCKET_TIMEOUT' }, 'silence'],
    // Said of our address, our session or our domain, wherever the server says it.
    [{ responseCode: 550, command: 'RCPT TO', response: '550 5.1.8 Domain not found' }, 'away'],
    [{ responseCode: 504, command: 'RCPT TO', response: '504 5.5.2 <gate>: Helo' }, 'away'],
    [{ responseCode: 503, command: 'DATA', response: '503 5.5.1 Out of order' }, 'away'],
    [{ responseCode: 554, command: 'DATA', response: '554-5.7.23 SPF failed' }, 'away'],
    [{ responseCode: 550, command: 'RCPT TO', response: '550 5.1.1 No such user' }, 'refused'],
    [{ responseCode: 554, command: 'DATA', response: '554 5.7.1 Looks like spam' }, 'refused'],
    // Said to the sender’s name, and of this mail.
    [{ responseCode: 554, command: 'MAIL FROM', response: '554 5.3.4 Too large' }, 'refused'],
    [{ responseCode: 553, command: 'MAIL FROM', response: '553 5.6.7 Not ASCII' }, 'refused'],
    [{ responseCode: 452, command: 'MAIL FROM', response: '452 4.3.1 Full' }, 'away'],
    [{ responseCode: 421, command: 'RCPT TO', response: '421 4.3.2 Closing' }, 'not now'],
  ])('%j: %s', (error, what) => {
    expect(handed(error)).toBe(what)
  })

  it.each([
    [{ responseCode: 550, command: 'MAIL FROM' }, true],
    [{ responseCode: 451, command: 'MAIL FROM' }, true],
    [{ responseCode: 554, command: 'DATA' }, true],
    [{ responseCode: 535, command: 'AUTH PLAIN' }, true],
    [{ responseCode: 504, command: 'RCPT TO' }, true],
    [{ responseCode: 550, command: 'RCPT TO' }, false],
    [{ responseCode: 451, command: 'RCPT TO' }, false],
  ])('%j ends the session: %s', (error, ends) => {
    expect(endsSession(error)).toBe(ends)
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
