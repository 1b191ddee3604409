import type { Context } from 'hono'
import type { NavItem } from '../../ui/index.ts'
import { decide, type Reason } from '../../gate/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { alsoWith, isCrossSite, requestHeader, SAFE_METHODS } from '../../kit/http/headers.ts'
import { problemOf, problemResponse } from '../../kit/http/problem.ts'
import { CONSOLE, parseId, show } from '../../kit/ids.ts'
import { addressOn, type Installation } from '../../kit/installation.ts'
import { KeyMissing } from '../../kit/keys.ts'
import { type Refusal, refuse as kitRefuse } from '../../kit/refusal.ts'
import { renderFor } from '../../kit/reader.ts'
import { isLanguage, type Language } from '../../kit/texts.ts'
import { hashToken } from '../../kit/tokens.ts'
import { refuseBrokenQuery } from '../../kit/whole-text.ts'
import { routes } from '../../routes.ts'
import { callerOfKey } from '../keys/keys.ts'
import { admit } from '../limits/entrances.ts'
import { refuse } from '../refusals.ts'
import {
  tell,
  tooMany,
  type ApiAllowance,
  type PageAllowance,
  languageCookie,
  PREVIEW_FIELD,
  readSent,
  sentOf,
  bearer,
  request,
  readForm,
  limitsFor,
  sayWhen,
  type SentForm,
  type Served,
  type Visit,
} from '../../web/index.ts'
import { lastOnDevice } from '../persons/queries.ts'
import { whomToAsk } from '../persons/whom-to-ask.ts'
import { turnedAwayAs } from '../sessions/starting.ts'
import { deviceCookie, previewCookie, sessionCookie } from './cookies.ts'
import type { Hosts } from './hosts.ts'
import { notInPreview, previewOver } from './preview-door.ts'
import { fetchVisit, type VisitRow } from './queries.ts'
import {
  Apart,
  type ApartProps,
  BeingBuilt,
  type KnownHere,
  Moved,
  NoPortal,
  Refused,
  SignInAgain,
} from './refusal-pages.tsx'
import { facts, visitOf, type OwnVisit } from './visiting.tsx'

/** What the door remembers from one request to the next. */
export interface Doorkeeper {
  readonly hosts: Hosts
  readonly allowance: ApiAllowance
  readonly pages: PageAllowance
  /** The places that stand beside each page. */
  readonly navigation: (visit: Visit) => NavItem[]
  /** The person that is left of one whose card was merged into another, by row id; null where none was. */
  readonly mergedInto: (tx: Tx, portal: string, person: string) => Promise<string | null>
}

/** Under which the request has what serves it, for a page that says that something is away. */
const SERVED = 'served' as never
/** And what its form sent, once that is read: a body is read once. */
const READ = 'read' as never

/** The host as it was written, and the name that it is. */
function hostOf(c: Context): { written: string; host: string } {
  const written = (requestHeader(c, 'host') ?? '').replace(/:\d+$/, '').toLowerCase()
  // A name with its last dot is the same name, but another to cookies and to the browser.
  return { written, host: written.replace(/\.$/, '') }
}

/**
 * Answers one request for a served page or endpoint, of the console or of portals: finds the portal by
 * its host, asks the gate, and lets in or says why not. The gate's one statement is a transaction of its
 * own, so that whatever follows holds no connection but the one it needs.
 */
