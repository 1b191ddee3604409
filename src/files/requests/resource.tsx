import { z } from 'zod'
import { id, parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { asTyped, listOf, resource, resourceOf, type SignedInContext } from '../../web/index.ts'
import {
  about,
  fileView,
  heldNamed,
  holderOf,
  inClear,
  looksAfter,
  showFile,
  subjectOf,
  type Held,
} from '../file/index.ts'
import { peopleNear } from '../sharing/view.ts'
import { onDocumentsPage } from '../sharing/panels.ts'
import { answerRequest } from './answers.ts'
import { AskedPage, AskedPanel } from './asked-page.tsx'
import { AskingPage } from './asking-page.tsx'
import { RequestPage, WithdrawalPage } from './page.tsx'
import {
  correspondent,
  filesOfRequest,
  openFor,
  requestById,
  requestsAbout,
  requestsOf,
} from './queries.ts'
import type { FileRequest } from './request.ts'
import { acceptAnswer, askAgain, makeRequest, withdrawRequest } from './requests.ts'
import { words } from './texts.ts'
import { requestsInClear, requestView, showRequest, type ShownRequest } from './view.ts'

/** Files of one request, at most: more than are taken. */
const FILES = 200
/** Of what somebody has to send, and of what they have sent and is being looked at. */
const MINE = 50

/** The request that the address names, of those that are there for whoever asks: what staff look after, or are asked for. */
async function named(ctx: SignedInContext): Promise<ShownRequest | null> {
  const id = parseId('request', ctx.param('request'))
  const request = id === null ? undefined : await ctx.read((tx) => requestById(tx, id))
  if (!request) return null
  if (!looksAfter(ctx, request) && request.personId !== ctx.caller.person) return null
  return (await requestsInClear(ctx, [request]))[0]!
}

async function lookedAfter(ctx: SignedInContext): Promise<ShownRequest | null> {
  const request = await named(ctx)
  return request && looksAfter(ctx, request) ? request : null
}

const cameIn = async (ctx: SignedInContext, { id }: FileRequest) =>
  inClear(ctx, await ctx.read((tx) => filesOfRequest(tx, id, FILES)))

async function describe(ctx: SignedInContext, { holder, id }: Held) {
  const name = await ctx.read((tx) => holder.find(tx, id))
  return name === null ? null : { name, href: holder.page(show(holder.kind, id)) }
}

/** What staff ask about: its name and address; null where there is none, or not for them. */
async function heldFor(ctx: SignedInContext, shown: string) {
  const held = heldNamed(ctx.installation, shown)
  if (!held || !ctx.holds(held.holder.right)) return null
  const described = await describe(ctx, held)
  return described && { held, ...described }
}

async function holderOfRequest(ctx: SignedInContext, request: FileRequest) {
  const holder = holderOf(ctx.installation, request.holderKind)
  const described = holder && (await describe(ctx, { holder, id: request.holderId }))
  return described ?? { name: subjectOf(request), href: routes.home() }
}

async function askingPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const { typed, errors } = asTyped(ctx, refusal)
  const shown = typed?.['about'] ?? ctx.query('about') ?? ''
  const holder = await heldFor(ctx, shown)
  if (!holder) return ctx.refuse(kitRefuse('not_found'))
  const { kind } = holder.held.holder
  const people = await ctx.read(async (tx) => {
    const near = await peopleNear(tx, ctx.installation, { kind, id: holder.held.id })
    const there = await Promise.all(near.map(({ id }) => correspondent(tx, id)))
    return there.filter((one) => one !== undefined && !one.isDisabled) as typeof near
  })
  const page = <AskingPage {...{ about: shown, holder, people, typed, errors }} />
  return ctx.page(page, refusal?.status)
}

async function requestPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const request = await named(ctx)
  if (!request) return ctx.refuse(kitRefuse('not_found'))
  const files = await cameIn(ctx, request)
  const { typed, errors } = asTyped(ctx, refusal)
  if (!looksAfter(ctx, request))
    return ctx.page(<AskedPage {...{ request, files, errors }} />, refusal?.status)
  const holder = await holderOfRequest(ctx, request)
  const page = <RequestPage {...{ request, holder, files, typed, errors }} />
  return ctx.page(page, refusal?.status)
}

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

