/** What became of handing a mail to the server. */
export type Handed = 'taken' | 'refused' | 'not now' | 'away'

/** Answers about our own account, which are the same for every mail: at AUTH, or wherever it is missed. */
const OUR_ACCOUNT: ReadonlySet<number> = new Set([530, 534, 535, 538])
const TOO_LARGE = 552

/**
 * What an error says: this mail will never be taken, this one not now, or the server does not speak to us
 * at all, in which case there is no point in trying the next.
 */
export function handed(error: unknown): Handed {
  const { responseCode, command, code } = error as {
    responseCode?: number
    command?: string
    code?: string
  }
  // Of an address that cannot be written to, it is not even asked.
  if (code === 'EENVELOPE' && command === 'API') return 'refused'
  if (!responseCode || OUR_ACCOUNT.has(responseCode)) return 'away'
  if (command === 'MAIL FROM' && responseCode === TOO_LARGE) return 'refused'
  // About the sender or the session, as before anybody is named, it would be the same for every mail.
  if (command !== 'RCPT TO' && command !== 'DATA') return 'away'
  return responseCode >= 500 ? 'refused' : 'not now'
}

/** Nobody answers at all, or nobody in time. */
export const isSilence = (error: unknown): boolean =>
  (error as { responseCode?: number }).responseCode === undefined

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
