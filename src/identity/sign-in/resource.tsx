import { z } from 'zod'
import { FEATURE_NAMES } from '../../gate/index.ts'
import { CONSOLE, show } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { isLanguage, LANGUAGES } from '../../kit/texts.ts'
import { invalidField } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { isSetUp } from '../operators/queries.ts'
import { redirectSignedIn, home, openedFrom } from '../sessions/signed-in-redirect.ts'
import { dropSession } from '../sessions/cookies.ts'
import {
  keepLanguage,
  endpoint,
  errorsOf,
  respond,
  textOf,
  typed,
  setRetryAfter,
  localPath,
  openPage,
  type RequestContext,
  type RouteHandler,
} from '../../web/index.ts'
import {
  enters,
  sessionPerson,
  sessionPortal,
  sessionResponse,
  showPortal,
  showSelf,
} from '../sessions/new-session.ts'
import { signInPage } from './sign-in-page.tsx'
import { signOut } from '../sessions/sessions.ts'
import { signIn, signInInput } from './sign-in.ts'
import { hasProved } from '../sessions/starting.ts'

const whoAmI = shape('CurrentSession', {
  person: sessionPerson,
  portal: sessionPortal,
  features: z.array(z.string()).describe('What the person may use now'),
  expires: z.iso.datetime().describe('When the session ends at the latest'),
})
/** Signed in or not: whoever wants to be out is. */
async function leave(ctx: RequestContext): Promise<void> {
  if (ctx.session) await ctx.perform(signOut, { session: show('session', ctx.session) })
  dropSession(ctx.c, ctx.installation.url)
}

export const sessionsResource: readonly RouteHandler[] = [
  openPage(routes.signIn, 'GET', async (ctx) => {
    const to = localPath(ctx.query('to'))
    if (ctx.person) return ctx.redirect(to ?? home(ctx))
    // Nobody could sign in yet.
    if (ctx.portal.id === CONSOLE && !(await ctx.read(isSetUp)))
      return ctx.redirect(routes.console.setUp())
    return signInPage(ctx, { to })
  }),

  openPage(
    routes.signIn,
    'POST',
    async (ctx) => {
      const { to: _, ...form } = ctx.form
      const after = localPath(textOf(ctx.form, 'to'))
      const result = await signIn(ctx.installation, ctx.caller, form, openedFrom(ctx))
      if (result.ok) return redirectSignedIn(ctx, result.value, after ?? home(ctx))
      if (hasProved(result)) return ctx.refuse(result)
      const errors = errorsOf(result, ctx.language)
      setRetryAfter(ctx, result)
      return signInPage(ctx, { to: after, email: typed(form)['email'], errors }, result.status)
    },
    { fields: { to: 'text', email: 'text', password: 'text' } },
  ),

  openPage(routes.signOut, 'POST', async (ctx) => {
    await leave(ctx)
    return ctx.redirect(routes.signIn())
  }),
  enters(
    routes.api.session,
    {
      name: 'session.start',
      summary:
        'Signs in by e-mail or user name, and password; whoever has a second factor gets a sign-in that waits for it',
      body: signInInput,
    },
    (ctx, input) => signIn(ctx.installation, ctx.caller, input, openedFrom(ctx)),
  ),

  // Answered from what the request has fetched anyway: one round trip to the database, no more.
  endpoint(
    routes.api.session,
    'GET',
    {
      name: 'session.show',
      summary: 'Says who is signed in, where, what they may use, and until when',
      feature: 'profile',
      status: 200,
      answer: whoAmI,
    },
    async (ctx) => {
      if (!ctx.person) return respond(ctx, refuse('unauthenticated'))
      return sessionResponse(ctx, 200, {
        person: showSelf(ctx.person),
        portal: showPortal(ctx),
        features: FEATURE_NAMES.filter((feature) => ctx.may(feature)),
        expires: ctx.expires!.toString(),
      })
    },
  ),
  endpoint(
    routes.api.session,
    'DELETE',
    { name: 'session.end', summary: 'Signs out', feature: null, status: 204 },
    async (ctx) => {
      await leave(ctx)
      return ctx.c.body(null, 204)
    },
  ),
  openPage(
    routes.language,
    'POST',
    async (ctx) => {
      const language = textOf(ctx.form, 'language')
      if (!isLanguage(language))
        return ctx.refuse(invalidField('language', 'choice', { allowed: LANGUAGES.join(', ') }))
      keepLanguage(ctx.c, ctx.installation.url, language)
      return ctx.redirect(localPath(textOf(ctx.form, 'to')) ?? home(ctx))
    },
    { fields: { language: 'text', to: 'text' } },
  ),
]
