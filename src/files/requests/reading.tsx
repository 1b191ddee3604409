import { parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { asTyped, type SignedInContext } from '../../web/index.ts'
import { heldNamed, holderOf, inClear, looksAfter, subjectOf, type Held } from '../file/index.ts'
import { begunFiles } from '../uploads/begun.ts'
import { filesOfRequest } from './answer-queries.ts'
import { AskedPage } from './asked-page.tsx'
import { RequestPage } from './page.tsx'
import { requestById } from './queries.ts'
import type { FileRequest } from './request.ts'
import { words } from './texts.ts'
import { requestsInClear, requestView, showRequest, type ShownRequest } from './view.ts'

/** Files of one request, at most: more than are taken. */
const FILES = 200

/** The request that the address names, of those that are there for whoever asks: what staff look after, or are asked for. */
export async function named(ctx: SignedInContext): Promise<ShownRequest | null> {
  const id = parseId('request', ctx.param('request'))
  const request = id === null ? undefined : await ctx.read((tx) => requestById(tx, id))
  if (!request) return null
  if (!looksAfter(ctx, request) && request.personId !== ctx.caller.person) return null
  return (await requestsInClear(ctx, [request]))[0]!
}

export async function lookedAfter(ctx: SignedInContext): Promise<ShownRequest | null> {
  const request = await named(ctx)
  return request && looksAfter(ctx, request) ? request : null
}

export const cameIn = async (ctx: SignedInContext, { id }: FileRequest) =>
  inClear(ctx, await ctx.read((tx) => filesOfRequest(tx, id, FILES)))

async function describe(ctx: SignedInContext, { holder, id }: Held) {
  const name = await ctx.read((tx) => holder.find(tx, id))
  return name === null ? null : { name, href: holder.page(show(holder.kind, id)) }
}

/** What staff ask about: its name and address; null where there is none, or not for them. */
export async function heldFor(ctx: SignedInContext, shown: string) {
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

export async function requestPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const request = await named(ctx)
  if (!request) return ctx.refuse(kitRefuse('not_found'))
  const files = await cameIn(ctx, request)
  const { typed, errors } = asTyped(ctx, refusal)
  if (!looksAfter(ctx, request)) {
    const begun = await begunFiles(ctx, 'uploads')
    return ctx.page(<AskedPage {...{ request, files, begun, errors }} />, refusal?.status)
  }
  const holder = await holderOfRequest(ctx, request)
  const page = <RequestPage {...{ request, holder, files, typed, errors }} />
  return ctx.page(page, refusal?.status)
}

export const addressOf = ({ request }: { request: string }) =>
  routes.requests.one({ request: show('request', request) })

/** Its answer after a change. */
async function presented(ctx: SignedInContext, { request: id }: { request: string }) {
  const request = await ctx.read((tx) => requestById(tx, id))
  return request ? showRequest((await requestsInClear(ctx, [request]))[0]!, ctx) : null
}

export const common = { feature: 'files', words, answer: requestView, show: presented } as const
