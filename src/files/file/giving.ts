import { z } from 'zod'
import { parseId } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { cutOffAnswer, endpoint, page, respond, type SignedInContext } from '../../web/index.ts'
import { storeOf } from '../contents/queries.ts'
import { refuse } from '../refusals.ts'
import { watchTransfer } from '../transfers/transfers.ts'
import { give, type Watch } from './downloading.ts'
import type { FileRow } from './file.ts'
import { insertDownload, insertPart } from './download-queries.ts'
import { versionsOf } from './version-queries.ts'
import { fileFor, isThereFor, looksAfter } from './seeing.ts'
import { inClear } from './view.ts'

/** The file that the address names, of those that are there for whoever asks. */
export async function named(ctx: SignedInContext): Promise<FileRow | null> {
  const id = parseId('file', ctx.param('file'))
  return id === null ? null : fileFor(ctx, id)
}

/** Cuts off what is taken once it may not go on, as when it is shared no more. */
const watching =
  (ctx: SignedInContext, { id }: FileRow): Watch =>
  (end) =>
    watchTransfer(ctx, {
      isStill: (tx, now) => isThereFor(tx, ctx, id, now),
      end: () => {
        if (!cutOffAnswer(ctx.c)) end()
      },
    })

/** Gives the content of a version, the newest unless told otherwise, and writes down who took it. */
async function content(ctx: SignedInContext): Promise<Response | Refusal> {
  const file = await named(ctx)
  if (!file) return kitRefuse('not_found')
  const number = ctx.query('number') ?? String(file.number)
  const versions = await ctx.read((tx) => versionsOf(tx, file.id))
  const version = versions.find((one) => String(one.number) === number)
  // Earlier versions are there for those who look after it.
  if (!version || (version.number !== file.number && !looksAfter(ctx, file)))
    return kitRefuse('not_found')
  if (version.state === 'checking') return refuse('still_checking')
  const { content: sent, ...rest } = version
  if (version.state === 'refused' || sent === null) return refuse('file_refused')
  const stored = await ctx.read((tx) => storeOf(tx, sent))
  if (!stored) return kitRefuse('not_found')
  const [shown] = await inClear(ctx, [file])
  const given = {
    portal: ctx.portal.id,
    name: shown!.name,
    ...rest,
    content: sent,
    store: stored.store,
  }
  const answer = await give(ctx.installation, ctx.c.req.raw, given, watching(ctx, file))
  const { person } = ctx.caller
  if (!(answer instanceof Response)) return answer
  // A look at the headers takes nothing.
  if (ctx.c.req.method === 'GET' && answer.ok && !ctx.preview && person) {
    const download = { file: file.id, number: version.number, person, now: ctx.now }
    // By what is given, not by what was asked for: a range may be all of it, or all but a byte.
    const isPart = answer.status === 206
    await ctx.installation.db.write({ portal: ctx.portal.id }, (tx) =>
      isPart ? insertPart(tx, download) : insertDownload(tx, download),
    )
  }
  return answer
}

export const contentPage = page(routes.files.one.content, 'GET', 'files', async (ctx) => {
  const answer = await content(ctx)
  return answer instanceof Response ? answer : ctx.refuse(answer)
})

/** A small picture of the newest version, for whoever sees the file; that it was looked at is nobody's download. */
export const thumbnail = page(routes.files.one.thumbnail, 'GET', 'files', async (ctx) => {
  const file = await named(ctx)
  const small = file?.thumbnail
  if (!file || !small || file.state !== 'ready') return ctx.refuse(kitRefuse('not_found'))
  const stored = await ctx.read((tx) => storeOf(tx, small))
  if (!stored) return ctx.refuse(kitRefuse('not_found'))
  const what = { portal: ctx.portal.id, content: small, type: 'image/webp', name: 'thumbnail.webp' }
  const answer = await give(
    ctx.installation,
    ctx.c.req.raw,
    { ...what, ...stored },
    watching(ctx, file),
  )
  return answer instanceof Response ? answer : ctx.refuse(answer)
})

export const contentEndpoint = endpoint(
  routes.api.files.one.content,
  'GET',
  {
    feature: 'files',
    right: 'files:use',
    name: 'file.content',
    summary: 'Gives what is in a file; a range of it by the header `Range`',
    query: z.strictObject({
      number: z.coerce
        .number()
        .int()
        .min(1)
        .optional()
        .describe('Of an earlier version, for staff'),
    }),
    status: 200,
  },
  async (context) => {
    const ctx = context as SignedInContext
    const answer = await content(ctx)
    return answer instanceof Response ? answer : respond(ctx, answer)
  },
)
