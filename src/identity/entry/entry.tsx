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
  withRateLimit,
  tooManyRequests,
  type ApiRateLimit,
  type PageRateLimit,
  languageCookie,
  PREVIEW_FIELD,
  readSent,
  sentOf,
  bearer,
  request,
  isStreamed,
  withdrawFrom,
  withWithdrawing,
  readForm,
  readStreamedForm,
  limitsFor,
  setRetryAfter,
  type RefusedForm,
  type SentForm,
  type RouteHandler,
  type RequestContext,
} from '../../web/index.ts'
import { lastOnDevice } from '../persons/queries.ts'
import { whomToAsk } from '../persons/whom-to-ask.ts'
import { turnedAwayAs } from '../sessions/starting.ts'
import { deviceCookie, previewCookie, sessionCookie } from '../sessions/cookies.ts'
import type { Hosts } from './hosts.ts'
import { notInPreview, answerEndedPreview } from './preview-guard.ts'
import { fetchRequestContext, type RequestContextRow } from './queries.ts'
import {
  Apart,
  type ApartProps,
  BeingBuilt,
  type DevicePerson,
  Moved,
  NoPortal,
  Refused,
  SignInAgain,
} from './refusal-pages.tsx'
import { gateInput, buildRequestContext, type MutableRequestContext } from './build-context.tsx'

/** What the entry keeps from one request to the next. */
export interface EntryServices {
  readonly hosts: Hosts
  readonly rateLimit: ApiRateLimit
  readonly pages: PageRateLimit
  /** The places that stand beside each page. */
  readonly navigation: (ctx: RequestContext) => NavItem[]
  /** The person that is left of one whose card was merged into another, by row id; null where none was. */
  readonly mergedInto: (tx: Tx, person: string) => Promise<string | null>
}

/** The key of the route handler in Hono's context, for the error page. */
const HANDLER = 'served' as never
/** The key of the form, since a body can be read only once. */
const READ = 'read' as never

/** The host as it was sent, and without its trailing dot. */
function hostOf(c: Context): { written: string; host: string } {
  const written = (requestHeader(c, 'host') ?? '').replace(/:\d+$/, '').toLowerCase()
  // A trailing dot names the same host, but cookies and browsers take it for another.
  return { written, host: written.replace(/\.$/, '') }
}

/**
 * Answers a request for a page or endpoint: finds the portal by its host, asks the gate, and calls the handler
 * or refuses. The gate's statement is a transaction of its own, so that the handler holds no second connection.
 */
export async function handleRequest(
  installation: Installation,
  { hosts, rateLimit, pages, navigation, mergedInto }: EntryServices,
  handler: RouteHandler,
  c: Context,
  next: () => Promise<void>,
): Promise<Response | void> {
  const { written, host } = hostOf(c)
  c.set(HANDLER, handler)
  const portal = await hosts.portalAt(host)
  if (!portal) return notFoundPage(c, handler)
  // A portal and the console may each have a page at this address; the other one is mounted after it.
  if (handler.route.place === (portal === CONSOLE ? 'portal' : 'console')) return next()
  const secret = sessionCookie(c, installation.url) ?? bearer(c, /^[\w-]{43}$/)

  const key = handler.endpoint && portal === CONSOLE ? bearer(c, /^key_/) : undefined
  const keyCaller = key ? await callerOfKey(installation, key, request(installation, c)) : null
  if (key && !keyCaller) return problemResponse(problemOf(kitRefuse('unauthenticated'), 'en'))

  const secrets = { session: hashed(secret), preview: hashed(previewCookie(c, installation.url)) }
  const place = { portal, host, remembered: hosts.rowAt(host) }
  const { row, prefetch } = await fetchRequestContext(
    installation.db,
    place,
    secrets,
    handler.prefetch,
  )
  if (!row?.own_host || row.status === 'cancelled') {
    hosts.forget(host)
    return notFoundPage(c, handler)
  }
  const standing = await installation.admit(installation, portal)
  if (standing === 'deleted') return notFoundPage(c, handler)
  if (standing === 'missing') throw new KeyMissing(portal, installation.keys.store.place)
  if (row.current_host !== written) return redirectToCurrentHost(installation, c, row, handler)
  hosts.note(host, row)
  const ctx = buildRequestContext(
    installation,
    c,
    row,
    { prefetch, takes: handler.takes, navigation },
    keyCaller,
  )
  const spent = await rateLimit.spend(ctx, handler)
  if (spent && !spent.allowed) return withRateLimit(c, tooManyRequests(ctx, spent), spent)
  const tooManyWrites = await pages.spend(ctx, handler)
  if (tooManyWrites) {
    await keepSent(ctx, handler)
    setRetryAfter(ctx, tooManyWrites)
    return ctx.refuse(tooManyWrites)
  }
  const over = secrets.preview !== null && ctx.preview === null
  const response =
    (over ? answerEndedPreview(ctx, handler) : await refusalOfGate(ctx, row, handler)) ??
    (await runHandler(ctx, handler, mergedInto))
  if (spent) return withRateLimit(c, response, spent)
  return (await limitBadInput(ctx, handler, response)) ?? response
}

