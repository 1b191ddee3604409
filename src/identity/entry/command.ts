import { Hono } from 'hono'
import { problemOf, problemResponse } from '../../kit/http/problem.ts'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { KeyMissing } from '../../kit/keys.ts'
import type { Caller } from '../../kit/operation.ts'
import { refuse } from '../../kit/refusal.ts'
import { CLI_RIGHTS } from '../../gate/index.ts'
import { fetchRequestContext } from './queries.ts'
import type { RouteHandler } from '../../web/index.ts'
import { buildRequestContext } from './build-context.tsx'

/**
 * Whether the command line has an endpoint too. What is somebody's own asks for the right `self` or for none, and
 * means nothing where nobody has signed in.
 */
export const isCommand = ({ endpoint, right }: RouteHandler): boolean =>
  endpoint !== undefined && !endpoint.inSession && right !== undefined && right !== 'self'

/** What a command asks of an endpoint. */
export interface CommandRequest {
  /** Of whose host it is asked: row id of a portal, or the console. */
  realm: string
  /** The address with its query. */
  address: string
  body: object
  /** The version that a change is based on. */
  ifMatch?: string
  /** Row id of the person in whose name something is written that bears one. */
  as?: string
}

const callerFor = ({ realm, as, ifMatch }: CommandRequest): Caller => ({
  id: 'cli',
  name: 'Command line',
  portal: realm,
  rights: CLI_RIGHTS,
  through: 'cli',
  ...(as !== undefined && { person: as, onBehalfOf: show('person', as) }),
  ...(ifMatch !== undefined && { ifMatch: [Number(ifMatch)] }),
})

/**
 * Answers a command by the endpoint that would answer a program: with the same validation, transaction and line in
 * the audit trail. Not asked is the entry, which is about who comes from where; so a suspended portal can be mended.
 * @throws KeyMissing
 */
export async function answerCommand(
  installation: Installation,
  handler: RouteHandler,
  command: CommandRequest,
): Promise<Response> {
  const { realm, address, body } = command
  const app = new Hono()
  app.on(handler.method, handler.route.pattern, async (c) => {
    const nothing = () => problemResponse(problemOf(refuse('not_found'), 'en', c.req.path))
    const place = { portal: realm, host: '', remembered: undefined }
    const { row } = await fetchRequestContext(installation.db, place, {
      session: null,
      preview: null,
    })
    if (!row || row.status === 'cancelled') return nothing()
    const standing = await installation.admit(installation, realm)
    if (standing === 'deleted') return nothing()
    if (standing === 'missing') throw new KeyMissing(realm, installation.keys.store.place)
    const about = { prefetch: [], takes: handler.takes, navigation: () => [] }
    return handler.handle(
      buildRequestContext(installation, c, row, about, callerFor(command)) as never,
    )
  })
  app.onError((error) => {
    throw error
  })
  return app.request(address, {
    method: handler.method,
    headers: { cookie: 'language=en', 'content-type': 'application/json' },
    ...(handler.method === 'GET' ? {} : { body: JSON.stringify(body) }),
  })
}
