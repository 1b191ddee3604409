import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { newId, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { mailJob } from '../../kit/mail.ts'
import { done, operation, type Caller, type Work } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { admit } from '../limits/entrances.ts'
import { resetMail } from '../mails.tsx'
import { languageOf, login } from '../persons/person.ts'
import { lockForReset, mailSender } from '../persons/queries.ts'
import { performInTurn } from '../sessions/judging.ts'
import type { OpenedFrom } from '../sessions/opening.ts'
import { issueToken, retireTokens } from './tokens.ts'
import { liveSeed, noteMailedAgain, setSeed } from './seeds.ts'

const RESET_HOURS = 1

/** For so long a link that is out is mailed again rather than replaced: nobody who asks retires it. */
const KEPT_MINUTES = 30
/** How often at most the same link is mailed; who asks again is answered like the first time. */
const MAILS_A_LINK = 3

/** The same answer after the same work, whether or not somebody has that e-mail; only they get a mail. */
export const requestReset = operation({
  name: 'password.request_reset',
  summary: 'Mails a link for choosing a new password',
  input: z.strictObject({ email: login }),
  right: null,
  quiet: true,
  async run(work, { email }) {
    const { tx, portal, note } = work
    const person = await lockForReset(tx, portal, email)
    note({ outcome: person ? 'mailed' : 'unknown' })
    if (!person) {
      await mailNobody(work, email)
      return done({})
    }
    const token = await linkFor(work, person.id)
    if (token === null) await mailNothing(work)
    else await mailLink(work, person, token)
    note({ subject: show('person', person.id), ...(token === null ? { outcome: 'enough' } : {}) })
    return done({})
  },
})

/** @see requestReset; counted before by where it comes from. */
export async function askForReset(
  installation: Installation,
  caller: Caller,
  input: unknown,
  { device }: Pick<OpenedFrom, 'device'>,
): Promise<Done<object> | Refusal> {
  const parsed = requestReset.input.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const over = await admit(installation, caller, 'reset', { login: parsed.data.email, device })
  return over ?? performInTurn(installation, requestReset, caller, input)
}

type Known = { id: string; name: string; email: string | null; language: string | null }

/** Issues a link for a new password, retiring the earlier one, and mails it; part of an operation. */
export const mailReset = async (work: Work, person: Known): Promise<void> =>
  mailLink(work, person, await newLink(work, person.id))

async function mailLink(work: Work, person: Known, token: string): Promise<void> {
  const { tx, portal, installation } = work
  const sender = await mailSender(tx, portal)
  const language = languageOf(person, sender)
  await work.mail(resetMail({ installation, sender, person, token, language }))
}

const secretOf = ({ portal, installation }: Work, person: string, seed: Buffer): string =>
  installation.keys
    .fingerprint('password reset', `${portal} ${person} ${seed.toString('hex')}`)
    .toString('base64url')

async function newLink(work: Work, person: string): Promise<string> {
  const { tx, portal, now } = work
  const seed = randomBytes(32)
  const secret = secretOf(work, person, seed)
  const about = { portal, person, purpose: 'reset', now, secret } as const
  const token = await issueToken(tx, { ...about, expires: now.add({ hours: RESET_HOURS }) })
  await setSeed(tx, portal, person, seed)
  return token
}

/**
 * The secret of the person's link, a new one or the one that is out: whoever keeps asking for somebody
 * else's e-mail neither retires their link nor fills their mailbox.
 * @returns null where it was mailed often enough
 */
async function linkFor(work: Work, person: string): Promise<string | null> {
  const { tx, portal, now } = work
  const out = await liveSeed(tx, portal, person)
  if (!out?.seed || !isKept(out.issued_at, now)) return newLink(work, person)
  if (out.mails >= MAILS_A_LINK) return null
  await noteMailedAgain(tx, portal, person, now.add({ hours: RESET_HOURS }))
  return secretOf(work, person, out.seed)
}

const isKept = (issued: Instant, now: Instant) =>
  Temporal.Instant.compare(now, issued.add({ minutes: KEPT_MINUTES })) < 0

/** What a mail costs, without one: the job finds nothing to send. */
const mailNothing = ({ portal, enqueue }: Work) => enqueue(mailJob, { portal, mail: newId() })

async function mailNobody(work: Work, email: string) {
  const { tx, portal, now, installation } = work
  const person = { id: newId(), name: email, email }
  const sender = await mailSender(tx, portal)
  await liveSeed(tx, portal, person.id)
  await retireTokens(tx, { portal, person: person.id, purpose: 'reset', now })
  const token = randomBytes(32).toString('base64url')
  resetMail({ installation, sender, person, token, language: sender.language })
  await mailNothing(work)
}
