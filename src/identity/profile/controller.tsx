import { show } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusal.ts'
import { isLanguage } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { hasFactor } from '../factor-state/factor.ts'
import { factorsOf } from '../factor-state/queries.ts'
import { newEmailOf } from '../new-emails/queries.ts'
import { changePassword } from './password-change.ts'
import { updateProfile } from '../persons/profile.ts'
import { personById } from '../persons/queries.ts'
import { sessionsOf } from '../sessions/queries.ts'
import { isLive } from '../sessions/session.ts'
import { endOtherSessions, signOut } from '../sessions/sessions.ts'
import { labelOf } from '../work-accounts/queries.ts'
import { openedFrom } from '../sessions/signed-in-redirect.ts'
import { dropSession } from '../sessions/cookies.ts'
import { errorsOf, typed, page, type RouteHandler, type SignedInContext } from '../../web/index.ts'
import { PasswordPage, ProfilePage } from './pages.tsx'
import { SessionsPage } from './sessions-page.tsx'
import { words } from './texts.ts'

const asStored = ({ person, language, zone }: SignedInContext) => ({
  name: person.name,
  language,
  timeZone: zone,
})

const waitingOf = async ({ person, read }: SignedInContext): Promise<string | null> =>
  (await read((tx) => newEmailOf(tx, person.id)))?.email ?? null

/** Asked for by the two pages that show it, and not by every request. */
const userNameOf = async ({ person, read }: SignedInContext): Promise<string | null> =>
  (await read((tx) => personById(tx, person.id)))?.user_name ?? null

const aboutPassword = async (ctx: SignedInContext) => {
  const { person, read } = ctx
  const factors = await read((tx) => factorsOf(tx, person.id))
  return { userName: await userNameOf(ctx), beside: hasFactor(factors) }
}

const hasWorkAccounts = async ({ holds, read }: SignedInContext): Promise<boolean> =>
  holds('people:manage') && (await read((tx) => labelOf(tx))) !== null

/** The session this very request came with. */
const thisSession = (ctx: SignedInContext) => show('session', ctx.session)

const done = (text: string) => ({ tone: 'green' as const, text })

export const profileController: readonly RouteHandler[] = [
  page(routes.profile, 'GET', 'profile', async (ctx) =>
    ctx.page(
      <ProfilePage
        values={asStored(ctx)}
        userName={await userNameOf(ctx)}
        newEmail={await waitingOf(ctx)}
        workAccounts={await hasWorkAccounts(ctx)}
      />,
    ),
  ),

  page(
    routes.profile,
    'POST',
    'profile',
    async (ctx) => {
      const { form } = ctx
      const result = await ctx.perform(updateProfile, form)
      if (!result.ok)
        return ctx.page(
          <ProfilePage
            values={{ ...asStored(ctx), ...typed(form) }}
            userName={await userNameOf(ctx)}
            newEmail={await waitingOf(ctx)}
            workAccounts={await hasWorkAccounts(ctx)}
            errors={errorsOf(result, ctx.language)}
          />,
          result.status,
        )
      const { language } = form
      const chosen = isLanguage(language) ? language : ctx.language
      return ctx.redirect(routes.profile(), done(words(chosen)('saved')))
    },
    { fields: { name: 'text', language: 'text', timeZone: 'text' } },
  ),

  page(routes.password, 'GET', 'profile', async (ctx) =>
    ctx.page(<PasswordPage {...await aboutPassword(ctx)} />),
  ),

  page(
    routes.password,
    'POST',
    'profile',
    async (ctx) => {
      const { installation, caller, person, language } = ctx
      const from = { session: thisSession(ctx), device: openedFrom(ctx).device }
      const result = await changePassword(installation, caller, person, from, ctx.form)
      if (!result.ok)
        return ctx.page(
          <PasswordPage {...await aboutPassword(ctx)} errors={errorsOf(result, language)} />,
          result.status,
        )
      const said = words(language)('password.done', { count: result.value.ended })
      return ctx.redirect(routes.password(), done(said))
    },
    { fields: { current: 'text', password: 'text' } },
  ),

  page(routes.sessions, 'GET', 'profile', async (ctx) => {
    const { person, now, read } = ctx
    const sessions = await read((tx) => sessionsOf(tx, person.id))
    return ctx.page(<SessionsPage sessions={sessions.filter((session) => isLive(session, now))} />)
  }),

  page(routes.sessions, 'POST', 'profile', async (ctx) => {
    const result = await ctx.perform(endOtherSessions, { except: thisSession(ctx) })
    if (!result.ok) return ctx.refuse(result)
    const said = words(ctx.language)('end.others.done', { count: result.value.ended })
    return ctx.redirect(routes.sessions(), done(said))
  }),

  page(routes.sessionEnd, 'POST', 'profile', async (ctx) => {
    const session = ctx.param('session')
    const result = await ctx.perform(signOut, { session })
    if (!result.ok) return ctx.refuse(refuse('not_found'))
    if (session === thisSession(ctx)) {
      dropSession(ctx.c, ctx.installation.url)
      return ctx.redirect(routes.signIn())
    }
    return ctx.redirect(routes.sessions(), done(words(ctx.language)('end.done')))
  }),
]