const addressOf = ({ request }: { request: string }) =>
  routes.requests.one({ request: show('request', request) })

const toRequest = (ctx: SignedInContext) =>
  ctx.redirect(routes.requests.one({ request: ctx.param('request') }), {
    tone: 'green',
    text: words(ctx.language)('answer.done'),
  })

/** Its answer after a change. */
async function presented(ctx: SignedInContext, { request: id }: { request: string }) {
  const request = await ctx.read((tx) => requestById(tx, id))
  return request ? showRequest((await requestsInClear(ctx, [request]))[0]!) : null
}

/** On the page of what is shared with somebody. */
export const ownRequestsPanel = onDocumentsPage.with(async (ctx, person) => {
  const [open, sent] = await ctx.read((tx) =>
    Promise.all([
      openFor(tx, person, MINE),
      requestsOf(tx, { person, states: ['answered'], limit: MINE }),
    ]),
  )
  return <AskedPanel requests={await requestsInClear(ctx, [...open, ...sent])} />
})

const common = { feature: 'files', words, answer: requestView, show: presented } as const

/** Whoever is asked, and whoever looks after what it is about. */
export const ownRequestsResource = resource({ ...common, right: 'files:use' })
  .page(routes.requests.one, requestPage)
  .read(routes.api.requests.one, {
    name: 'file_request.show',
    summary: 'Shows a request for documents',
    show: async (ctx) => {
      const request = await named(ctx)
      return request && showRequest(request)
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

const managed = { ...common, right: 'files:manage' } as const

export const requestsResource = resource(managed)
  .page(routes.requests.new, askingPage)
  .list(routes.api.requests, {
    name: 'file_request.list',
    summary:
      'Lists what is asked for about a case, person, company, or whatever else has files; of a person also what they are asked for elsewhere',
    filter: { about },
    cursor: id('request').optional(),
    rows: 'requests',
    view: requestView,
    order: 'Newest first',
    more: 'Send it as `cursor` for the requests before these',
    find: async (ctx, { about, after, limit }) => {
      const holder = await heldFor(ctx, about)
      if (!holder) return null
      const query = { kind: holder.held.holder.kind, holder: holder.held.id, before: after, limit }
      return requestsInClear(ctx, await ctx.read((tx) => requestsAbout(tx, query)))
    },
    cursorOf: ({ id }) => show('request', id),
    show: showRequest,
  })
  .change(makeRequest, {
    page: routes.requests,
    fields: ['about', 'person', 'what', 'dueOn'],
    input: ({ dueOn = '', ...form }) => ({ ...form, dueOn: dueOn === '' ? null : dueOn }),
    again: askingPage,
    to: ({ about }, ctx) => {
      const held = heldNamed(ctx.installation, about)
      return held ? `${held.holder.page(about)}#requests` : routes.home()
    },
    said: 'make.done',
    api: routes.api.requests,
    status: 201,
    location: ({ request }) => routes.api.requests.one({ request: show('request', request) }),
  })

export const requestResource = resourceOf(managed, lookedAfter)
  .change(acceptAnswer, {
    page: routes.requests.one.acceptance,
    to: addressOf,
    said: 'accept.done',
    api: routes.api.requests.one.acceptance,
    status: 200,
  })
  .change(askAgain, {
    page: routes.requests.one.repeat,
    fields: ['why', 'dueOn'],
    input: ({ dueOn = '', ...form }) => ({ ...form, dueOn: dueOn === '' ? undefined : dueOn }),
    // As long as it is open there is no form on its page to ask again by.
    again: (ctx, { state }, refusal) =>
      state === 'open' || state === 'withdrawn' ? ctx.refuse(refusal) : requestPage(ctx, refusal),
    to: addressOf,
    said: 'repeat.done',
    api: routes.api.requests.one.repeat,
    status: 200,
  })
  .page(routes.requests.one.withdrawal, (ctx, request) =>
    ctx.page(<WithdrawalPage request={request} />),
  )
  .change(withdrawRequest, {
    page: routes.requests.one.withdrawal,
    to: ({ about }, ctx) => {
      const held = heldNamed(ctx.installation, about)
      return held ? `${held.holder.page(about)}#requests` : routes.home()
    },
    said: 'withdraw.done',
    api: routes.api.requests.one.withdrawal,
    status: 200,
  })
