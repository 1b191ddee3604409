import { gzipSync } from 'node:zlib'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import { decide, type FeatureName, type Reason } from '../../gate/index.ts'
import { clientAddress } from '../../kit/http/address.ts'
import { answerWith, isCrossSite, requestHeader, SAFE_METHODS } from '../../kit/http/headers.ts'
import { problemOf, problemResponse } from '../../kit/http/problem.ts'
import { CONSOLE, show } from '../../kit/ids.ts'
import { addressOn, type Installation } from '../../kit/installation.ts'
import { perform, type Caller } from '../../kit/operation.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { isLanguage, type Language } from '../../kit/texts.ts'
import { hashToken } from '../../kit/tokens.ts'
import { routes } from '../../routes.ts'
import { callerOfKey } from '../keys/keys.ts'
import { rightsOfPerson } from '../rights.ts'
import { touchSession } from '../sessions/queries.ts'
import { isLive, isStale } from '../sessions/session.ts'
import { tell, tooMany, type ApiAllowance } from './allowance.ts'
import { languageCookie, leaveFlash, sessionCookie, takeFlash } from './cookies.ts'
import type { Hosts } from './hosts.ts'
import { fetchVisit, type VisitRow } from './queries.ts'
import { BeingBuilt, NoPortal, Refused } from './refusal-pages.tsx'
import { readForm } from './forms.ts'
import type { SentForm, Served, Visit } from './visit.ts'

/** Characters from which packing a page saves more than it costs. */
const WORTH_PACKING = 1500

/** What the door remembers from one request to the next. */
export interface Doorkeeper {
  readonly hosts: Hosts
  readonly allowance: ApiAllowance
}

/**
 * Answers one request for a served page or endpoint (of the console or of portals): finds the portal by its host, asks the gate, and
 * lets in or says why not. The gate's one statement is a transaction of its own, so that whatever
 * follows holds no connection but the one it needs.
 */
export async function answer(
  installation: Installation,
  { hosts, allowance }: Doorkeeper,
  served: Served,
  c: Context,
  next: () => Promise<void>,
): Promise<Response | void> {
  const written = (requestHeader(c, 'host') ?? '').replace(/:\d+$/, '').toLowerCase()
  // A name with its last dot is the same name, but another to cookies and to the browser.
  const host = written.replace(/\.$/, '')
  const portal = await hosts.portalAt(host)
  if (!portal) return nothingHere(c, served)
  // A portal and the console may each have a page at this address; the other one is mounted after it.
  if (served.route.place === (portal === CONSOLE ? 'portal' : 'console')) return next()
  const secret = sessionCookie(c, installation.url) ?? bearer(c, /^[\w-]{43}$/)

  const key = served.endpoint && portal === CONSOLE ? bearer(c, /^key_/) : undefined
  const keyCaller = key ? await callerOfKey(installation, key, request(installation, c)) : null
  if (key && !keyCaller) return problemResponse(problemOf(refuse('unauthenticated'), 'en'))

  const hash = secret ? hashToken(secret) : null
  const { row, along } = await fetchVisit(installation.db, portal, host, hash, served.along)
  if (!row?.own_host || row.status === 'cancelled') {
    hosts.forget(host)
    return nothingHere(c, served)
  }
  if (row.current_host !== written) return moved(installation, c, row)
  const visit = visitOf(installation, c, row, along, keyCaller)
  const spent = await allowance.spend(visit, served)
  if (spent && !spent.allowed) return tell(c, tooMany(visit, spent), spent)
  const answered = shut(visit, row, served) ?? (await handed(visit, served))
  return spent ? tell(c, answered, spent) : answered
}

/** Lets in, with what a page's form sent. */
async function handed(visit: Visit & { form: SentForm }, served: Served): Promise<Response> {
  if (served.method === 'POST' && !served.endpoint) {
    const body = () => visit.c.req.parseBody({ all: true })
    const read = await readForm(body, served.fields ?? {})
    if (!read.ok) return visit.refuse(read)
    visit.form = read.value
  }
  return served.handle(visit as never)
}

