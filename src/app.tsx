import { Hono, type Context } from 'hono'
import { serveAsset } from './assets.ts'
import { routeHandlers } from './features.ts'
import { protocolOptions } from './files/index.ts'
import { handleRequest, apart, type EntryServices, Hosts, NoPortal } from './identity/index.ts'
import { ApiRateLimit, openPage, PageRateLimit, type RouteHandler } from './web/index.ts'
import { awaited, DatabaseUnavailable } from './kit/db/database.ts'
import { parametersIn, tooManyFields } from './kit/http/body.ts'
import { acceptedLanguage } from './kit/http/languages.ts'
import { requestHeader, secureAnswer, watchHeaders } from './kit/http/headers.ts'
import { problem, problemOf, problemResponse } from './kit/http/problem.ts'
import type { Installation } from './kit/installation.ts'
import { KeyStoreUnavailable } from './kit/key-store/key-store.ts'
import { KeyDestroyed, KeyMissing } from './kit/keys.ts'
import { requestId } from './kit/operation.ts'
import { refuse, type Refusal } from './kit/refusal.ts'
import { Tally } from './kit/tally.ts'
import { navigation } from './navigation.ts'
import { mergedInto } from './people/index.ts'
import { renderFor } from './kit/reader.ts'
import { routes } from './routes.ts'

/** No address of ours has more parameters. */
const PARAMETERS = { fields: 200 }

/** A request gives up after the database has given no sign of life for so long. */
const ANSWER_MS = 5_000
/** The same for whoever asks whether requests may be sent here: proxies wait for a few seconds at most. */
const READY_MS = 2_000

/**
 * The web application: middleware in order, then the mounts.
 * @param leaving whether those who ask should begin to ask elsewhere
 */
export function createApp(installation: Installation, leaving = (): boolean => false): Hono {
  const app = new Hono()
  const entryServices = {
    hosts: new Hosts(installation),
    rateLimit: new ApiRateLimit(installation),
    pages: new PageRateLimit(installation),
    navigation,
    mergedInto,
  }

  app.use(identifyAndLog(installation))
  app.use(async (c, next) =>
    parametersIn(c.req.url) > PARAMETERS.fields ? shortly(c, tooManyFields(PARAMETERS)) : next(),
  )

  app.get(routes.health.live.pattern, (c) => c.text('live\n'))
  app.get(routes.health.ready.pattern, (c) => ready(installation, leaving, c))
  app.get(routes.asset.pattern, (c) => asset(c))

  for (const handler of routeHandlers)
    app.on(handler.method, handler.route.pattern, (c, next) =>
      handleRequest(installation, entryServices, handler, c, next),
    )

  for (const { pattern } of [routes.api.uploads, routes.api.uploads.one])
    app.on('OPTIONS', pattern, (c, next) =>
      handleRequest(installation, entryServices, protocolOptions, c, next),
    )

  app.all('*', async (c, next) =>
    isApi(c) ? nothing(c) : handleRequest(installation, entryServices, nowhere, c, next),
  )
  const tally = new Tally(installation.log)
  app.onError((error, c) => broken(installation, entryServices, tally, error, c))
  return app
}

function identifyAndLog({ log }: Installation) {
  return async (c: Context, next: () => Promise<void>) => {
    const id = requestId()
    const started = performance.now()
    c.set('requestId' as never, id as never)
    watchHeaders(c)
    const secured = secureAnswer(c, id)
    await awaited(ANSWER_MS, next)
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

const isApi = (c: Context) => c.req.path.startsWith('/api/')

/** A refusal without database or page: what is refused by the thousand may cost next to nothing. */
function shortly(c: Context, refusal: Refusal): Response {
  const language = acceptedLanguage(requestHeader(c, 'accept-language')) ?? 'en'
  return isApi(c)
    ? problemResponse(problemOf(refusal, language, c.req.path))
    : c.text(`${refusal.say(language)}\n`, refusal.status as 422)
}

const nothing = (c: Context) => problemResponse(problemOf(refuse('not_found'), 'en', c.req.path))

/** Any address that is none, within the portal it was asked of. */
const nowhere: RouteHandler = {
  ...openPage(routes.signIn, 'GET', (ctx) => ctx.refuse(refuse('not_found'))),
}

async function ready({ db }: Installation, leaving: () => boolean, c: Context): Promise<Response> {
  if (leaving()) return c.text('stopping\n', 503, { 'retry-after': '5' })
  try {
    await awaited(READY_MS, () => db.ask('select 1'))
    return c.text('ready\n')
  } catch {
    return c.text('the database does not answer\n', 503, { 'retry-after': '5' })
  }
}

const asset = (c: Context) => serveAsset(c, c.req.param('name') ?? '') ?? c.notFound()

/** What was needed and did not answer, or was not there; null where it is a bug. */
function whatIsAway(error: Error): 'away' | 'store_away' | 'no_key' | null {
  if (error instanceof DatabaseUnavailable) return 'away'
  if (error instanceof KeyStoreUnavailable) return 'store_away'
  return error instanceof KeyMissing ? 'no_key' : null
}

/** A bug, or something away: the one tells nothing but a reference, the other when to come back. */
function broken(
  installation: Installation,
  entryServices: EntryServices,
  tally: Tally,
  error: Error,
  c: Context,
): Response | Promise<Response> {
  if (error instanceof KeyDestroyed)
    return isApi(c) ? nothing(c) : c.html(renderFor({ language: 'en' }, <NoPortal />), 404)
  const { log } = installation
  const away = whatIsAway(error)
  const inDoubt = error instanceof DatabaseUnavailable && error.inDoubt
  const reference = String(c.get('requestId' as never))
  if (away) tally.note(`unavailable: ${away}`, { req: reference, err: error.message })
  else log.error({ req: reference, err: error }, 'bug')
  const status = away ? 503 : 500
  if (away) c.header('retry-after', '5')
  if (isApi(c))
    return problemResponse(
      problem(
        status,
        away === 'no_key' ? 'key_missing' : away ? 'unavailable' : 'internal',
        `${inDoubt ? 'Whether it was done is not known: look, or send it again with the same Idempotency-Key' : 'Nothing was changed'}. Reference: ${reference}`,
        c.req.path,
      ),
      away ? { 'retry-after': '5' } : {},
    )
  return apart(installation, entryServices, c, inDoubt ? 'in_doubt' : (away ?? 'broken'), status)
}