export async function answer(
  installation: Installation,
  { hosts, allowance, pages, navigation, mergedInto }: Doorkeeper,
  served: Served,
  c: Context,
  next: () => Promise<void>,
): Promise<Response | void> {
  const { written, host } = hostOf(c)
  c.set(SERVED, served)
  const portal = await hosts.portalAt(host)
  if (!portal) return nothingHere(c, served)
  // A portal and the console may each have a page at this address; the other one is mounted after it.
  if (served.route.place === (portal === CONSOLE ? 'portal' : 'console')) return next()
  const secret = sessionCookie(c, installation.url) ?? bearer(c, /^[\w-]{43}$/)

  const key = served.endpoint && portal === CONSOLE ? bearer(c, /^key_/) : undefined
  const keyCaller = key ? await callerOfKey(installation, key, request(installation, c)) : null
  if (key && !keyCaller) return problemResponse(problemOf(kitRefuse('unauthenticated'), 'en'))

  const secrets = { session: hashed(secret), preview: hashed(previewCookie(c, installation.url)) }
  const place = { portal, host, known: hosts.visited(host) }
  const { row, along } = await fetchVisit(installation.db, place, secrets, served.along)
  if (!row?.own_host || row.status === 'cancelled') {
    hosts.forget(host)
    return nothingHere(c, served)
  }
  const standing = await installation.admit(installation, portal)
  if (standing === 'deleted') return nothingHere(c, served)
  if (standing === 'missing') throw new KeyMissing(portal, installation.keys.store.place)
  if (row.current_host !== written) return moved(installation, c, row, served)
  hosts.note(host, row)
  const visit = visitOf(installation, c, row, { along, takes: served.takes, navigation }, keyCaller)
  const spent = await allowance.spend(visit, served)
  if (spent && !spent.allowed) return tell(c, tooMany(visit, spent), spent)
  const crowding = await pages.spend(visit, served)
  if (crowding) {
    await keepSent(visit, served)
    sayWhen(visit, crowding)
    return visit.refuse(crowding)
  }
  const over = secrets.preview !== null && visit.preview === null
  const answered =
    (over ? previewOver(visit, served) : await shut(visit, row, served)) ??
    (await handed(visit, served, mergedInto))
  if (spent) return tell(c, answered, spent)
  return (await badlyTooOften(visit, served, answered)) ?? answered
}

/** What was sent is given back by a page that says no, though nothing has been done with it. */
async function keepSent(visit: OwnVisit, served: Served): Promise<void> {
  const { c, installation, takes } = visit
  const sent = await readSent(installation, c, served, visit.portal.host, takes)
  if (sent) visit.form = unmarked(sent)
}

/** Without the mark, which is put into each form of a page shown in a preview. */
const unmarked = (sent: SentForm): SentForm =>
  Object.fromEntries(Object.entries(sent).filter(([name]) => name !== PREVIEW_FIELD))

const hashed = (secret: string | undefined) => (secret ? hashToken(secret) : null)

/** Answers by which what a stranger sent could not be meant. */
const BAD = new Set([400, 413, 415, 422])

/** Counts what strangers send and nobody can mean: more of it from one network gets a short answer. */
async function badlyTooOften(
  visit: Visit,
  served: Served,
  { status }: Response,
): Promise<Response | null> {
  if (visit.person !== null || !BAD.has(status)) return null
  const over = await admit(visit.installation, visit.caller, 'bad_input', {})
  const again = { 'retry-after': String(over?.retryAfterSeconds) }
  return over && alsoWith(visit.c, refusalOf(visit, served, over), again)
}

/** Lets in, with what a page's form sent. */
async function handed(
  visit: OwnVisit,
  served: Served,
  mergedInto: Doorkeeper['mergedInto'],
): Promise<Response> {
  const { preview, takes, c } = visit
  const address = refuseBrokenQuery(c.req.url, { endpoint: served.endpoint !== undefined })
  if (address) return refusalOf(visit, served, address)
  if (served.method === 'POST' && !served.endpoint) {
    const fields = preview ? { ...served.fields, [PREVIEW_FIELD]: 'text' as const } : served.fields
    const read = await readForm(c, fields ?? {}, takes)
    if (!read.ok) return (await tooLargeFile(visit, served, read)) ?? visit.refuse(read)
    const { [PREVIEW_FIELD]: shownIn, ...form } = read.value
    c.set(READ, read.value as never)
    visit.form = form
    // The form was opened before the preview, and would now be sent in the client's name.
    if (preview && shownIn !== show('preview', preview.id)) return visit.refuse(refuse('other_tab'))
  }
  const answered = await served.handle(visit as never)
  return (await leadOn(visit, served, answered, mergedInto)) ?? answered
}

/**
 * Where a page is about a person whose card was merged into another, to the same page of the one that is left:
 * links are kept in mails and notes for years. Programs are told that it is gone, since they keep ids of their own.
 */
async function leadOn(
  visit: Visit,
  { method, endpoint }: Served,
  { status }: Response,
  mergedInto: Doorkeeper['mergedInto'],
): Promise<Response | null> {
  if (status !== 404 || method !== 'GET' || endpoint) return null
  const named = visit.param('person')
  const person = parseId('person', named)
  const left = person && (await visit.read((tx) => mergedInto(tx, visit.portal.id, person)))
  if (!left) return null
  const { pathname, search } = new URL(visit.c.req.url)
  return visit.redirect(pathname.replace(named, show('person', left)) + search)
}

