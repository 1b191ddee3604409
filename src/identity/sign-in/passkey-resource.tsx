import { z } from 'zod'
import { invalid } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { redirectSignedIn, home, openedFrom } from '../sessions/signed-in-redirect.ts'
import { enters } from '../sessions/new-session.ts'
import { signInPage } from './sign-in-page.tsx'
import { hasProved } from '../sessions/starting.ts'
import {
  errorsOf,
  textOf,
  localPath,
  reads,
  setRetryAfter,
  openPage,
  type RouteHandler,
} from '../../web/index.ts'
import { signInOptions } from '../factors/page-parts.ts'
import { inJson, usedCredential } from '../factors/passkeys/credential.ts'
import { browserOptions } from '../factors/passkeys/options.ts'
import { passkeySignInInput, signInByPasskey } from '../factors/passkeys/passkeys.ts'

const passkeyForm = z.object({ credential: inJson(usedCredential) })

/** Signing in with a passkey, whoever it is. */
export const passkeySignInResource: readonly RouteHandler[] = [
  openPage(
    routes.signIn.passkey,
    'POST',
    async (ctx) => {
      const { installation, caller, form, language } = ctx
      const to = localPath(textOf(form, 'to'))
      const parsed = passkeyForm.safeParse(
        { credential: form['credential'] },
        { reportInput: true },
      )
      if (!parsed.success) return ctx.refuse(invalid(parsed.error))
      const result = await signInByPasskey(installation, caller, parsed.data, openedFrom(ctx))
      if (result.ok) return redirectSignedIn(ctx, result.value, to ?? home(ctx))
      if (hasProved(result)) return ctx.refuse(result)
      const errors = errorsOf(result, language)
      setRetryAfter(ctx, result)
      return signInPage(ctx, { to, errors }, result.status)
    },
    { fields: { to: 'text', credential: 'text' } },
  ),

  reads(routes.api.session.passkeyOptions, {
    feature: null,
    name: 'session.passkey_options',
    summary:
      'What `navigator.credentials.get` is asked to sign in with a passkey; its challenge is good for one use',
    answer: browserOptions,
    show: async (ctx) => signInOptions(ctx),
  }),

  enters(
    routes.api.session.passkey,
    {
      name: 'session.start_by_passkey',
      summary: 'Signs in with a passkey that has signed the challenge of the options',
      body: passkeySignInInput,
    },
    (ctx, input) => {
      const parsed = passkeySignInInput.safeParse(input, { reportInput: true })
      if (!parsed.success) return Promise.resolve(invalid(parsed.error))
      const { installation, caller } = ctx
      return signInByPasskey(installation, caller, parsed.data, openedFrom(ctx))
    },
  ),
]
