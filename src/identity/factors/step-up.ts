import { z } from 'zod'
import { perform, type Operation } from '../../kit/operation.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { because, invalid } from '../../kit/validation.ts'
import type { SignedInContext } from '../../web/index.ts'
import { openedFrom } from '../sessions/signed-in-redirect.ts'
import { typedPassword } from '../passwords/password.ts'
import { withoutIdempotencyKey } from '../sessions/verification.ts'
import { performAgain } from './again.ts'
import { sessionProof } from './page-parts.ts'
import { usedCredential } from './passkeys/credential.ts'

/** To show that it is oneself: the password, or a passkey that has signed the challenge of `passkey-options`. */
const apiAgain = z
  .strictObject({
    current: typedPassword.optional().describe('The password'),
    credential: usedCredential.optional(),
  })
  .refine(({ current, credential }) => (current === undefined) !== (credential === undefined), {
    path: ['current'],
    ...because('required'),
  })
  .meta({ id: 'ProofOfIdentity' })

const nothing = z.strictObject({})

/**
 * An operation that is performed once somebody has shown again that it is them, by what they send.
 * @param given the input that the address names; null where that is not one's own
 */
export const stepUp = <I extends z.ZodType, R>(
  operation: Operation<I, R>,
  given: (ctx: SignedInContext) => Promise<object | null> = async () => ({}),
) => ({
  name: operation.name,
  summary: `${operation.summary}; given the password or a passkey again`,
  input: apiAgain,
  async perform(ctx: SignedInContext, sent: object): Promise<Done<R> | Refusal> {
    const input = await given(ctx)
    if (input === null) return refuse('not_found')
    const session = await sessionProof(ctx)
    const parsed = (session ? nothing : apiAgain).safeParse(sent, { reportInput: true })
    if (!parsed.success) return invalid(parsed.error)
    const { current, credential }: z.output<typeof apiAgain> = parsed.data
    const proof = session ?? (current === undefined ? { credential: credential! } : { current })
    const about = { proof, device: openedFrom(ctx).device }
    return performAgain(ctx.installation, ctx.caller, about, operation, input)
  },
})

/** An operation whose answer may hold a secret, so that it is never remembered for an Idempotency-Key. */
export const unremembered = <I extends z.ZodType, R>(operation: Operation<I, R>) => ({
  name: operation.name,
  summary: operation.summary,
  input: operation.input,
  perform: ({ installation, caller }: SignedInContext, sent: object) =>
    perform(installation, operation, withoutIdempotencyKey(caller), sent),
})