/**
 * Of a form that carries one file, what makes it too large is that file: its own page is shown, with the
 * refusal beside it. Nothing is performed: whatever its page asks for is answered by the refusal.
 */
async function tooLargeFile(
  visit: OwnVisit,
  served: Served,
  refusal: Refusal,
): Promise<Response | null> {
  const files = Object.entries(served.fields ?? {}).filter(([, kind]) => kind === 'file')
  if (refusal.code !== 'too_large' || files.length !== 1) return null
  const [field] = files[0]!
  visit.perform = async () => ({ ...refusal, fields: [{ ...refusal, field }] })
  return served.handle(visit as never)
}

/** What a suspended portal still answers without a sign-in: its look, the way out, and asking for an export. */
const OPEN_WHILE_SUSPENDED: ReadonlySet<Served['route']> = new Set<Served['route']>([
  routes.theme,
  routes.logo,
  routes.language,
  routes.signOut,
  routes.previewEnd,
  routes.exportRequest,
  routes.api.document,
  routes.api.exportRequest,
])

const isWayIn = ({ route, method }: Served) =>
  !OPEN_WHILE_SUSPENDED.has(route) && method !== 'DELETE'

/** Why the request goes no further; null lets it in. */
async function shut(visit: OwnVisit, row: VisitRow, served: Served): Promise<Response | null> {
  const { c, installation } = visit
  if (
    !SAFE_METHODS.has(c.req.method) &&
    isCrossSite(c, addressOn(installation, row.current_host, ''))
  )
    return refusalOf(visit, served, kitRefuse('cross_site'))
  const looksOnly = notInPreview(visit, served)
  if (looksOnly) return refusalOf(visit, served, looksOnly)
  // To everyone alike, before anybody has said who they are.
  if (served.feature === null && row.status === 'suspended' && isWayIn(served))
    return turnedAway(visit, served, 'portal_suspended')
  if (served.feature === null)
    return row.built || served.route === routes.theme ? null : building(visit, served)
  if (
    visit.caller.through === 'api' &&
    visit.caller.person === undefined &&
    visit.caller.id.startsWith('key_')
  )
    return served.right && !visit.holds(served.right)
      ? refusalOf(visit, served, kitRefuse('forbidden'))
      : null
  const decision = decide(facts(visit, row, served.feature))
  if (!decision.allowed) return turnedAway(visit, served, decision.reason)
  // A page for others is one that is not there.
  if (served.right && !visit.holds(served.right))
    return refusalOf(visit, served, kitRefuse(served.endpoint ? 'forbidden' : 'not_found'))
  return null
}

async function turnedAway(visit: OwnVisit, served: Served, reason: Reason): Promise<Response> {
  const { c, person, portal } = visit
  if (reason === 'being_built') return building(visit, served)
  await keepSent(visit, served)
  if (reason === 'portal_suspended') {
    const refusal = refuse(reason, { values: { portal: portal.name } })
    return served.endpoint
      ? refusalOf(visit, served, refusal)
      : visit.page(<Refused refusal={refusal} known={await knownHere(visit)} />, refusal.status)
  }
  if (served.endpoint) {
    if (person === null) return refusalOf(visit, served, kitRefuse('unauthenticated'))
    return problemResponse({ ...problemOf(kitRefuse('forbidden'), 'en'), code: reason })
  }
  if (person === null) {
    if (sentOf(c, visit.form)?.text) return visit.page(<SignInAgain to={pageOf(c, served)} />, 403)
    const to =
      c.req.method === 'GET' ? new URL(c.req.url).pathname + new URL(c.req.url).search : undefined
    return visit.redirect(routes.signIn({}, { to: to === '/' ? undefined : to }))
  }
  if (reason === 'disabled' || reason === 'not_activated')
    return visit.refuse(
      turnedAwayAs(reason, await visit.read((tx) => whomToAsk(tx, portal.id, person.id))),
    )
  if (reason === 'second_factor_missing' && c.req.method === 'GET')
    return visit.redirect(routes.factors())
  return visit.page(<Refused reason={reason} />, 403)
}