/** Keeps the form for the refusal page, which shows it again. */
async function keepSent(ctx: MutableRequestContext, handler: RouteHandler): Promise<void> {
  const { c, installation, takes } = ctx
  const sent = await readSent(installation, c, handler, ctx.portal.host, takes)
  if (sent) ctx.form = unmarked(sent)
}

/** Removes the field that marks the forms of a preview. */
const unmarked = (sent: SentForm): SentForm =>
  Object.fromEntries(Object.entries(sent).filter(([name]) => name !== PREVIEW_FIELD))

const hashed = (secret: string | undefined) => (secret ? hashToken(secret) : null)

/** Statuses of requests that no page of ours sends. */
const BAD = new Set([400, 413, 415, 422])

/** Counts malformed requests of people who are not signed in; over the limit their network gets 429. */
async function limitBadInput(
  ctx: RequestContext,
  handler: RouteHandler,
  { status }: Response,
): Promise<Response | null> {
  if (ctx.person !== null || !BAD.has(status)) return null
  const over = await admit(ctx.installation, ctx.caller, 'bad_input', {})
  const again = { 'retry-after': String(over?.retryAfterSeconds) }
  return over && alsoWith(ctx.c, refusalOf(ctx, handler, over), again)
}

/** Reads the form of a page and calls the handler. */
async function runHandler(
  ctx: MutableRequestContext,
  handler: RouteHandler,
  mergedInto: EntryServices['mergedInto'],
): Promise<Response> {
  const { preview, takes, c } = ctx
  const address = refuseBrokenQuery(c.req.url, { endpoint: handler.endpoint !== undefined })
  if (address) return refusalOf(ctx, handler, address)
  if (handler.method === 'POST' && !handler.endpoint) {
    const own = withWithdrawing(handler.fields ?? {})
    const fields = preview ? { ...own, [PREVIEW_FIELD]: 'text' as const } : own
    const read = await (isStreamed(ctx, fields)
      ? readStreamedForm(ctx, fields)
      : readForm(c, fields, takes))
    if (!read.ok) return (await refusedFile(ctx, handler, read)) ?? ctx.refuse(read)
    const { [PREVIEW_FIELD]: shownIn, ...form } = read.value
    c.set(READ, read.value as never)
    ctx.form = form
    // The form was opened before the preview, and would now be sent in the client's name.
    if (preview && shownIn !== show('preview', preview.id)) return ctx.refuse(refuse('other_tab'))
    const without = await withdrawFrom(ctx, fields, form)
    if (without) return givenBack(ctx, handler, without.form, without.refusal)
  }
  const response = await handler.handle(ctx as never)
  return (await redirectToMergeTarget(ctx, handler, response, mergedInto)) ?? response
}

/**
 * Redirects from a page of a merged contact to the same page of the one that is left, since mails and notes
 * keep links for years. Programs get 404, since they keep ids of their own.
 */
async function redirectToMergeTarget(
  ctx: RequestContext,
  { method, endpoint }: RouteHandler,
  { status }: Response,
  mergedInto: EntryServices['mergedInto'],
): Promise<Response | null> {
  if (status !== 404 || method !== 'GET' || endpoint) return null
  const named = ctx.param('person')
  const person = parseId('person', named)
  const left = person && (await ctx.read((tx) => mergedInto(tx, person)))
  if (!left) return null
  const { pathname, search } = new URL(ctx.c.req.url)
  return ctx.redirect(pathname.replace(named, show('person', left)) + search)
}

/** Shows the page of a form again of which a file was refused, with the refusal beside the file. */
async function refusedFile(
  ctx: MutableRequestContext,
  handler: RouteHandler,
  { form, ...refusal }: RefusedForm,
): Promise<Response | null> {
  if (form) return givenBack(ctx, handler, unmarked(form), refusal)
  const files = Object.entries(handler.fields ?? {}).filter(([, kind]) => kind === 'file')
  if (refusal.code !== 'too_large' || files.length !== 1) return null
  const [field] = files[0]!
  return givenBack(ctx, handler, ctx.form, { ...refusal, fields: [{ ...refusal, field }] })
}

