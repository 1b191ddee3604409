import { addressOn } from '../../kit/installation.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { againOptions, sessionProof } from '../factors/page-parts.ts'
import { PROOF_FIELDS, provenBy } from '../factors/proof-form.ts'
import { admit } from '../limits/entrances.ts'
import { hasProved } from '../sessions/starting.ts'
import { redirectSignedIn, home, openedFrom } from '../sessions/signed-in-redirect.ts'
import { keepRound, roundCookie } from '../sessions/cookies.ts'
import {
  errorsOf,
  textOf,
  localPath,
  setRetryAfter,
  openPage,
  page,
  resource,
  type SignedInContext,
  type RequestContext,
} from '../../web/index.ts'
import { connectOwn, disconnectAccount, enterByAccount } from './accounts.ts'
import { OnTheWayPage, OwnWorkAccountPage, WorkAccountFailedPage } from './pages.tsx'
import type { Purpose } from './provider.ts'
import { accountsOf, providerOf } from './queries.ts'
import { comeBack, setOut } from './rounds.ts'
import { words } from './texts.ts'

function failed(ctx: RequestContext, refusal: Refusal): Response {
  if (refusal.code === 'not_found' || hasProved(refusal)) return ctx.refuse(refusal)
  setRetryAfter(ctx, refusal)
  return ctx.page(<WorkAccountFailedPage why={refusal.say(ctx.language)} />, refusal.status)
}

/** Goes to the provider, by a page that leads on at once. */
async function leave(
  ctx: RequestContext,
  about: { purpose: Purpose; to?: string; token?: string },
): Promise<Response> {
  const { installation, caller, portal, c } = ctx
  const over = await admit(installation, caller, 'code', {})
  if (over) return failed(ctx, over)
  const back = addressOn(installation, portal.host, routes.signIn.workAccount.return())
  const gone = await setOut(installation, caller, { ...about, back })
  if (!gone.ok) return failed(ctx, gone)
  const { url, browser } = gone.value
  keepRound(c, installation.url, browser)
  c.header('refresh', `0; url=${url}`)
  return ctx.page(<OnTheWayPage url={url} />)
}

async function arrive(ctx: RequestContext): Promise<Response> {
  const { installation, caller, portal, c } = ctx
  const browser = roundCookie(c, installation.url)
  if (browser === undefined) return failed(ctx, refuse('not_found'))
  keepRound(c, installation.url, null)
  const { search } = new URL(c.req.url)
  const came = new URL(
    addressOn(installation, portal.host, routes.signIn.workAccount.return() + search),
  )
  const back = await comeBack(installation, caller, { browser, came })
  if (!back.ok) return failed(ctx, back)
  const { round } = back.value
  if (round.purpose === 'connect') {
    const connected = await connectOwn(installation, caller, back.value)
    if (!connected.ok) return failed(ctx, connected)
    const text = words(ctx.language)('connected')
    return ctx.redirect(routes.profile.workAccount(), { tone: 'green', text })
  }
  const entered = await enterByAccount(installation, caller, back.value, openedFrom(ctx))
  if (!entered.ok) return failed(ctx, entered)
  return redirectSignedIn(ctx, entered.value, localPath(round.to) ?? home(ctx))
}

/** One's own connection, and the proof that is asked for before there is another. */
async function ownPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const { person, read, language } = ctx
  const [provider, accounts] = await read((tx) =>
    Promise.all([providerOf(tx), accountsOf(tx, person.id)]),
  )
  if (!provider) return ctx.refuse(refuse('not_found'))
  const issuer = accounts.find((one) => one.issuer === provider.issuer)?.issuer ?? null
  const passkey = await againOptions(ctx)
  const shows = (await sessionProof(ctx)) === null
  const errors = refusal && errorsOf(refusal, language)
  return ctx.page(
    <OwnWorkAccountPage issuer={issuer} passkey={passkey} shows={shows} errors={errors} />,
    refusal?.status,
  )
}

/** The way to the provider and back, for whoever has not signed in. */
const round = [
  openPage(
    routes.signIn.workAccount,
    'POST',
    (ctx) => {
      const to = localPath(textOf(ctx.form, 'to'))
      const token = textOf(ctx.form, 'token') || undefined
      return leave(ctx, { purpose: token ? 'invitation' : 'sign_in', to, token })
    },
    { fields: { to: 'text', token: 'text' } },
  ),
  openPage(routes.signIn.workAccount.return, 'GET', arrive),
]

const connect = page(
  routes.profile.workAccount,
  'POST',
  'profile',
  async (ctx) => {
    const refused = await provenBy(ctx)
    return refused ? ownPage(ctx, refused) : leave(ctx, { purpose: 'connect' })
  },
  { right: 'people:manage', fields: PROOF_FIELDS },
)

export const workAccountsResource = resource({ feature: 'profile', right: 'people:manage', words })
  .also(...round)
  .page(routes.profile.workAccount, ownPage)
  .also(connect)
  .change(disconnectAccount, {
    page: routes.profile.workAccount.end,
    to: () => routes.profile.workAccount(),
    said: 'ended',
  })