/** Why the request goes no further; null lets it in. */
function shut(visit: Visit, row: VisitRow, served: Served): Response | null {
  const { c, installation } = visit
  if (
    !SAFE_METHODS.has(c.req.method) &&
    isCrossSite(c, addressOn(installation, row.current_host, ''))
  )
    return refusalOf(visit, served, refuse('cross_site'))
  if (served.feature === null)
    return row.built || served.route === routes.theme ? null : building(visit, served)
  if (
    visit.caller.through === 'api' &&
    visit.caller.person === undefined &&
    visit.caller.id.startsWith('key_')
  )
    return served.right && !visit.holds(served.right)
      ? refusalOf(visit, served, refuse('forbidden'))
      : null
  const decision = decide(facts(visit, row, served.feature))
  if (!decision.allowed) return turnedAway(visit, served, decision.reason)
  // A page for others is one that is not there.
  if (served.right && !visit.holds(served.right))
    return refusalOf(visit, served, refuse(served.endpoint ? 'forbidden' : 'not_found'))
  return null
}

function turnedAway(visit: Visit, served: Served, reason: Reason): Response {
  const { c, person } = visit
  if (reason === 'being_built') return building(visit, served)
  if (served.endpoint) {
    if (person === null) return refusalOf(visit, served, refuse('unauthenticated'))
    return problemResponse({ ...problemOf(refuse('forbidden'), 'en'), code: reason })
  }
  if (person === null) {
    const to =
      c.req.method === 'GET' ? new URL(c.req.url).pathname + new URL(c.req.url).search : undefined
    return visit.redirect(routes.signIn({}, { to: to === '/' ? undefined : to }))
  }
  return visit.page(<Refused visit={visit} reason={reason} />, 403)
}

function building(visit: Visit, served: Served): Response {
  if (served.endpoint)
    return problemResponse({ ...problemOf(refuse('forbidden'), 'en'), code: 'being_built' })
  return visit.page(<BeingBuilt visit={visit} />, 503)
}

const refusalOf = (visit: Visit, served: Served, refusal: Refusal): Response =>
  served.endpoint
    ? problemResponse(problemOf(refusal, visit.language, visit.c.req.path))
    : visit.refuse(refusal)

const facts = (visit: Visit, row: VisitRow, feature: FeatureName) => ({
  portal: { status: row.status, built: row.built, afterTrial: row.after_trial },
  person: visit.person && {
    kind: row.kind,
    activated: row.activated_at !== null,
    disabledSince: row.disabled_at,
    lockedUntil: row.locked_until,
    deviceKnown: true,
  },
  // Holds, flows and levels come with paid access and support; until then nobody has any.
  hold: null,
  flow: null,
  level: null,
  feature,
  now: visit.now,
})

