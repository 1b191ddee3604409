import { z } from 'zod'
import { because } from '../../kit/validation.ts'
import { typedPassword } from '../passwords/password.ts'
import { passkeyName, passkeySignInInput } from './passkeys/passkeys.ts'
import { madeCredential, usedCredential } from './passkeys/credential.ts'

/** What programs send. Of a proof that can be given in two ways, one; where both or neither came, the first is named. */

export const apiSecondStep = z
  .strictObject({
    pending: z.string().max(200).optional().describe('Left out, the cookie says'),
    code: z.string().min(1).max(60).optional().describe('Of the app, or a recovery code'),
    credential: usedCredential.optional().describe('What a passkey has signed'),
  })
  .refine(({ code, credential }) => (code === undefined) !== (credential === undefined), {
    path: ['code'],
    ...because('required'),
  })

export const apiPasskeySignIn = passkeySignInInput

/** To show that it is oneself: the password, or a passkey that has signed the challenge of `passkey-options`. */
export const apiAgain = z
  .strictObject({
    current: typedPassword.optional().describe('The password'),
    credential: usedCredential.optional(),
  })
  .refine(({ current, credential }) => (current === undefined) !== (credential === undefined), {
    path: ['current'],
    ...because('required'),
  })
  .meta({ id: 'ProofOfIdentity' })

export const apiNewPasskey = z.strictObject({ name: passkeyName, credential: madeCredential })
