import { z } from 'zod'
import { reachOf } from '../../identity/index.ts'
import { id, show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { asTyped, resource, resourceOf, type SignedInContext } from '../../web/index.ts'
import { about, heldNamed } from '../file/index.ts'
import { peopleNear } from '../sharing/view.ts'
import { toldInWords } from '../telling/index.ts'
import { AskingPage } from './asking-page.tsx'
import { WithdrawalPage } from './page.tsx'
import { countsOf, kindsOf, pageShown } from './list.ts'
import { RequestsPage } from './list-page.tsx'
import { allRequests, SHOWN } from './list-queries.ts'
import { requestsAbout } from './queries.ts'
import { REQUEST_STATES } from './request.ts'
import { addressOf, common, heldFor, lookedAfter, requestPage } from './reading.tsx'
import { acceptAnswer, askAgain, makeRequest, withdrawRequest } from './requests.ts'
import { requestsInClear, requestView, showRequest } from './view.ts'

/** People who can be chosen on the page; of more each is asked on their own page. */
const LISTED = 200

async function askingPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const { typed, errors } = asTyped(ctx, refusal)
  const shown = typed?.['about'] ?? ctx.query('about') ?? ''
  const holder = await heldFor(ctx, shown)
  if (!holder) return ctx.refuse(kitRefuse('not_found'))
  const { kind } = holder.held.holder
  const { people, more } = await ctx.read(async (tx) => {
    const near = await peopleNear(tx, ctx.installation, { kind, id: holder.held.id })
    const listed = near.slice(0, LISTED).map(({ id }) => id)
    const there = new Map((await reachOf(tx, listed, ctx.now)).map((one) => [one.id, one]))
    const people = listed.flatMap((id) => there.get(id) ?? [])
    return {
      people: people.filter(({ state }) => state !== 'disabled'),
      more: near.length - listed.length,
    }
  })
  const page = <AskingPage {...{ about: shown, holder, people, more, typed, errors }} />
  return ctx.page(page, refusal?.status)
}

/** Requests on a page of the list. */
const A_PAGE = 50

async function listPage(ctx: SignedInContext): Promise<Response> {
  const shown = SHOWN.find((one) => one === ctx.query('show')) ?? 'waiting'
  const page = await pageShown(ctx, { shown, after: ctx.query('after'), limit: A_PAGE })
  return ctx.page(<RequestsPage shown={shown} counts={await countsOf(ctx)} page={page} />)
}

const managed = { ...common, right: 'files:manage' } as const

export const requestsResource = resource(managed)
  .page(routes.requests, listPage)
  .page(routes.requests.new, askingPage)
  .list(routes.api.requests, {
    name: 'file_request.list',
    summary:
      'Lists what is asked for, all of it or about a case, person, company, or whatever else has files; of a person also what they are asked for elsewhere',
    filter: { about: about.optional(), state: z.enum(REQUEST_STATES).optional() },
    cursor: id('request').optional(),
    rows: 'requests',
    view: requestView,
    order: 'Newest first',
    more: 'Send it as `cursor` for the requests before these',
    find: async (ctx, { about, state, after, limit }) => {
      const states = state && [state]
      if (about === undefined) {
        const query = { kinds: kindsOf(ctx), states, before: after, limit }
        return requestsInClear(ctx, await ctx.read((tx) => allRequests(tx, query)))
      }
      const holder = await heldFor(ctx, about)
      if (!holder) return null
      const { holder: kind, id: held } = holder.held
      const query = { kind: kind.kind, holder: held, states, before: after, limit }
      return requestsInClear(ctx, await ctx.read((tx) => requestsAbout(tx, query)))
    },
    cursorOf: ({ id }) => show('request', id),
    show: showRequest,
  })
  .change(makeRequest, {
    page: routes.requests,
    fields: { about: 'text', person: 'text', what: 'text', dueOn: 'text', invite: 'box' },
    input: ({ dueOn = '', invite, ...form }) => ({
      ...form,
      dueOn: dueOn === '' ? null : dueOn,
      invite: invite !== undefined,
    }),
    again: askingPage,
    to: ({ about }, ctx) => {
      const held = heldNamed(ctx.installation, about)
      return held ? `${held.holder.page(about)}#requests` : routes.home()
    },
    said: ({ told }, { language }) => ({
      text: 'make.done',
      values: { told: toldInWords(told, language) },
    }),
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
    said: ({ told }, { language }) => ({
      text: 'repeat.done',
      values: { told: toldInWords(told, language) },
    }),
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
