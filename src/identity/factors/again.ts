import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, perform, type Caller, type Operation } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { typedPassword } from '../passwords/password.ts'
import { refuse } from '../refusals.ts'
import { judgedAnew, judgePassword, performInTurn } from '../sessions/judging.ts'
import { lockForSession } from '../sessions/queries.ts'
import { usedCredential } from './passkeys/credential.ts'
import { judgePasskey } from './passkeys/judging.ts'

/** Whoever finds a session open cannot take away what keeps others out: they show once more that it is them. */
export const again = z.union([
  z.strictObject({ current: typedPassword }),
  z.strictObject({ credential: usedCredential }),
])
export type Again = z.output<typeof again>

const showPasskey = operation({
  name: 'factor.show_passkey',
  summary: 'Shows with a passkey that it is oneself',
  input: z.strictObject({ credential: usedCredential }),
  right: 'self',
  quiet: true,
  async run(work, { credential }) {
    const { tx, portal, caller, note } = work
    const person = (await lockForSession(tx, portal, caller.person!))!
    const about = { purpose: 'again', subject: person.id, person: person.id } as const
    const right = await judgePasskey(work, about, credential)
    note({ subject: show('person', person.id), outcome: right ? 'done' : 'wrong' })
    return done(right)
  },
})

/**
 * Performs what wants proof once more. A password is counted and judged as at sign-in. What comes of it may
 * be secret, so nothing is remembered for an Idempotency-Key.
 */
export async function performAgain<I extends z.ZodType, R>(
  installation: Installation,
  caller: Caller,
  about: { device: string | null; proof: Again },
  operation: Operation<I, R>,
  input: unknown,
): Promise<Done<R> | Refusal> {
  const { proof, device } = about
  if ('current' in proof) {
    const attempt = { who: { person: caller.person! }, password: proof.current, device }
    const judged = await judgePassword(installation, caller, attempt)
    if (judged?.person !== caller.person) return refuse('wrong_password', { field: 'current' })
  } else {
    const shown = await performInTurn(installation, showPasskey, caller, proof)
    if (!shown.ok) return shown
    if (!shown.value) return refuse('wrong_passkey')
  }
  return perform(installation, operation, judgedAnew(caller), input)
}