function visitOf(
  installation: Installation,
  c: Context,
  row: VisitRow,
  along: unknown[],
  keyCaller: Caller | null,
): Visit & { form: SentForm } {
  const { clock, url } = installation
  const now = clock.at(row)
  const live =
    row.session !== null && isLive({ seen_at: row.seen_at!, expires_at: row.expires_at! }, now)
  if (live && isStale({ seen_at: row.seen_at! }, now)) noteActivity(installation, row, now)
  const person = live
    ? {
        id: row.person!,
        kind: row.kind,
        name: row.person_name,
        email: row.email,
        seat: row.seat,
        partner: row.partner,
      }
    : null
  const chosen = person ? row.person_language : languageCookie(c)
  const language: Language = isLanguage(chosen) ? chosen : (row.language as Language)
  const caller: Caller = keyCaller ?? {
    id: person ? show('person', person.id) : 'visitor',
    name: person?.name ?? 'Visitor',
    portal: row.portal,
    rights: person ? rightsOfPerson(person.kind) : new Set(),
    through: c.req.path.startsWith('/api/') ? 'api' : 'page',
    person: person?.id,
    partner: person?.partner ?? undefined,
    ...request(installation, c),
    // Visitors are all one caller: one's repeated key would fetch another's answer.
    ...(person ? {} : { idempotencyKey: undefined }),
  }
  const visit: Visit & { form: SentForm } = {
    c,
    installation,
    portal: {
      id: row.portal,
      name: row.name,
      slug: row.slug,
      host: row.current_host,
      status: row.status,
      built: row.built,
      brand_color: row.brand_color,
      accent_color: row.accent_color,
      logo_version: row.logo_version,
      after_trial: row.after_trial,
      version: row.portal_version,
      branded: row.status !== 'trial_expired' || !row.after_trial.includes('branding'),
    },
    person,
    session: live ? row.session : null,
    expires: live ? row.expires_at : null,
    caller,
    now,
    clockOffsetMs: row.offset_ms,
    language,
    zone: (person && row.person_time_zone) ?? row.time_zone,
    read: (work) => installation.db.read({ portal: row.portal }, work),
    get flash() {
      return takeFlash(c, url)
    },
    param: (name) => c.req.param(name) ?? '',
    query: (name) => c.req.query(name)?.replaceAll('\0', '') || undefined,
    may: (feature) => decide(facts(visit, row, feature)).allowed,
    holds: (right) => caller.rights.has(right),
    perform: (operation, input) => perform(installation, operation, caller, input),
    form: {},
    along,
    page: (content, status = 200) => {
      const html = String(content)
      const headers = {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        vary: 'accept-encoding, cookie',
      }
      if (
        html.length < WORTH_PACKING ||
        !/\bgzip\b/.test(requestHeader(c, 'accept-encoding') ?? '')
      )
        return answerWith(c, html, status, headers)
      return answerWith(c, gzipSync(html, { level: 5 }), status, {
        ...headers,
        'content-encoding': 'gzip',
      })
    },
    redirect: (to, flash) => {
      if (flash) leaveFlash(c, url, flash)
      c.header('cache-control', 'no-store')
      return c.redirect(to, 303)
    },
    refuse: (refusal) => visit.page(<Refused visit={visit} refusal={refusal} />, refusal.status),
  }
  return visit
}

/** Not awaited: the answer does not depend on it, and the next request would do it again. */
function noteActivity({ db, log }: Installation, row: VisitRow, now: Temporal.Instant): void {
  db.write({ portal: row.portal }, (tx) => touchSession(tx, row.portal, row.session!, now)).catch(
    (error: unknown) => log.warn({ err: error }, 'could not note activity'),
  )
}

function nothingHere(c: Context, served: Served): Response | Promise<Response> {
  if (served.endpoint) return problemResponse(problemOf(refuse('not_found'), 'en', c.req.path))
  const language = languageCookie(c)
  return c.html(String(<NoPortal language={isLanguage(language) ? language : 'en'} />), 404)
}

/** Hosts never die: an old one sends on to the current one for good, path and query kept. */
function moved(installation: Installation, c: Context, row: VisitRow): Response {
  const { pathname, search } = new URL(c.req.url)
  return c.redirect(
    addressOn(installation, row.current_host, pathname + search),
    SAFE_METHODS.has(c.req.method) ? 301 : 308,
  )
}

function bearer(c: Context, form: RegExp): string | undefined {
  const given = /^Bearer (\S+)$/i.exec(requestHeader(c, 'authorization') ?? '')?.[1]
  return given !== undefined && form.test(given) ? given : undefined
}

const request = (
  installation: Installation,
  c: Context,
): Pick<Caller, 'ip' | 'requestId' | 'idempotencyKey'> => ({
  ip: address(installation, c),
  requestId: c.get('requestId') as string | undefined,
  idempotencyKey: requestHeader(c, 'idempotency-key') || undefined,
})

/** Of the connection, unless a proxy we know stands there: forwarding headers are anyone's to write. */
function address({ proxies }: Installation, c: Context): string | undefined {
  try {
    const { address: connection } = getConnInfo(c).remote
    return clientAddress(connection, requestHeader(c, 'x-forwarded-for'), proxies)
  } catch {
    return undefined
  }
}
