import { addressOn } from '../../kit/installation.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { againOptions, sessionProof } from '../factors/page-parts.ts'
import { PROOF_FIELDS, provenBy } from '../factors/proof-form.ts'
import { admit } from '../limits/entrances.ts'
import { hasProved } from '../sessions/starting.ts'
import { comeIn, home, openedFrom } from '../entry/coming-in.ts'
import { keepRound, roundCookie } from '../entry/cookies.ts'
import {
  errorsOf,
  textOf,
  localPath,
  sayWhen,
  openPage,
  page,
  type Served,
  type SignedInVisit,
  type Visit,
} from '../../web/index.ts'
import { connectOwn, disconnectAccount, enterByAccount } from './accounts.ts'
import { OnTheWayPage, OwnWorkAccountPage, WorkAccountFailedPage } from './pages.tsx'
import type { Purpose } from './provider.ts'
import { accountsOf, providerOf } from './queries.ts'
import { comeBack, setOut } from './rounds.ts'
import { words } from './texts.ts'

function failed(visit: Visit, refusal: Refusal): Response {
  if (refusal.code === 'not_found' || hasProved(refusal)) return visit.refuse(refusal)
  sayWhen(visit, refusal)
  return visit.page(<WorkAccountFailedPage why={refusal.say(visit.language)} />, refusal.status)
}

/** Goes to the provider, by a page that leads on at once. */
async function leave(
  visit: Visit,
  about: { purpose: Purpose; to?: string; token?: string },
): Promise<Response> {
  const { installation, caller, portal, c } = visit
  const over = await admit(installation, caller, 'code', {})
  if (over) return failed(visit, over)
  const back = addressOn(installation, portal.host, routes.workAccountReturn())
  const gone = await setOut(installation, caller, { ...about, back })
  if (!gone.ok) return failed(visit, gone)
  const { url, browser } = gone.value
  keepRound(c, installation.url, browser)
  c.header('refresh', `0; url=${url}`)
  return visit.page(<OnTheWayPage url={url} />)
}

async function arrive(visit: Visit): Promise<Response> {
  const { installation, caller, portal, c } = visit
  const browser = roundCookie(c, installation.url)
  if (browser === undefined) return failed(visit, refuse('not_found'))
  keepRound(c, installation.url, null)
  const { search } = new URL(c.req.url)
  const came = new URL(addressOn(installation, portal.host, routes.workAccountReturn() + search))
  const back = await comeBack(installation, caller, { browser, came })
  if (!back.ok) return failed(visit, back)
  const { round } = back.value
  if (round.purpose === 'connect') {
    const connected = await connectOwn(installation, caller, back.value)
    if (!connected.ok) return failed(visit, connected)
    const text = words(visit.language)('connected')
    return visit.redirect(routes.ownWorkAccount(), { tone: 'green', text })
  }
  const entered = await enterByAccount(installation, caller, back.value, openedFrom(visit))
  if (!entered.ok) return failed(visit, entered)
  return comeIn(visit, entered.value, localPath(round.to) ?? home(visit))
}

/** One's own connection, and the proof that is asked for before there is another. */
async function ownPage(visit: SignedInVisit, refusal?: Refusal): Promise<Response> {
  const { portal, person, read, language } = visit
  const [provider, accounts] = await read((tx) =>
    Promise.all([providerOf(tx, portal.id), accountsOf(tx, portal.id, person.id)]),
  )
  if (!provider) return visit.refuse(refuse('not_found'))
  const issuer = accounts.find((one) => one.issuer === provider.issuer)?.issuer ?? null
  const passkey = await againOptions(visit)
  const shows = (await sessionProof(visit)) === null
  const errors = refusal && errorsOf(refusal, language)
  return visit.page(
    <OwnWorkAccountPage issuer={issuer} passkey={passkey} shows={shows} errors={errors} />,
    refusal?.status,
  )
}

const own = { right: 'people:manage' } as const

export const workAccountsController: readonly Served[] = [
  openPage(
    routes.workAccount,
    'POST',
    (visit) => {
      const to = localPath(textOf(visit.form, 'to'))
      const token = textOf(visit.form, 'token') || undefined
      return leave(visit, { purpose: token ? 'invitation' : 'sign_in', to, token })
    },
    { fields: { to: 'text', token: 'text' } },
  ),

  openPage(routes.workAccountReturn, 'GET', arrive),

  page(routes.ownWorkAccount, 'GET', 'profile', (visit) => ownPage(visit), own),

  page(
    routes.ownWorkAccount,
    'POST',
    'profile',
    async (visit) => {
      const refused = await provenBy(visit)
      return refused ? ownPage(visit, refused) : leave(visit, { purpose: 'connect' })
    },
    { ...own, fields: PROOF_FIELDS },
  ),

  page(
    routes.ownWorkAccountEnd,
    'POST',
    'profile',
    async (visit) => {
      const result = await visit.perform(disconnectAccount, {})
      if (!result.ok) return visit.refuse(result)
      const text = words(visit.language)('ended')
      return visit.redirect(routes.ownWorkAccount(), { tone: 'green', text })
    },
    own,
  ),
]
