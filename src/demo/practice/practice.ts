import { z } from 'zod'
import { CONTACT_ROLES } from '../../identity/index.ts'
import { LANGUAGES } from '../../kit/texts.ts'

/*
 * What a firm of the demo has on its books, told by how many days ago it happened: whole days at office
 * hours, parts of a day to the minute.
 */

const ago = z.number().min(0)
const text = z.string()

/**
 * What happens on the way in. `mistype` states failed identity checks that often, `forget` gives wrong passwords,
 * `phone` registers with a code read out, `attack` is strangers guessing until the account is shut for
 * hours, `disable` and `preview` say why.
 */
const step = z.union([
  z.tuple([
    ago,
    z.enum(['invite', 'open', 'register', 'phone', 'return', 'reset', 'enable', 'attack']),
  ]),
  z.tuple([ago, z.enum(['mistype', 'forget']), z.int()]),
  z.tuple([ago, z.enum(['disable', 'preview']), text]),
])
export type Step = z.output<typeof step>

/** By whom it was written, as an e-mail. */
const note = z.tuple([ago, z.email(), text])
export type DemoNote = z.output<typeof note>

const client = z.strictObject({
  name: text,
  email: z.email().optional(),
  /** A client unless told. */
  role: z.enum(CONTACT_ROLES).optional(),
  /** Days ago the card was made; left out for whoever the portal's own events bring in. */
  since: ago.optional(),
  /** The four digits are not known; of everybody else they are the demo's. */
  unproven: z.literal(true).optional(),
  userName: text.optional(),
  phone: text.optional(),
  company: text.optional(),
  language: z.enum(LANGUAGES).optional(),
  birthDate: z.iso.date().optional(),
  /** Values of the firm's own fields, by their labels. */
  fields: z.record(text, text).optional(),
  life: z.array(step).optional(),
  notes: z.array(note).optional(),
})
export type DemoClient = z.output<typeof client>

const request = z.strictObject({
  ago,
  of: text,
  what: text,
  /** Days from then. */
  dueIn: z.int().optional(),
  /** When something came in, and what it was called. */
  sent: z.tuple([ago, z.tuple([text], text)]).optional(),
  accepted: ago.optional(),
  /** When it was asked for again, and why. */
  again: z.tuple([ago, text]).optional(),
})
export type DemoRequest = z.output<typeof request>

/** What lies in a matter: made from its words, of the kind that its name ends in. */
const document = z.strictObject({
  ago,
  by: z.email(),
  name: text,
  text: z.tuple([text], text),
  /** What it lies in, from the outermost. */
  folders: z.tuple([text], text).optional(),
  /** Shared with the matter's clients, or with these by name. */
  clients: z.literal(true).optional(),
  share: z.array(text).optional(),
  /** From today to the last day on which it is seen; over where it is less than nothing. */
  days: z.int().optional(),
})
export type DemoDocument = z.output<typeof document>

const matter = z.strictObject({
  title: text,
  type: text,
  opened: ago,
  /** By their names; the first one opened it. */
  clients: z.tuple([text], text),
  /** On the other side. */
  others: z.array(text).optional(),
  stages: z.array(z.tuple([ago, text])).optional(),
  closed: ago.optional(),
  /** Documents that clients were asked for. */
  requests: z.array(request).optional(),
  notes: z.array(note).optional(),
  documents: z.array(document).optional(),
})
export type DemoCase = z.output<typeof matter>

export const practice = z.strictObject({
  types: z.array(text),
  stages: z.tuple([text], text),
  fields: z.array(
    z.strictObject({
      label: text,
      kind: z.enum(['text', 'date', 'choice']),
      choices: z.array(text).optional(),
    }),
  ),
  clients: z.array(client),
  /** Who is only named in cases. */
  opponents: z.array(
    client.pick({ name: true, phone: true, company: true }).extend({ since: ago }),
  ),
  cases: z.array(matter),
})
export type DemoPractice = z.output<typeof practice>