/**
 * What somebody reads of a portal that is not open beyond what everybody does, on a device on which they have signed
 * in: whom to ask, by name. Nobody could prove more there; without that cookie it is anybody.
 */
async function knownHere({ c, installation, portal, read }: Visit): Promise<KnownHere | undefined> {
  const device = deviceCookie(c, installation.url)
  if (device === null) return undefined
  return read(async (tx) => {
    const person = await lastOnDevice(tx, portal.id, hashToken(device))
    if (!person) return undefined
    const { id, kind, owner_id, provider } = person
    const ask = id === owner_id ? null : await whomToAsk(tx, portal.id, id)
    return { ask, worksHere: kind !== 'contact', provider }
  })
}

function building(visit: Visit, served: Served): Response {
  if (served.endpoint)
    return problemResponse({ ...problemOf(kitRefuse('forbidden'), 'en'), code: 'being_built' })
  return visit.page(<BeingBuilt />, 503)
}

const refusalOf = (visit: Visit, served: Served, refusal: Refusal): Response =>
  served.endpoint
    ? problemResponse(problemOf(refusal, visit.language, visit.c.req.path))
    : visit.refuse(refusal)

function nothingHere(c: Context, served: Served): Response | Promise<Response> {
  if (served.endpoint) return problemResponse(problemOf(kitRefuse('not_found'), 'en', c.req.path))
  const language = languageCookie(c)
  return c.html(renderFor({ language: isLanguage(language) ? language : 'en' }, <NoPortal />), 404)
}

/**
 * Hosts never die: an old one sends on to the current one for good, path and query kept. What was sent there is
 * not sent on: browsers follow no form to another host than the page's own policy names, and say nothing. So the
 * answer says that the portal has moved, that nothing was saved, and where the page is now.
 */
async function moved(
  installation: Installation,
  c: Context,
  row: VisitRow,
  served: Served,
): Promise<Response> {
  const { pathname, search } = new URL(c.req.url)
  const on = (path: string) => addressOn(installation, row.current_host, path)
  if (SAFE_METHODS.has(c.req.method)) return c.redirect(on(pathname + search), 301)
  const said = languageCookie(c)
  const language = isLanguage(said) ? said : (row.language as Language)
  c.header('cache-control', 'no-store')
  if (served.endpoint) {
    const address = on(pathname + search)
    const refusal = refuse('portal_moved', { values: { address } })
    return problemResponse({ ...problemOf(refusal, language, c.req.path), address })
  }
  const address = on(pageOf(c, served))
  const form = await readSent(installation, c, served, hostOf(c).written)
  const sent = form && sentOf(c, form)
  return c.html(
    renderFor({ language }, <Moved portal={row.name} address={address} sent={sent} />),
    409,
  )
}

/**
 * The page that says that something is away, or broken: with what was sent, and a button that sends it
 * again as the same request. Asks for nothing but what is remembered.
 */
export async function apart(
  installation: Installation,
  { hosts }: Doorkeeper,
  c: Context,
  what: ApartProps['what'],
  status: 500 | 503,
): Promise<Response> {
  const { written, host } = hostOf(c)
  const served = c.get(SERVED) as Served | undefined
  const visited = hosts.visited(host)
  const said = languageCookie(c)
  const language = isLanguage(said) ? said : ((visited?.language as Language | undefined) ?? 'en')
  const read = c.get(READ) as SentForm | undefined
  const form =
    read ?? (served && (await readSent(installation, c, served, written, limitsFor({}, 'away'))))
  const reference = String(c.get('requestId' as never))
  const page = {
    what,
    reference,
    portal: visited?.name,
    sent: form ? sentOf(c, form) : null,
  }
  const html = renderFor({ language }, <Apart {...page} isForm={!SAFE_METHODS.has(c.req.method)} />)
  return c.html(html, status)
}

/** The page that a form was sent from, as far as the browser says; else the form's own address, where it is a page. */
function pageOf(c: Context, served: Served): string {
  const { origin, pathname, search } = new URL(c.req.url)
  const from = URL.parse(requestHeader(c, 'referer') ?? '')
  if (from?.origin === origin && from.pathname !== '/') return from.pathname + from.search
  return served.route.methods.includes('GET') ? pathname + search : '/'
}
