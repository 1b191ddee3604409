import { z } from 'zod'
import { isRefusal, type Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { typedPassword } from '../passwords/password.ts'
import { openedFrom } from '../sessions/signed-in-redirect.ts'
import type { SignedInContext } from '../../web/index.ts'
import { proveAgain, type Again } from './again.ts'
import { sessionProof } from './page-parts.ts'
import { inJson, usedCredential } from './passkeys/credential.ts'

const byPassword = z.object({ current: typedPassword })
const byPasskey = z.object({ credential: inJson(usedCredential) })

/** The proof a form brings: what a passkey has signed, else the password; or why it is none. */
function proofIn({ form }: SignedInContext) {
  const { current, credential } = form
  const parsed = credential
    ? byPasskey.safeParse({ credential }, { reportInput: true })
    : byPassword.safeParse({ current }, { reportInput: true })
  return parsed.success ? parsed.data : invalid(parsed.error)
}

/** What `AgainForms` sends, and what of it is proof: nothing where the session is proof enough. */
export const PROOF_FIELDS = { current: 'text', credential: 'text' } as const
export const PROOF_FORM = {
  fields: PROOF_FIELDS,
  input: async (_: unknown, ctx: SignedInContext) =>
    (await sessionProof(ctx)) ? {} : proofIn(ctx),
}

/** Checks the proof that a form brings. @returns why it is none, or null */
export async function provenBy(
  ctx: SignedInContext,
  about: { moved?: boolean } = {},
): Promise<Refusal | null> {
  const proof: Again | Refusal = (await sessionProof(ctx, about)) ?? proofIn(ctx)
  if (isRefusal(proof)) return proof
  const { installation, caller } = ctx
  return proveAgain(installation, caller, { proof, device: openedFrom(ctx).device })
}
