import { show } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusal.ts'
import { isLanguage } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { hasFactor } from '../factors/factor.ts'
import { factorsOf } from '../factors/queries.ts'
import { newEmailOf } from '../new-emails/queries.ts'
import { changePassword } from '../passwords/changing.ts'
import { updateProfile } from '../persons/profile.ts'
import { personById } from '../persons/queries.ts'
import { sessionsOf } from '../sessions/queries.ts'
import { isLive } from '../sessions/session.ts'
import { endOtherSessions, signOut } from '../sessions/sessions.ts'
import { labelOf } from '../work-accounts/queries.ts'
import { openedFrom } from '../entry/coming-in.ts'
import { dropSession } from '../entry/cookies.ts'
import { errorsOf, typed, page, type Served, type SignedInVisit } from '../../web/index.ts'
import { PasswordPage, ProfilePage } from './pages.tsx'
import { SessionsPage } from './sessions-page.tsx'
import { words } from './texts.ts'

const asStored = ({ person, language, zone }: SignedInVisit) => ({
  name: person.name,
  language,
  timeZone: zone,
})

const waitingOf = async ({ portal, person, read }: SignedInVisit): Promise<string | null> =>
  (await read((tx) => newEmailOf(tx, portal.id, person.id)))?.email ?? null

/** Asked for by the two pages that show it, and not by every visit. */
const userNameOf = async ({ portal, person, read }: SignedInVisit): Promise<string | null> =>
  (await read((tx) => personById(tx, portal.id, person.id)))?.user_name ?? null

const aboutPassword = async (visit: SignedInVisit) => {
  const { portal, person, read } = visit
  const factors = await read((tx) => factorsOf(tx, portal.id, person.id))
  return { userName: await userNameOf(visit), beside: hasFactor(factors) }
}

const hasWorkAccounts = async ({ portal, holds, read }: SignedInVisit): Promise<boolean> =>
  holds('people:manage') && (await read((tx) => labelOf(tx, portal.id))) !== null

/** The session this very request came with. */
const thisSession = (visit: SignedInVisit) => show('session', visit.session)

const done = (text: string) => ({ tone: 'green' as const, text })

export const profileController: readonly Served[] = [
  page(routes.profile, 'GET', 'profile', async (visit) =>
    visit.page(
      <ProfilePage
        values={asStored(visit)}
        userName={await userNameOf(visit)}
        newEmail={await waitingOf(visit)}
        workAccounts={await hasWorkAccounts(visit)}
      />,
    ),
  ),

  page(
    routes.profile,
    'POST',
    'profile',
    async (visit) => {
      const { form } = visit
      const result = await visit.perform(updateProfile, form)
      if (!result.ok)
        return visit.page(
          <ProfilePage
            values={{ ...asStored(visit), ...typed(form) }}
            userName={await userNameOf(visit)}
            newEmail={await waitingOf(visit)}
            workAccounts={await hasWorkAccounts(visit)}
            errors={errorsOf(result, visit.language)}
          />,
          result.status,
        )
      const { language } = form
      const chosen = isLanguage(language) ? language : visit.language
      return visit.redirect(routes.profile(), done(words(chosen)('saved')))
    },
    { fields: { name: 'text', language: 'text', timeZone: 'text' } },
  ),

  page(routes.password, 'GET', 'profile', async (visit) =>
    visit.page(<PasswordPage {...await aboutPassword(visit)} />),
  ),

  page(
    routes.password,
    'POST',
    'profile',
    async (visit) => {
      const { installation, caller, person, language } = visit
      const from = { session: thisSession(visit), device: openedFrom(visit).device }
      const result = await changePassword(installation, caller, person, from, visit.form)
      if (!result.ok)
        return visit.page(
          <PasswordPage {...await aboutPassword(visit)} errors={errorsOf(result, language)} />,
          result.status,
        )
      const said = words(language)('password.done', { count: result.value.ended })
      return visit.redirect(routes.password(), done(said))
    },
    { fields: { current: 'text', password: 'text' } },
  ),

  page(routes.sessions, 'GET', 'profile', async (visit) => {
    const { portal, person, now, read } = visit
    const sessions = await read((tx) => sessionsOf(tx, portal.id, person.id))
    return visit.page(
      <SessionsPage sessions={sessions.filter((session) => isLive(session, now))} />,
    )
  }),

  page(routes.sessions, 'POST', 'profile', async (visit) => {
    const result = await visit.perform(endOtherSessions, { except: thisSession(visit) })
    if (!result.ok) return visit.refuse(result)
    const said = words(visit.language)('end.others.done', { count: result.value.ended })
    return visit.redirect(routes.sessions(), done(said))
  }),

  page(routes.sessionEnd, 'POST', 'profile', async (visit) => {
    const session = visit.param('session')
    const result = await visit.perform(signOut, { session })
    if (!result.ok) return visit.refuse(refuse('not_found'))
    if (session === thisSession(visit)) {
      dropSession(visit.c, visit.installation.url)
      return visit.redirect(routes.signIn())
    }
    return visit.redirect(routes.sessions(), done(words(visit.language)('end.done')))
  }),
]
