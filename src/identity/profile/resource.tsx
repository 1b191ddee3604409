import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { isLanguage } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { hasFactor } from '../factor-state/factor.ts'
import { factorsOf } from '../factor-state/queries.ts'
import { newEmailOf } from '../new-emails/queries.ts'
import { changePassword, changePasswordInput } from './password-change.ts'
import { updateProfile } from '../persons/profile.ts'
import { personById } from '../persons/queries.ts'
import { sessionsOf } from '../sessions/queries.ts'
import { isLive } from '../sessions/session.ts'
import { endOtherSessions, signOut } from '../sessions/sessions.ts'
import { endedSessions, personSession, showSession } from '../sessions/view.ts'
import { labelOf } from '../work-accounts/queries.ts'
import { openedFrom } from '../sessions/signed-in-redirect.ts'
import { dropSession } from '../sessions/cookies.ts'
import { asTyped, resource, type SignedInContext } from '../../web/index.ts'
import { PasswordPage, ProfilePage } from './pages.tsx'
import { SessionsPage } from './sessions-page.tsx'
import { words } from './texts.ts'

const profile = shape('Profile', {
  name: z.string(),
  email: z.string().nullable(),
  newEmail: z.string().nullable().describe('Signs in once it is proved by the mailed link'),
  userName: z.string().nullable().describe('For signing in, beside the e-mail'),
  language: z.string(),
  timeZone: z.string(),
})

const ownSession = shape('OwnSession', {
  ...personSession.shape,
  current: z.boolean().describe('The one this request came with'),
  expiresAt: z.iso.datetime(),
})

/** Asked for by what shows it, and not by every request. */
const readWaiting = ({ person, read }: SignedInContext) =>
  read((tx) => Promise.all([personById(tx, person.id), newEmailOf(tx, person.id)]))

async function showProfile(ctx: SignedInContext) {
  const [row, waiting] = await readWaiting(ctx)
  return {
    name: ctx.person.name,
    email: ctx.person.email,
    newEmail: waiting?.email ?? null,
    userName: row?.user_name ?? null,
    language: ctx.language,
    timeZone: ctx.zone,
  }
}

const hasWorkAccounts = async ({ holds, read }: SignedInContext): Promise<boolean> =>
  holds('people:manage') && (await read((tx) => labelOf(tx))) !== null

async function profilePage(ctx: SignedInContext, refusal?: Refusal) {
  const { name, language, timeZone, ...shown } = await showProfile(ctx)
  const { typed, errors } = asTyped(ctx, refusal)
  return ctx.page(
    <ProfilePage
      values={{ name, language, timeZone, ...typed }}
      userName={shown.userName}
      newEmail={shown.newEmail}
      workAccounts={await hasWorkAccounts(ctx)}
      errors={errors}
    />,
    refusal?.status,
  )
}

async function passwordPage(ctx: SignedInContext, refusal?: Refusal) {
  const { person, read } = ctx
  const [row, factors] = await read((tx) =>
    Promise.all([personById(tx, person.id), factorsOf(tx, person.id)]),
  )
  const { errors } = asTyped(ctx, refusal)
  return ctx.page(
    <PasswordPage userName={row?.user_name ?? null} beside={hasFactor(factors)} errors={errors} />,
    refusal?.status,
  )
}

/** The session this very request came with. */
const thisSession = (ctx: SignedInContext) => show('session', ctx.session)

const passwordChange = {
  name: 'password.change',
  summary: 'Changes one’s own password, given the current one, and ends one’s other sessions',
  input: changePasswordInput,
  perform: (ctx: SignedInContext, input: object) => {
    const { installation, caller, person } = ctx
    const from = { session: thisSession(ctx), device: openedFrom(ctx).device }
    return changePassword(installation, caller, person, from, input)
  },
}

/** Where one is signed in. */
async function liveSessions({ person, now, read }: SignedInContext) {
  const sessions = await read((tx) => sessionsOf(tx, person.id))
  return sessions.filter((session) => isLive(session, now))
}

const ended = {
  answer: endedSessions,
  show: (_: unknown, value: { ended: number }) => value,
}

export const profileResource = resource({ feature: 'profile', right: 'self', words })
  .page(routes.profile, profilePage)
  .read(routes.api.profile, {
    name: 'profile.show',
    summary: 'Shows one’s own name, language and time zone',
    answer: profile,
    show: showProfile,
  })
  .change(updateProfile, {
    page: routes.profile,
    api: routes.api.profile,
    method: 'PATCH',
    filled: true,
    again: profilePage,
    // Said in the language that was chosen just now.
    ends: (ctx) => {
      const { language } = ctx.form
      const chosen = isLanguage(language) ? language : ctx.language
      return ctx.redirect(routes.profile(), { tone: 'green', text: words(chosen)('saved') })
    },
  })
  .page(routes.profile.password, passwordPage)
  .change(passwordChange, {
    ...ended,
    page: routes.profile.password,
    api: routes.api.profile.password,
    again: passwordPage,
    to: () => routes.profile.password(),
    said: ({ ended }) => ({ text: 'password.done', values: { count: ended } }),
  })
  .page(routes.profile.sessions, async (ctx) =>
    ctx.page(<SessionsPage sessions={await liveSessions(ctx)} />),
  )
  .read(routes.api.sessions, {
    name: 'session.list',
    summary: 'Lists where one is signed in; at most the hundred used last',
    answer: shape('OwnSessionList', { sessions: z.array(ownSession) }),
    show: async (ctx) => ({
      sessions: (await liveSessions(ctx)).map((row) => ({
        ...showSession(row),
        current: row.id === ctx.session,
        expiresAt: row.expires_at.toString(),
      })),
    }),
  })
  .change(endOtherSessions, {
    ...ended,
    page: routes.profile.sessions,
    api: routes.api.sessions,
    method: 'DELETE',
    given: { fields: ['except'], from: (ctx) => ({ except: thisSession(ctx) }) },
    to: () => routes.profile.sessions(),
    said: ({ ended }) => ({ text: 'end.others.done', values: { count: ended } }),
  })
  .change(signOut, {
    page: routes.profile.sessions.one.end,
    api: routes.api.sessions.one,
    method: 'DELETE',
    name: 'session.end_one',
    ends: (ctx) => {
      if (ctx.param('session') === thisSession(ctx)) {
        dropSession(ctx.c, ctx.installation.url)
        return ctx.redirect(routes.signIn())
      }
      return ctx.redirect(routes.profile.sessions(), {
        tone: 'green',
        text: words(ctx.language)('end.done'),
      })
    },
  })
