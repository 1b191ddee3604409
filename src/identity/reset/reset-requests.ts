import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import {
  done,
  jobCaller,
  operation,
  perform,
  type Caller,
  type OperationContext,
} from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { enqueueSealed, openJob, sealedJobType, type Sealed } from '../../kit/sealed-job.ts'
import { askFor } from '../limits/limited-request.ts'
import { countAskedReset } from '../mail-limits/mail-limits.ts'
import { resetMail } from '../mails.tsx'
import { mailRequester } from '../persons/mail-requester.ts'
import { languageOf, login } from '../persons/person.ts'
import { lockForWayIn, mailSender } from '../persons/queries.ts'
import type { OpenedFrom } from '../sessions/opening.ts'
import { mailedWhyNot } from '../tokens/no-way-in.ts'
import { issueToken } from '../tokens/tokens.ts'
import { liveSeed, noteMailedAgain, setSeed } from './queries.ts'

const RESET_HOURS = 1

/** For so long a link that is out is mailed again rather than replaced: nobody who asks retires it. */
const KEPT_MINUTES = 30
/** How often at most the same link is mailed; who asks again is answered like the first time. */
const MAILS_A_LINK = 3

/** Whose it is, is looked up after the answer: neither it nor its time tells whether there is somebody. */
export const resetJob = sealedJobType('password_reset', 4)

export const requestReset = operation({
  name: 'password.request_reset',
  done: { en: 'Asked for a new password', es: 'Pidió una contraseña nueva' },
  summary: 'Mails a link for choosing a new password',
  input: z.strictObject({ email: login }),
  right: null,
  quiet: true,
  async run(op, wish) {
    await enqueueSealed(op, resetJob, wish)
    return done({})
  },
})

/** @see requestReset; counted before by where it comes from. */
export const askForReset = (
  installation: Installation,
  caller: Caller,
  input: unknown,
  { device }: Pick<OpenedFrom, 'device'>,
): Promise<Done<object> | Refusal> =>
  askFor(installation, caller, { operation: requestReset, entrance: 'reset' }, input, device)

const mailResetLink = operation({
  name: 'password.mail_reset',
  done: {
    en: 'Mailing a link for a new password',
    es: 'Envío de un enlace para una contraseña nueva',
  },
  summary: 'Mails the link for a new password to whoever goes by the name that was typed',
  input: requestReset.input,
  right: 'job',
  quiet: true,
  async run(op, { email }) {
    const { tx, note } = op
    const person = await lockForWayIn(tx, email)
    if (!person) {
      note({ outcome: 'unknown' })
      return done({})
    }
    if (await mailedWhyNot(op, person)) return done({})
    const isMailed = (await mailedOtherWay(op, person)) ?? (await mailLinkAgain(op, person))
    note({ subject: show('person', person.id), outcome: isMailed ? 'mailed' : 'enough' })
    return done({})
  },
})

/** Done again after a crash it mails the same link once more. */
export async function sendResetLink(installation: Installation, job: Sealed): Promise<void> {
  const wish = await openJob(installation, resetJob, job)
  const sent = await perform(installation, mailResetLink, jobCaller(job.portal), wish)
  if (!sent.ok) throw new Error(sent.code)
}

/**
 * What else than a forgotten password keeps somebody out, told by the rooms above: a mail with the way in, or null where
 * that room knows of none.
 */
export const otherWaysIn = new Place<
  (op: OperationContext, person: string) => Promise<(() => Promise<void>) | null>
>()

/** @returns whether a mail leaves; null where nothing else keeps them out than what they have forgotten */
async function mailedOtherWay(op: OperationContext, person: Recipient): Promise<boolean | null> {
  for (const find of otherWaysIn.of(op.installation)) {
    const mail = await find(op, person.id)
    if (mail === null) continue
    const isCounted = await countAskedReset(op, person)
    if (isCounted) await mail()
    return isCounted
  }
  return null
}

/**
 * Mails a link for a new password, the one that is out or a new one; part of an operation.
 * @returns false where it was mailed often enough
 */
export async function mailLinkAgain(op: OperationContext, person: Recipient): Promise<boolean> {
  const token = await linkFor(op, person)
  if (token !== null) await mailLink(op, person, token)
  return token !== null
}

type Recipient = { id: string; name: string; email: string | null; language: string | null }

/** Issues a link for a new password, retiring the earlier one, and mails it; part of an operation. */
export const mailReset = async (op: OperationContext, person: Recipient): Promise<void> =>
  mailLink(op, person, await newLink(op, person.id))

async function mailLink(op: OperationContext, person: Recipient, token: string): Promise<void> {
  const { tx, installation } = op
  const sender = await mailSender(tx)
  const language = languageOf(person, sender)
  const mail = resetMail({ installation, sender, person, token, language })
  await op.mail(mail && { ...mail, urgent: true, ...(await mailRequester(op, sender)) })
}

const secretOf = (
  { portal, installation }: OperationContext,
  person: string,
  seed: Buffer,
): string =>
  installation.keys
    .fingerprint('password reset', `${portal} ${person} ${seed.toString('hex')}`)
    .toString('base64url')

async function newLink(op: OperationContext, person: string): Promise<string> {
  const { tx, portal, now } = op
  const seed = randomBytes(32)
  const secret = secretOf(op, person, seed)
  const about = { portal, person, purpose: 'reset', now, secret } as const
  const token = await issueToken(tx, { ...about, expires: now.add({ hours: RESET_HOURS }) })
  await setSeed(tx, person, seed)
  return token
}

/**
 * The secret of the person's link, a new one or the one that is out: whoever keeps asking for somebody
 * else's e-mail neither retires their link nor fills their mailbox.
 * @returns null where it was mailed often enough
 */
async function linkFor(
  op: OperationContext,
  { id: person, email }: Recipient,
): Promise<string | null> {
  const { tx, now } = op
  const out = await liveSeed(tx, person)
  const kept = out?.seed && isKept(out.issued_at, now) ? { ...out, seed: out.seed } : null
  if (kept && kept.mails >= MAILS_A_LINK) return null
  if (!(await countAskedReset(op, { id: person, email }))) return null
  if (!kept) return newLink(op, person)
  await noteMailedAgain(tx, person, now.add({ hours: RESET_HOURS }))
  return secretOf(op, person, kept.seed)
}

const isKept = (issued: Instant, now: Instant) =>
  Temporal.Instant.compare(now, issued.add({ minutes: KEPT_MINUTES })) < 0
