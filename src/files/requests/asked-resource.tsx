import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { listOf, resource, type SignedInContext } from '../../web/index.ts'
import { fileView, looksAfter, showFile } from '../file/index.ts'
import { onDocumentsPage } from '../sharing/panels.ts'
import { answerRequest } from './answers.ts'
import { AcceptedPanel, AskedPanel } from './asked-page.tsx'
import { lastAccepted, openFor, requestsOf } from './queries.ts'
import { addressOf, cameIn, common, named, requestPage } from './reading.tsx'
import { words } from './texts.ts'
import { requestsInClear, requestView, showRequest } from './view.ts'

/** Of what somebody has to send, and of what they have sent and is being looked at. */
const MINE = 50
/** Of what was accepted. */
const PAST = 10

/** Sent twice, as by a press too many, it is sent. */
async function notSent(ctx: SignedInContext, refusal: Refusal): Promise<Response> {
  const request = await named(ctx)
  const isGone = refusal.fields.some(({ code }) => code === 'no_such')
  if (request?.state === 'answered' && isGone) return toRequest(ctx)
  // Whoever looks after it has no form on it to send by.
  if (!request || !looksAfter(ctx, request)) return requestPage(ctx, refusal)
  const fields = refusal.fields.map((one) => ({ ...one, field: 'uploads' }))
  return ctx.refuse({ ...refusal, fields })
}

const toRequest = (ctx: SignedInContext) =>
  ctx.redirect(routes.requests.one({ request: ctx.param('request') }), {
    tone: 'green',
    text: words(ctx.language)('answer.done'),
  })

/** On the page of what is shared with somebody. */
export const ownRequestsPanel = onDocumentsPage.with(async (ctx, person) => {
  const [open, sent, past] = await ctx.read((tx) =>
    Promise.all([
      openFor(tx, person, MINE),
      requestsOf(tx, { person, states: ['answered'], limit: MINE }),
      lastAccepted(tx, person, PAST),
    ]),
  )
  return (
    <>
      <AskedPanel requests={await requestsInClear(ctx, [...open, ...sent])} />
      <AcceptedPanel requests={await requestsInClear(ctx, past)} />
    </>
  )
})

/** Whoever is asked, and whoever looks after what it is about. */
export const ownRequestsResource = resource({ ...common, right: 'files:use' })
  .page(routes.requests.one, requestPage)
  .read(routes.api.requests.one, {
    name: 'file_request.show',
    summary: 'Shows a request for documents',
    show: async (ctx) => {
      const request = await named(ctx)
      return request && showRequest(request, ctx)
    },
  })
  .read(routes.api.requests.one.files, {
    name: 'file_request.files',
    summary: 'Lists what came in with a request, the newest first',
    answer: shape('FileRequestFiles', { files: z.array(fileView) }),
    show: async (ctx) => {
      const request = await named(ctx)
      return request && { files: (await cameIn(ctx, request)).map((file) => showFile(file, ctx)) }
    },
  })
  .change(answerRequest, {
    page: routes.requests.one.answers,
    fields: { uploads: 'upload' },
    input: (_, { form }) => ({ uploads: listOf(form, 'uploads') }),
    again: notSent,
    to: addressOf,
    said: 'answer.done',
    api: routes.api.requests.one.answers,
    status: 200,
  })
  .list(routes.api.documents.requests, {
    name: 'document.requests',
    summary: 'Lists what one is asked for oneself',
    cursor: id('request').optional(),
    rows: 'requests',
    view: requestView,
    called: 'OwnFileRequestList',
    order: 'Newest first',
    more: 'Send it as `cursor` for the requests before these',
    find: async (ctx, { after: before, limit }) => {
      const { person } = ctx.caller
      if (!person) return null
      return requestsInClear(ctx, await ctx.read((tx) => requestsOf(tx, { person, before, limit })))
    },
    cursorOf: ({ id }) => show('request', id),
    show: showRequest,
  })