/** Shows the page of a form again. No operation is performed: each is answered by the refusal. */
async function givenBack(
  ctx: MutableRequestContext,
  handler: RouteHandler,
  form: SentForm,
  refusal: Refusal,
): Promise<Response> {
  ctx.form = form
  ctx.givenBack = refusal
  ctx.perform = async () => refusal
  return handler.handle(ctx as never)
}

/** Routes that a suspended portal serves without a sign-in: its look, signing out, and the request for an export. */
const OPEN_WHILE_SUSPENDED: ReadonlySet<RouteHandler['route']> = new Set<RouteHandler['route']>([
  routes.theme,
  routes.logo,
  routes.language,
  routes.signOut,
  routes.preview.end,
  routes.exportRequest,
  routes.api.document,
  routes.api.exportRequest,
])

const isSignInRoute = ({ route, method }: RouteHandler) =>
  !OPEN_WHILE_SUSPENDED.has(route) && method !== 'DELETE'

/** The answer to a request that the gate refuses; null lets it in. */
async function refusalOfGate(
  ctx: MutableRequestContext,
  row: RequestContextRow,
  handler: RouteHandler,
): Promise<Response | null> {
  const { c, installation } = ctx
  if (
    !SAFE_METHODS.has(c.req.method) &&
    isCrossSite(c, addressOn(installation, row.current_host, ''))
  )
    return refusalOf(ctx, handler, kitRefuse('cross_site'))
  const looksOnly = notInPreview(ctx, handler)
  if (looksOnly) return refusalOf(ctx, handler, looksOnly)
  // Everybody gets this answer, before signing in.
  if (handler.feature === null && row.status === 'suspended' && isSignInRoute(handler))
    return refuseEntry(ctx, row, handler, 'portal_suspended')
  if (handler.feature === null)
    return row.built || handler.route === routes.theme ? null : beingBuiltPage(ctx, handler)
  if (
    ctx.caller.through === 'api' &&
    ctx.caller.person === undefined &&
    ctx.caller.id.startsWith('key_')
  )
    return handler.right && !ctx.holds(handler.right)
      ? refusalOf(ctx, handler, kitRefuse('forbidden'))
      : null
  const decision = decide(gateInput(ctx, row, handler.feature))
  if (!decision.allowed) return refuseEntry(ctx, row, handler, decision.reason)
  // A page for other people answers 404.
  if (handler.right && !ctx.holds(handler.right))
    return refusalOf(ctx, handler, kitRefuse(handler.endpoint ? 'forbidden' : 'not_found'))
  return null
}

async function refuseEntry(
  ctx: MutableRequestContext,
  { open_flow, held_invoice }: RequestContextRow,
  handler: RouteHandler,
  reason: Reason,
): Promise<Response> {
  const { c, person, portal, installation } = ctx
  // What opens the portal, where a page of it does.
  const way =
    reason === 'flow_open'
      ? routes.flow.one({ flowRun: show('flowRun', open_flow!) })
      : reason === 'payment_due'
        ? held_invoice === null
          ? routes.billing.again()
          : routes.billing.one({ invoice: show('invoice', held_invoice) })
        : null
  if (reason === 'being_built') return beingBuiltPage(ctx, handler)
  await keepSent(ctx, handler)
  if (reason === 'portal_suspended') {
    const refusal = refuse(reason, { values: { portal: portal.name } })
    return handler.endpoint
      ? refusalOf(ctx, handler, refusal)
      : ctx.page(
          <Refused refusal={refusal} devicePerson={await personOnDevice(ctx)} />,
          refusal.status,
        )
  }
  if (handler.endpoint) {
    if (person === null) return refusalOf(ctx, handler, kitRefuse('unauthenticated'))
    return problemResponse({
      ...problemOf(kitRefuse('forbidden'), 'en'),
      code: reason,
      ...(way !== null && { address: addressOn(installation, portal.host, way) }),
    })
  }
  if (person === null) {
    if (sentOf(c, ctx.form)?.text) return ctx.page(<SignInAgain to={pageOf(c, handler)} />, 403)
    const to =
      c.req.method === 'GET' ? new URL(c.req.url).pathname + new URL(c.req.url).search : undefined
    return ctx.redirect(routes.signIn({}, { to: to === '/' ? undefined : to }))
  }
  if (reason === 'disabled' || reason === 'not_activated')
    return ctx.refuse(turnedAwayAs(reason, await ctx.read((tx) => whomToAsk(tx, person.id))))
  if (reason === 'second_factor_missing' && c.req.method === 'GET')
    return ctx.redirect(routes.profile.factors())
  if (way !== null && c.req.method === 'GET') return ctx.redirect(way)
  return ctx.page(<Refused reason={reason} />, 403)
}

