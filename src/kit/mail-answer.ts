/**
 * What became of handing a mail to the server: it will never be taken, or not now; the server was silent
 * about this one; or it does not speak to us at all, in which case there is no point in trying the next.
 */
export type Handed = 'refused' | 'not now' | 'silence' | 'away'

interface Said {
  responseCode?: number
  response?: unknown
  command?: string
  code?: string
  timeoutType?: string
}

/** Answers about our session or account, which are the same for every mail, whenever they come. */
const ABOUT_US: ReadonlySet<number> = new Set([500, 502, 503, 504, 530, 534, 535, 538])

/**
 * The same in the enhanced codes of RFC 3463 and its register: our address as sender, what we say in the
 * session, how we prove who we are, and what our domain says of its senders. Servers keep them until a
 * receiver is named, or the content is there.
 */
const ENHANCED_ABOUT_US = /^[45]\.(?:1\.[78]|5\.\d+|7\.(?:[89]|1[0-4]|2[0-7]))$/

const TOO_LARGE = 552

/** What is said to the sender's name but means the mail: its length, and what is in it. */
const ENHANCED_ABOUT_MAIL = /^5\.(?:2\.3|3\.4|6\.\d+)$/

export function handed(error: unknown): Handed {
  const { responseCode, response, command, code, timeoutType } = error as Said
  // Of an address that cannot be written to, it is not even asked.
  if (code === 'EENVELOPE' && command === 'API') return 'refused'
  if (!responseCode) return timeoutType === 'SOCKET_TIMEOUT' ? 'silence' : 'away'
  const enhanced = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(String(response))?.[1] ?? ''
  if (ABOUT_US.has(responseCode) || ENHANCED_ABOUT_US.test(enhanced)) return 'away'
  if (command === 'MAIL FROM' && (responseCode === TOO_LARGE || ENHANCED_ABOUT_MAIL.test(enhanced)))
    return 'refused'
  // About the sender or the session, as before anybody is named, it would be the same for every mail.
  if (command !== 'RCPT TO' && command !== 'DATA') return 'away'
  return responseCode >= 500 ? 'refused' : 'not now'
}

/**
 * Whether no mail should leave by that connection any more: servers count what goes wrong in a session,
 * and refuse all that comes after. Only a receiver's refusal is so much a matter of course that it is not.
 */
export function endsSession(error: unknown): boolean {
  const { responseCode, command } = error as Said
  return !!responseCode && (command !== 'RCPT TO' || handed(error) === 'away')
}

const LONGEST_ANSWER = 300

/** The server's own words, as they may be shown: one line, nothing invisible, not without end. */
export function answerOf(error: unknown): string {
  const { response, message } = error as { response?: unknown; message?: string }
  const said = typeof response === 'string' && response !== '' ? response : (message ?? '')
  return said
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_ANSWER)
}
