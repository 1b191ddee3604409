import { cursorOf, keyDate, keyId, keyInstant } from '../../kit/cursor.ts'
import { dayOf } from '../../kit/day.ts'
import { show } from '../../kit/ids.ts'
import type { SignedInContext } from '../../web/index.ts'
import { holders, subjectOf } from '../file/index.ts'
import { audienceOf } from '../sharing/audience.ts'
import { namesOfAll } from '../sharing/members.ts'
import { countShown, isByDueDay, placeOf, requestsShown, type Shown } from './list-queries.ts'
import { requestsInClear, type ShownRequest } from './view.ts'

const cursors = {
  due: cursorOf({ key: keyDate, id: keyId }),
  state: cursorOf({ key: keyInstant, id: keyId }),
}
const cursorFor = (shown: Shown) => (isByDueDay(shown) ? cursors.due : cursors.state)

/** A request with what it is about in words. */
export interface ListedRequest extends ShownRequest {
  aboutName: string
}

/** Kinds of those whose files whoever asks looks after. */
export const kindsOf = ({ installation, holds }: SignedInContext): string[] =>
  holders.of(installation).flatMap(({ kind, right }) => (holds(right) ? kind : []))

/** Named, each kind with one statement. */
async function listed(
  ctx: SignedInContext,
  requests: readonly ShownRequest[],
): Promise<ListedRequest[]> {
  const about = requests.flatMap(
    ({ holderKind, holderId }) => audienceOf(ctx.installation, holderKind, holderId) ?? [],
  )
  const names = await ctx.read((tx) => namesOfAll(tx, about))
  return requests.map((one) => ({ ...one, aboutName: names.get(one.holderId) ?? subjectOf(one) }))
}

/** A page of those that are shown so, the most urgent first. @param after cursor; one that is none begins anew */
export async function pageShown(
  ctx: SignedInContext,
  { shown, after, limit }: { shown: Shown; after?: string; limit: number },
): Promise<{ rows: ListedRequest[]; next: string | null }> {
  const today = dayOf(ctx.now, ctx.zone)
  const cursor = cursorFor(shown)
  const place = (after !== undefined && cursor.read(after)) || undefined
  const query = { kinds: kindsOf(ctx), today, shown, after: place, limit: limit + 1 }
  const rows = await ctx.read((tx) => requestsShown(tx, query))
  const some = rows.slice(0, limit)
  return {
    rows: await listed(ctx, await requestsInClear(ctx, some)),
    next: rows.length > limit ? cursor.write(placeOf(shown, some.at(-1)!)) : null,
  }
}

export const countsOf = (ctx: SignedInContext) =>
  ctx.read((tx) => countShown(tx, { kinds: kindsOf(ctx), today: dayOf(ctx.now, ctx.zone) }))

export const addressOfRequest = ({ id }: Pick<ShownRequest, 'id'>) => ({
  request: show('request', id),
})