/**
 * Whom to ask about a portal that is closed, by name. Only a device on which somebody has signed in is told.
 */
async function personOnDevice({
  c,
  installation,
  read,
}: RequestContext): Promise<DevicePerson | undefined> {
  const device = deviceCookie(c, installation.url)
  if (device === null) return undefined
  return read(async (tx) => {
    const person = await lastOnDevice(tx, hashToken(device))
    if (!person) return undefined
    const { id, kind, owner_id, provider } = person
    const ask = id === owner_id ? null : await whomToAsk(tx, id)
    return { ask, worksHere: kind !== 'contact', provider }
  })
}

function beingBuiltPage(ctx: RequestContext, handler: RouteHandler): Response {
  if (handler.endpoint)
    return problemResponse({ ...problemOf(kitRefuse('forbidden'), 'en'), code: 'being_built' })
  return ctx.page(<BeingBuilt />, 503)
}

const refusalOf = (ctx: RequestContext, handler: RouteHandler, refusal: Refusal): Response =>
  handler.endpoint
    ? problemResponse(problemOf(refusal, ctx.language, ctx.c.req.path))
    : ctx.refuse(refusal)

function notFoundPage(c: Context, handler: RouteHandler): Response | Promise<Response> {
  if (handler.endpoint) return problemResponse(problemOf(kitRefuse('not_found'), 'en', c.req.path))
  const language = languageCookie(c)
  return c.html(renderFor({ language: isLanguage(language) ? language : 'en' }, <NoPortal />), 404)
}

/**
 * An old host redirects to the current one for good, with path and query. A form is not redirected: browsers
 * follow no form to another host than the page's own policy names, and say nothing. So the answer says that the
 * portal has moved, that nothing was saved, and where the page is now.
 */
async function redirectToCurrentHost(
  installation: Installation,
  c: Context,
  row: RequestContextRow,
  handler: RouteHandler,
): Promise<Response> {
  const { pathname, search } = new URL(c.req.url)
  const on = (path: string) => addressOn(installation, row.current_host, path)
  if (SAFE_METHODS.has(c.req.method)) return c.redirect(on(pathname + search), 301)
  const said = languageCookie(c)
  const language = isLanguage(said) ? said : (row.language as Language)
  c.header('cache-control', 'no-store')
  if (handler.endpoint) {
    const address = on(pathname + search)
    const refusal = refuse('portal_moved', { values: { address } })
    return problemResponse({ ...problemOf(refusal, language, c.req.path), address })
  }
  const address = on(pageOf(c, handler))
  const form = await readSent(installation, c, handler, hostOf(c).written)
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
  { hosts }: EntryServices,
  c: Context,
  what: ApartProps['what'],
  status: 500 | 503,
): Promise<Response> {
  const { written, host } = hostOf(c)
  const handler = c.get(HANDLER) as RouteHandler | undefined
  const row = hosts.rowAt(host)
  const said = languageCookie(c)
  const language = isLanguage(said) ? said : ((row?.language as Language | undefined) ?? 'en')
  const read = c.get(READ) as SentForm | undefined
  const form =
    read ?? (handler && (await readSent(installation, c, handler, written, limitsFor({}, 'away'))))
  const reference = String(c.get('requestId' as never))
  const page = {
    what,
    reference,
    portal: row?.name,
    sent: form ? sentOf(c, form) : null,
  }
  const html = renderFor({ language }, <Apart {...page} isForm={!SAFE_METHODS.has(c.req.method)} />)
  return c.html(html, status)
}

/** The page that a form was sent from, as far as the browser says; else the form's own address, where it is a page. */
function pageOf(c: Context, handler: RouteHandler): string {
  const { origin, pathname, search } = new URL(c.req.url)
  const from = URL.parse(requestHeader(c, 'referer') ?? '')
  if (from?.origin === origin && from.pathname !== '/') return from.pathname + from.search
  return handler.route.methods.includes('GET') ? pathname + search : '/'
}
