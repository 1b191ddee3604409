import { request as http } from 'node:http'
import { request as https } from 'node:https'
import type { Installation } from './installation.ts'

/** What became of a request to this installation itself. */
export interface OwnAnswer {
  /** Null where there was no answer. */
  status: number | null
  error: string | null
}

/**
 * Posts to one of the installation's own hosts, as others would: by the address that the installation is served at,
 * whatever proxy stands before it, so that a portal's name need not be found out here. Never throws.
 */
export function postToOwnHost(
  { url }: Pick<Installation, 'url'>,
  host: string,
  more: { path: string; headers: Record<string, string>; body: string; timeoutMs: number },
): Promise<OwnAnswer> {
  const { path, headers, body, timeoutMs } = more
  const { promise, resolve } = Promise.withResolvers<OwnAnswer>()
  const sent = (url.protocol === 'https:' ? https : http)(
    {
      hostname: url.hostname,
      port: url.port || undefined,
      servername: host,
      path,
      method: 'POST',
      headers: {
        ...headers,
        host: url.port ? `${host}:${url.port}` : host,
        'content-length': Buffer.byteLength(body),
      },
      signal: AbortSignal.timeout(timeoutMs),
    },
    (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode ?? null, error: null })
    },
  )
  sent.on('error', (error: NodeJS.ErrnoException) =>
    resolve({ status: null, error: error.code ?? error.name }),
  )
  sent.end(body)
  return promise
}
