import { alsoWith, requestHeader } from '../../kit/http/headers.ts'
import { isRefusal, type Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { openPage, respond, type RequestContext, type RouteHandler } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { refuse } from '../refusals.ts'
import { largestOf } from './quota.ts'

/*
 * What clients for resumed uploads say in headers (tus 1.0, https://tus.io): creation, how far it has come, going on,
 * termination, expiry.
 */

const SPOKEN = '1.0.0'

/** How far an upload has come, as the protocol tells it. */
export const progress = ({ held, bytes }: { held: number; bytes: number }) => ({
  'tus-resumable': SPOKEN,
  'upload-offset': String(held),
  'upload-length': String(bytes),
})

/** Whether a request speaks the protocol, and not JSON. */
export const speaks = ({ c }: Pick<RequestContext, 'c'>): boolean =>
  requestHeader(c, 'tus-resumable') !== undefined

/** What is spoken here, for whoever asks before they send anything; anybody may. */
export const protocolOptions: RouteHandler = openPage(
  routes.api.uploads,
  'GET',
  ({ portal }) =>
    new Response(null, {
      status: 204,
      headers: {
        'tus-resumable': SPOKEN,
        'tus-version': SPOKEN,
        'tus-extension': 'creation,expiration,termination',
        'tus-max-size': String(largestOf(portal)),
      },
    }),
)

/** Refuses, before anything else, who speaks another version; who names none speaks JSON. */
export const spoken = (handler: RouteHandler): RouteHandler => ({
  ...handler,
  handle: async (context: never) => {
    const ctx: RequestContext = context
    const said = requestHeader(ctx.c, 'tus-resumable')
    if (said === undefined || said === SPOKEN) return handler.handle(context)
    const refusal = refuse('other_protocol', {
      field: 'Tus-Resumable',
      values: { version: SPOKEN },
    })
    return alsoWith(ctx.c, await respond(ctx, refusal), { 'tus-version': SPOKEN })
  },
})

const numberIn = (header: string | undefined): number | undefined =>
  header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined

/** The header by which bytes go on behind those that are there. */
export const offsetIn = ({ c }: RequestContext): number | Refusal =>
  numberIn(requestHeader(c, 'upload-offset')) ?? refuse('upload_offset', { field: 'Upload-Offset' })

/** How long the body is, where that is said. */
export const lengthIn = ({ c }: RequestContext): number | undefined =>
  numberIn(requestHeader(c, 'content-length'))

/** The name in `Upload-Metadata`: pairs of a key and a value in Base64. */
function nameIn(header: string = ''): string | Refusal {
  const [, encoded] = /(?:^|,)\s*filename\s+([A-Za-z0-9+/]+={0,2})\s*(?:,|$)/.exec(header) ?? []
  if (!encoded) return refuse('upload_metadata', { field: 'Upload-Metadata' })
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      Buffer.from(encoded, 'base64'),
    )
  } catch {
    return invalidField('Upload-Metadata', 'character')
  }
}

/** What is to be sent, by its headers; null where they do not speak the protocol. */
export function toBeginIn({ c }: RequestContext): { name: string; bytes: number } | Refusal | null {
  if (!speaks({ c })) return null
  if (requestHeader(c, 'upload-concat') !== undefined)
    return refuse('not_in_parts', { field: 'Upload-Concat' })
  const bytes = numberIn(requestHeader(c, 'upload-length'))
  if (bytes === undefined) return refuse('upload_length', { field: 'Upload-Length' })
  const name = nameIn(requestHeader(c, 'upload-metadata'))
  return isRefusal(name) ? name : { name, bytes }
}

const HEADERS: Record<string, string> = { name: 'Upload-Metadata', bytes: 'Upload-Length' }

/** What is wrong with a file that headers spoke of, by the header. */
export const atHeaders = (refusal: Refusal): Refusal => ({
  ...refusal,
  fields: refusal.fields.map((one) => ({
    ...(one.field === 'name' && one.code === 'required'
      ? refuse('upload_metadata', { field: 'name' }).fields[0]!
      : one),
    field: HEADERS[one.field] ?? one.field,
  })),
})
