import { z } from 'zod'
import { CHUNK_BYTES } from '../../kit/file-store/sealed-chunks.ts'
import { refusePacked } from '../../kit/http/body.ts'
import { alsoWith, requestHeader } from '../../kit/http/headers.ts'
import { parseId, show } from '../../kit/ids.ts'
import { done } from '../../kit/operation.ts'
import { isRefusal, refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import {
  arrivingBody,
  endpoint,
  readBody,
  reads,
  respond,
  writes,
  type SignedInContext,
} from '../../web/index.ts'
import { refuse } from '../refusals.ts'
import { whileAllowed } from '../transfers/transfers.ts'
import { uploadOf, uploadsOf, type Upload } from './queries.ts'
import { atHeaders, lengthIn, offsetIn, progress, speaks, spoken, toBeginIn } from './protocol.ts'
import { receive } from './receiving.ts'
import { beginUpload, nameOf, withdrawUpload } from './uploads.ts'

const uploadView = shape('Upload', {
  id: z.string(),
  name: z.string(),
  bytes: z.int().describe('How many the file has'),
  held: z.int().describe('How many have come; go on behind them'),
  arrived: z.boolean(),
  expiresAt: z.iso.datetime().describe('Until when it waits for what it is to belong to'),
})

async function showUpload({ installation, portal }: SignedInContext, upload: Upload) {
  const key = await installation.keys.held(portal.id)
  return {
    id: show('upload', upload.id),
    name: nameOf(key, portal.id, upload),
    bytes: upload.bytes,
    held: upload.held,
    arrived: upload.arrivedAt !== null,
    expiresAt: upload.expiresAt.toString(),
  }
}

/** The upload that the address names; null where the caller has none such. */
async function named(ctx: SignedInContext): Promise<Upload | null> {
  const id = parseId('upload', ctx.param('upload'))
  const { now, caller } = ctx
  const { person } = caller
  return (id && person && (await ctx.read((tx) => uploadOf(tx, { person, now }, id)))) || null
}

/** What is to be sent, as the protocol says it, or as JSON. */
async function toBegin(ctx: SignedInContext): Promise<Record<string, unknown> | Refusal> {
  const said = toBeginIn(ctx)
  if (said) return said
  const body = await readBody(ctx)
  return 'refusal' in body ? body.refusal : body.value
}

const feature = 'uploads' as const

const begin = endpoint(
  routes.api.uploads,
  'POST',
  {
    feature,
    right: 'files:use',
    name: beginUpload.name,
    summary: beginUpload.summary,
    body: beginUpload.input,
    status: 201,
    answer: uploadView,
  },
  async (context) => {
    const ctx = context as SignedInContext
    const input = await toBegin(ctx)
    const result = isRefusal(input) ? input : await ctx.perform(beginUpload, input)
    if (!result.ok) return respond(ctx, speaks(ctx) ? atHeaders(result) : result)
    const { upload } = result.value
    const own = { person: ctx.caller.person!, now: ctx.now }
    const answer = await respond(
      ctx,
      result,
      201,
      async () => showUpload(ctx, (await ctx.read((tx) => uploadOf(tx, own, upload)))!),
      () => routes.api.uploads.one({ upload: show('upload', upload) }),
    )
    return alsoWith(ctx.c, answer, progress(result.value))
  },
)

const goOn = endpoint(
  routes.api.uploads.one,
  'PATCH',
  {
    feature,
    right: 'files:use',
    name: 'upload.go_on',
    summary:
      'Goes on with a file: its bytes behind those held, which the header `Upload-Offset` counts. What has come is kept, whatever happens then',
    status: 204,
    once: true,
  },
  async (context) => {
    const ctx = context as SignedInContext
    const existing = await named(ctx)
    if (!existing) return respond(ctx, kitRefuse('not_found'))
    const offset = offsetIn(ctx)
    if (isRefusal(offset)) return respond(ctx, offset)
    if (requestHeader(ctx.c, 'content-type') !== 'application/offset+octet-stream')
      return respond(ctx, refuse('not_bytes', { field: 'Content-Type' }))
    const packed = refusePacked(ctx.c)
    if (packed) return respond(ctx, packed)
    const sender = ctx.caller.person!
    const going = {
      ...{ portal: ctx.portal.id, whose: { person: sender }, sender },
      ...{ upload: existing.id, offset },
    }
    const body = arrivingBody(ctx.c)
    const received = await whileAllowed(ctx, body, () => receive(ctx.installation, going, body))
    // Of a chunk that is not whole nothing is kept: whoever sends in smaller pieces would never get on.
    const isTooSmall =
      received.ok &&
      received.value.held === offset &&
      !received.value.isWhole &&
      lengthIn(ctx) !== 0
    const result = isTooSmall
      ? refuse('piece_too_small', { field: 'body', values: { least: CHUNK_BYTES } })
      : received
    const answer = await respond(ctx, result)
    return result.ok ? alsoWith(ctx.c, answer, progress(result.value)) : answer
  },
)

const look = endpoint(
  routes.api.uploads.one,
  'GET',
  {
    feature,
    right: 'files:use',
    name: 'upload.show',
    summary:
      'Says how much of a file has come; by the headers `Upload-Offset` and `Upload-Length`, too',
    status: 200,
    answer: uploadView,
  },
  async (context) => {
    const ctx = context as SignedInContext
    const upload = await named(ctx)
    if (!upload) return respond(ctx, kitRefuse('not_found'))
    const answer = await respond(ctx, done(upload), 200, (upload) => showUpload(ctx, upload))
    return alsoWith(ctx.c, answer, progress(upload))
  },
)

const withdraw = writes(routes.api.uploads.one, 'DELETE', {
  feature,
  right: 'files:use',
  operation: withdrawUpload,
  path: { upload: 'upload' },
})

export const uploadHandlers = [
  ...[begin, goOn, look, withdraw].map(spoken),
  reads(routes.api.uploads, {
    feature,
    right: 'files:use',
    name: 'upload.list',
    summary: 'Lists what one has sent, or is sending, that belongs to nothing yet',
    answer: shape('UploadList', { uploads: z.array(uploadView) }),
    show: async (ctx) => {
      const { now, installation, caller } = ctx
      const { person } = caller
      if (!person) return null
      const uploads = await ctx.read((tx) =>
        uploadsOf(tx, { person, now }, installation.caps.arrivingFiles),
      )
      return { uploads: await Promise.all(uploads.map((upload) => showUpload(ctx, upload))) }
    },
  }),
]
