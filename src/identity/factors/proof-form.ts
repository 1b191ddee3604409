import { z } from 'zod'
import type { Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { typedPassword } from '../passwords/password.ts'
import { openedFrom } from '../sessions/signed-in-redirect.ts'
import type { SignedInContext } from '../../web/index.ts'
import { proveAgain, type Again } from './again.ts'
import { sessionProof } from './page-parts.ts'
import { inJson, usedCredential } from './passkeys/credential.ts'

const byPassword = z.object({ current: typedPassword })
const byPasskey = z.object({ credential: inJson(usedCredential) })

/** The proof a form brings: what a passkey has signed, else the password. */
function proofIn({ form }: SignedInContext): { proof: Again } | { refusal: Refusal } {
  const { current, credential } = form
  const parsed = credential
    ? byPasskey.safeParse({ credential }, { reportInput: true })
    : byPassword.safeParse({ current }, { reportInput: true })
  return parsed.success ? { proof: parsed.data } : { refusal: invalid(parsed.error) }
}

/** What `AgainForms` sends. */
export const PROOF_FIELDS = { current: 'text', credential: 'text' } as const

/** Checks the proof that a form brings. @returns why it is none, or null */
export async function provenBy(
  ctx: SignedInContext,
  about: { moved?: boolean } = {},
): Promise<Refusal | null> {
  const session = await sessionProof(ctx, about)
  const proof = session ? { proof: session } : proofIn(ctx)
  if ('refusal' in proof) return proof.refusal
  const { installation, caller } = ctx
  return proveAgain(installation, caller, { ...proof, device: openedFrom(ctx).device })
}
