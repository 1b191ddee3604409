import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { newId, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { spendWithin } from '../../kit/limits.ts'
import { done, jobCaller, operation, perform, type Caller } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { enqueueSealed, openJob, sealedJobType, type Sealed } from '../../kit/sealed-job.ts'
import { hashToken, newToken } from '../../kit/tokens.ts'
import { invalid } from '../../kit/validation.ts'
import { askFor } from '../limits/limited-request.ts'
import { admitToProve } from '../limits/entrances.ts'
import { countAskedMail } from '../mail-limits/mail-limits.ts'
import { languageOf, login } from '../persons/person.ts'
import { lockForWayIn, mailSender } from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { mailedWhyNot } from '../tokens/no-way-in.ts'
import { countOne, performInTurn } from '../sessions/verification.ts'
import type { OpenedFrom } from '../sessions/opening.ts'
import { enterAs } from '../sessions/sessions.ts'
import type { SignIn } from '../sessions/starting.ts'
import { CODE_MINUTES, hashCode, isOpen, MAILS_AN_HOUR, newCode } from '../mailed-code/code.ts'
import { codeMail } from '../mailed-code/mails.ts'
import { countTry, insertCode, lockCode, setPersonOfCode, takesCodes } from './queries.ts'

/** What a browser keeps to type its code beside. */
export interface CodeRequest {
  /** The browser's secret. */
  request: string
  expires: Instant
}

/** Whose it is, is looked up after the answer: neither it nor its time tells whether there is somebody. */
export const codeJob = sealedJobType('sign_in_code', 4)

const schema = z.strictObject({ email: login })
/** By the hash of the browser's secret, which alone makes the code worth something. */
const mailing = schema.extend({ hash: z.base64(), code: z.string() })

export const requestCode = operation({
  name: 'code.request',
  done: { en: 'Asked for a code', es: 'Pidió un código' },
  summary: 'Mails a code for signing in',
  input: schema,
  right: null,
  quiet: true,
  async run(op, { email }) {
    const { tx, portal, now, note, installation } = op
    if (!(await takesCodes(tx))) return kitRefuse('not_found')
    const limit = {
      name: 'code mail',
      key: `${portal} ${email}`,
      points: MAILS_AN_HOUR,
      seconds: 3600,
    }
    const { allowed } = await spendWithin(tx, installation, limit, now)
    const { token: request, hash } = newToken()
    const code = newCode()
    const expires = now.add({ minutes: CODE_MINUTES })
    await insertCode(tx, { hash, codeHash: hashCode(request, code), now, expires })
    if (allowed) await enqueueSealed(op, codeJob, { email, hash: hash.toString('base64'), code })
    note({ outcome: allowed ? 'asked' : 'enough' })
    return done<CodeRequest>({ request, expires })
  },
})

const mailCode = operation({
  name: 'code.mail',
  done: { en: 'Mailing a code for signing in', es: 'Envío de un código para entrar' },
  outcomes: {
    too_late: { en: 'over before it could be mailed', es: 'caducó antes de poder enviarse' },
  },
  summary: 'Mails the code for signing in to whoever goes by the name that was typed',
  input: mailing,
  right: 'job',
  quiet: true,
  async run(op, { email, hash, code }) {
    const { tx, now, note, installation } = op
    const person = await lockForWayIn(tx, email)
    if (!person) {
      note({ outcome: 'unknown' })
      return done({})
    }
    note({ subject: show('person', person.id) })
    if (await mailedWhyNot(op, person)) return done({})
    const about = { hash: Buffer.from(hash, 'base64'), person: person.id, now }
    if (!(await setPersonOfCode(tx, about))) {
      note({ outcome: 'too_late' })
      return done({})
    }
    if (!(await countAskedMail(op, person.email))) {
      note({ outcome: 'enough' })
      return done({})
    }
    const sender = await mailSender(tx)
    const language = languageOf(person, sender)
    const mail = codeMail({ installation, sender, person, language, code })
    await op.mail(mail && { ...mail, urgent: true })
    note({ outcome: 'mailed' })
    return done({})
  },
})

/** Done again after a crash it mails the same code once more. */
export async function sendCode(installation: Installation, job: Sealed): Promise<void> {
  const wish = await openJob(installation, codeJob, job)
  const sent = await perform(installation, mailCode, jobCaller(job.portal), wish)
  if (!sent.ok) throw new Error(sent.code)
}

/** @see requestCode; counted before by where it comes from. */
export const askForCode = (
  installation: Installation,
  caller: Caller,
  input: unknown,
  { device }: Pick<OpenedFrom, 'device'>,
): Promise<Done<CodeRequest> | Refusal> =>
  askFor(installation, caller, { operation: requestCode, entrance: 'code' }, input, device)

export const enterCodeInput = z.strictObject({
  request: z.string().min(1).max(100),
  code: z
    .string()
    .max(40)
    .transform((text) => text.replaceAll(/[\s-]/g, ''))
    .pipe(z.string().min(1)),
})

/** Counts a code, as one that was mailed and as an attempt on the person, and checks it. */
const attemptCode = operation({
  name: 'code.attempt',
  done: { en: 'Typed a mailed code', es: 'Escribió un código enviado' },
  summary: 'Counts a mailed code that was typed',
  input: enterCodeInput.extend({ code: z.string(), device: z.string().nullable() }),
  right: null,
  quiet: true,
  async run(op, { request, code, device }) {
    const { tx, now } = op
    const hash = hashToken(request)
    const sent = await lockCode(tx, hash)
    const open = sent !== undefined && isOpen(sent, now) && (await takesCodes(tx))
    const who = { person: (open ? sent.person_id : null) ?? newId() }
    const attempt = await countOne(op, who, device)
    const given = hashCode(request, code)
    const right = open && timingSafeEqual(given, sent.code_hash) && attempt.verified
    await countTry(tx, { hash, used: right ? now : undefined })
    return done({ person: right ? attempt.person : null, locked: attempt.locked })
  },
})

/**
 * Signs in by a mailed code, in the browser that asked for it. Wrong, used, tried out, over, locked and
 * unknown give the same refusal after the same work.
 */
export async function enterCode(
  installation: Installation,
  caller: Caller,
  input: unknown,
  from: OpenedFrom,
): Promise<Done<SignIn> | Refusal> {
  const parsed = enterCodeInput.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  return admitToProve(installation, caller, 'sign_in', {}, async () => {
    const attempt = { ...parsed.data, device: from.device }
    const checked = await performInTurn(installation, attemptCode, caller, attempt)
    if (!checked.ok) return checked
    const { person, locked } = checked.value
    if (person === null) return refuse('wrong_mailed_code', { field: 'code' })
    return enterAs(installation, caller, { person, proof: 'code', keepLock: locked, ...from })
  })
}
