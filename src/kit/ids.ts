import { randomUUID } from 'node:crypto'
import { z } from 'zod'

/** Id kinds, by the prefix people and programs see. */
export const PREFIXES = {
  portal: 'ptl',
  partner: 'prt',
  person: 'per',
  session: 'ses',
  thread: 'thr',
  message: 'msg',
  mail: 'mal',
  event: 'evt',
  report: 'rpt',
  key: 'key',
  httpRequest: 'req',
  webhook: 'whk',
  delivery: 'whd',
  passkey: 'pky',
  preview: 'pvw',
  note: 'nte',
  company: 'cmp',
  field: 'fld',
  case: 'cas',
  work: 'wrk',
  import: 'imp',
  procedure: 'prc',
  run: 'run',
  file: 'fil',
  upload: 'upl',
  request: 'frq',
  folder: 'fol',
  flow: 'flw',
  step: 'stp',
  flowRun: 'flr',
  sandboxPayment: 'sbp',
  sandboxMethod: 'sbm',
  sandboxRefund: 'sbr',
  sandboxEvent: 'sbe',
  invoice: 'inv',
  creditNote: 'crn',
  payment: 'pay',
  refund: 'rfd',
  form: 'frm',
  submission: 'sub',
  attempt: 'att',
  plan: 'pln',
  subscription: 'sbn',
  method: 'mtd',
} as const
export type IdKind = keyof typeof PREFIXES

/** The console is the portal with the nil id. */
export const CONSOLE = '00000000-0000-0000-0000-000000000000'

const HYPHEN = 45
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const LETTERS = '[0-7][0-9a-hjkmnp-tv-z]{25}'
const IS_LETTERS = new RegExp(`^${LETTERS}$`)
const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, BigInt(value)]))

let lastMs = 0
let counter = 0

/**
 * A new UUIDv7. The machine's time is only an ordering hint here, never a fact about the row, which
 * carries its own `…_at` from the installation's clock; within a millisecond a counter keeps the order.
 */
export function newId(): string {
  const ms = Math.floor(performance.timeOrigin + performance.now())
  // Node keeps a stock of random UUIDs, so this asks the system for randomness once in a hundred times.
  const random = randomUUID()
  if (ms > lastMs) {
    lastMs = ms
    counter = Number.parseInt(random.slice(0, 3), 16) >> 1
  } else if (++counter > 0xfff) {
    lastMs++
    counter = 0
  }
  const time = lastMs.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-${random.slice(19)}`
}

/** Written over at each use: an answer shows half a dozen of them, and a string put together is one of 26 pieces. */
const letters = Buffer.alloc(26)

/** The form shown outside: `ptl_` and 26 letters of Crockford's base 32. */
export function show(kind: IdKind, uuid: string): string {
  let at = 0
  // The first letter holds three bits, so that 26 of five hold 128.
  let bits = 0
  let held = 2
  for (let read = 0; read < uuid.length; read++) {
    const code = uuid.charCodeAt(read)
    if (code === HYPHEN) continue
    // Digits end in the four bits that they stand for; letters follow nine later, and have bit 6.
    bits = ((bits << 4) | ((code & 15) + 9 * (code >> 6))) & 0xff
    held += 4
    if (held >= 5) {
      held -= 5
      letters[at++] = ALPHABET.charCodeAt((bits >> held) & 31)
    }
  }
  return `${PREFIXES[kind]}_${letters.toString('latin1')}`
}

/** The UUID behind a shown id, or null where the text is not one of that kind. */
export function parseId(kind: IdKind, shown: string): string | null {
  const prefix = `${PREFIXES[kind]}_`
  const letters = shown.slice(prefix.length)
  if (!shown.startsWith(prefix) || !IS_LETTERS.test(letters)) return null
  let value = 0n
  for (const letter of letters) value = (value << 5n) | VALUES.get(letter)!
  const hex = value.toString(16).padStart(32, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** A shown id in an operation's input; the operation gets the UUID. */
export const id = (kind: IdKind) =>
  z
    .string()
    .transform((shown, context) => {
      const uuid = parseId(kind, shown)
      if (uuid === null)
        context.addIssue({ code: 'custom', params: { text: 'id', prefix: PREFIXES[kind] } })
      return uuid ?? ''
    })
    .meta({
      id: undefined,
      pattern: `^${PREFIXES[kind]}_${LETTERS}$`,
      examples: [`${PREFIXES[kind]}_01k9w3t2m5e8r7q6p4n3b2v1c0`],
    })
