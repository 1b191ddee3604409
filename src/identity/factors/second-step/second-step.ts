import { z } from 'zod'
import { show } from '../../../kit/ids.ts'
import type { Installation } from '../../../kit/installation.ts'
import { done, operation, type Caller, type OperationContext } from '../../../kit/operation.ts'
import type { Done, Refusal } from '../../../kit/refusal.ts'
import { hashToken } from '../../../kit/tokens.ts'
import { admitToProve } from '../../limits/entrances.ts'
import { languageOf } from '../../persons/person.ts'
import { mailSender } from '../../persons/queries.ts'
import { refuse } from '../../refusals.ts'
import { attempt } from '../../sessions/attempts.ts'
import { performInTurn } from '../../sessions/verification.ts'
import { openSession, type OpenedFrom } from '../../sessions/opening.ts'
import { lockForSession, portalForSignIn } from '../../sessions/queries.ts'
import { letIn, orTold, type SignIn } from '../../sessions/starting.ts'
import { stepOfCode } from '../apps/app-code.ts'
import { readApp, useStep } from '../apps/queries.ts'
import { useCode } from '../recovery-codes/queries.ts'
import { readRecoveryCode } from '../recovery-codes/recovery-code.ts'
import { recoveryCodeUsedMail } from '../mails.ts'
import { usedCredential } from '../passkeys/credential.ts'
import { pendingSubject } from '../passkeys/challenge.ts'
import { verifyPasskey } from '../passkeys/verification.ts'
import { factorsOf, findPending, spendPending } from '../../factor-state/queries.ts'
import { isStepCode } from '../../factor-state/mailed.ts'

/** A code of the app or a recovery code, however it was typed; or what a passkey has signed. */
export const secondCode = z.strictObject({ code: z.string().min(1).max(60) })
const secondProof = z.union([secondCode, z.strictObject({ credential: usedCredential })])
export type SecondProof = z.output<typeof secondProof>

const takeSecondStep = operation({
  name: 'sign_in.second_step',
  done: {
    en: 'Took the second step of signing in',
    es: 'Dio el segundo paso del inicio de sesión',
  },
  summary: 'Ends a sign-in that waited for the second factor',
  input: z.strictObject({
    pending: z.string(),
    device: z.string(),
    userAgent: z.string().optional(),
    proof: secondProof,
  }),
  right: null,
  quiet: true,
  async run(op, { pending, device, userAgent, proof }) {
    const { tx, now, note } = op
    const [hash, deviceHash] = [hashToken(pending), hashToken(device)]
    const seen = await findPending(tx, { hash, deviceHash, now })
    // The person first, as everyone else does; then once more, since somebody may have been faster.
    const person = seen && (await lockForSession(tx, seen.person_id))
    const waits = person && (await findPending(tx, { hash, deviceHash, now }))
    if (!waits || person.shut) return refuse('dead_sign_in')
    const by = await portalForSignIn(tx)
    const { refused, verified: checked } = await attempt(op, by, person, deviceHash)
    note({ subject: show('person', person.id), outcome: refused ?? 'wrong' })
    const mailed = 'code' in proof && isStepCode(pending, proof.code, waits.code_hash)
    if (!checked || !(mailed || (await isRight(op, person, proof, hash)))) return done(null)
    await spendPending(tx, hash)
    note({ outcome: 'done' })
    const from = { device, userAgent, keepLock: waits.keep_lock }
    const open = () => openSession(op, { person: person.id, ...from })
    return done(await letIn(op, person, from, async () => ({ is: 'open', ...(await open()) })))
  },
})

type Locked = NonNullable<Awaited<ReturnType<typeof lockForSession>>>

async function isRight(
  op: OperationContext,
  person: Locked,
  proof: SecondProof,
  pending: Buffer,
): Promise<boolean> {
  const { tx, portal, installation } = op
  if ('credential' in proof)
    return verifyPasskey(
      op,
      { purpose: 'second_step', subject: pendingSubject(pending), person: person.id },
      proof.credential,
    )
  if (await isAppCode(op, person.id, proof.code)) return true
  const about = { portal, person: person.id, code: proof.code }
  if (readRecoveryCode(proof.code) === null || !(await useCode(tx, installation.keys, about)))
    return false
  const sender = await mailSender(tx)
  const { codes } = await factorsOf(tx, person.id)
  const language = languageOf(person, sender)
  await op.mail(recoveryCodeUsedMail({ installation, sender, person, language, left: codes }))
  return true
}

/** Whether it is the code that this locked person's app shows; once. */
export async function isAppCode(
  { tx, installation }: Pick<OperationContext, 'tx' | 'installation'>,
  person: string,
  typed: string,
): Promise<boolean> {
  const code = typed.replaceAll(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return false
  const app = await readApp(tx, installation.keys, { person })
  if (!app?.confirmed) return false
  const now = await installation.clock.elsewhere(tx)
  const step = await stepOfCode(app.secret, code, { now, lastStep: app.lastStep })
  if (step === null) return false
  await useStep(tx, { person, step })
  return true
}

/**
 * The second step of a sign-in. Counted in the same counter as bad passwords, under the same lock, so that
 * guessing codes locks too. A sign-in that has run out, was ended, or belongs to another device is refused
 * with `dead_sign_in`: begin again.
 */
export async function endSignIn(
  installation: Installation,
  caller: Caller,
  about: { pending: string; proof: SecondProof } & OpenedFrom,
): Promise<Done<SignIn> | Refusal> {
  const { device } = about
  if (device === null) return refuse('dead_sign_in')
  return admitToProve(installation, caller, 'second_step', {}, async () => {
    const result = await performInTurn(installation, takeSecondStep, caller, about)
    if (!result.ok) return result
    if (result.value !== null) return orTold(done(result.value))
    return 'code' in about.proof ? refuse('wrong_code', { field: 'code' }) : refuse('wrong_passkey')
  })
}
