import { z } from 'zod'
import { invalid } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import {
  errorsOf,
  localPath,
  openPage,
  setRetryAfter,
  textOf,
  type RouteHandler,
} from '../../web/index.ts'
import { inJson, usedCredential } from '../factors/passkeys/credential.ts'
import { signInByPasskey } from '../factors/passkeys/passkeys.ts'
import { home, openedFrom, redirectSignedIn } from '../sessions/signed-in-redirect.ts'
import { hasProved } from '../sessions/starting.ts'
import { signInPage } from './sign-in-page.tsx'

const passkeyForm = z.object({ credential: inJson(usedCredential) })

export const passkeyController: readonly RouteHandler[] = [
  openPage(
    routes.passkeySignIn,
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
]
