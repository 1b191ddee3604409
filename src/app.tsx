import { Hono, type Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { serveAsset } from './assets.ts'
import { contactCases, personCases } from './cases/index.ts'
import { controllers } from './controllers.ts'
import {
  answer,
  Apart,
  ApiAllowance,
  Hosts,
  nameOperations,
  NoPortal,
  openPage,
  showOnPersonPage,
  type Served,
} from './identity/index.ts'
import { DatabaseUnavailable } from './kit/db/database.ts'
import { requestHeader, SAFE_METHODS, secureAnswer, watchHeaders } from './kit/http/headers.ts'
import { problem, problemOf, problemResponse } from './kit/http/problem.ts'
import type { Installation } from './kit/installation.ts'
import { KeyStoreUnavailable } from './kit/key-store/key-store.ts'
import { KeyDestroyed, KeyMissing } from './kit/keys.ts'
import { requestId } from './kit/operation.ts'
import { refuse } from './kit/refusal.ts'
import { operations } from './operations.ts'
import { contactCard, showOnContactPage } from './people/index.ts'
import { personBilling } from './portals/index.ts'
import { routes } from './routes.ts'

/** Largest body anywhere; an operation's own limits are tighter. */
const MAX_BODY_BYTES = 1_048_576

/** The web application: middleware in order, then the mounts. */
export function createApp(installation: Installation): Hono {
  const app = new Hono()
  const doorkeeper = { hosts: new Hosts(installation), allowance: new ApiAllowance(installation) }
  nameOperations((name) => operations.get(name)?.summary)
  showOnPersonPage(personCases)
  showOnContactPage(contactCases)
  showOnPersonPage(personBilling)
  showOnPersonPage(contactCard)

  app.use(identifyAndLog(installation))
  // Reading requests are left alone: to look for their body is to build the whole request object.
  app.use(async (c, next) => (SAFE_METHODS.has(c.req.method) ? next() : limited(c, next)))

  app.get(routes.live.pattern, (c) => c.text('live\n'))
  app.get(routes.ready.pattern, (c) => ready(installation, c))
  app.get(routes.asset.pattern, (c) => asset(c))

  for (const served of controllers)
    app.on(served.method, served.route.pattern, (c, next) =>
      answer(installation, doorkeeper, served, c, next),
    )

  app.all('*', async (c, next) =>
    isApi(c) ? nothing(c) : answer(installation, doorkeeper, nowhere, c, next),
  )
  app.onError((error, c) => broken(installation, error, c))
  return app
}

function identifyAndLog({ log }: Installation) {
  return async (c: Context, next: () => Promise<void>) => {
    const id = requestId()
    const started = performance.now()
    c.set('requestId' as never, id as never)
    watchHeaders(c)
    const secured = secureAnswer(c, id)
    await next()
    secured.finish()
    if (!log.isLevelEnabled('debug')) return
    const ms = Math.round(performance.now() - started)
    // The path is logged without its query, which may carry a mailed token.
    const { method, path } = c.req
    log.debug(
      { req: id, host: requestHeader(c, 'host'), method, path, status: c.res.status, ms },
      'request',
    )
  }
}

const limited = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (c) => tooLarge(c) })

const isApi = (c: Context) => c.req.path.startsWith('/api/')

const nothing = (c: Context) => problemResponse(problemOf(refuse('not_found'), 'en', c.req.path))

/** Any address that is none, within the portal it was asked of. */
const nowhere: Served = {
  ...openPage(routes.signIn, 'GET', (visit) => visit.refuse(refuse('not_found'))),
}

function tooLarge(c: Context): Response {
  const refusal = refuse('too_large')
  return isApi(c)
    ? problemResponse(problemOf(refusal, 'en', c.req.path))
    : c.html(String(<Apart language="en" what="too_large" />), 413)
}

async function ready({ db }: Installation, c: Context): Promise<Response> {
  try {
    await db.ask('select 1')
    return c.text('ready\n')
  } catch {
    return c.text('the database does not answer\n', 503, { 'retry-after': '5' })
  }
}

const asset = (c: Context) =>
  serveAsset(
    c.req.param('name') ?? '',
    /\bgzip\b/.test(requestHeader(c, 'accept-encoding') ?? ''),
  ) ?? c.notFound()

/** What was needed and did not answer, or was not there; null where it is a bug. */
function whatIsAway(error: Error): 'away' | 'store_away' | 'no_key' | null {
  if (error instanceof DatabaseUnavailable) return 'away'
  if (error instanceof KeyStoreUnavailable) return 'store_away'
  return error instanceof KeyMissing ? 'no_key' : null
}

/** A bug, or something away: the one tells nothing but a reference, the other when to come back. */
function broken({ log }: Installation, error: Error, c: Context): Response | Promise<Response> {
  if (error instanceof KeyDestroyed)
    return isApi(c) ? nothing(c) : c.html(String(<NoPortal language="en" />), 404)
  const away = whatIsAway(error)
  const reference = String(c.get('requestId' as never))
  if (away) log.warn({ req: reference, err: error.message }, 'unavailable')
  else log.error({ req: reference, err: error }, 'bug')
  const status = away ? 503 : 500
  if (away) c.header('retry-after', '5')
  if (isApi(c))
    return problemResponse(
      problem(
        status,
        away === 'no_key' ? 'key_missing' : away ? 'unavailable' : 'internal',
        `Nothing was changed. Reference: ${reference}`,
        c.req.path,
      ),
      away ? { 'retry-after': '5' } : {},
    )
  return c.html(
    String(<Apart language="en" what={away ?? 'broken'} reference={reference} />),
    status,
  )
}
