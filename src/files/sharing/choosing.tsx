import { reachablePeople, reachOf } from '../../identity/index.ts'
import { day } from '../../kit/day.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { cut } from '../../kit/whole-text.ts'
import { errorsOf, listOf, textOf, type SignedInContext } from '../../web/index.ts'
import { crumbsOf, lastDayOf, zoneOf, type ShownFile } from '../file/index.ts'
import { audienceNamed, type With } from './audience.ts'
import { AudiencePage, ChoosePage, type Chosen } from './choosing-pages.tsx'
import { everybodyIn } from './members.ts'
import { onePerson } from './people.ts'
import { whyOver } from './sharing.ts'
import { describeAll, nearTo, strangersAmong, type ShownAudience } from './view.ts'

/** Found by a search at once. */
const FOUND = 10
/** People of what the file belongs to who can be chosen without being looked for. */
const OFFERED = 20
const SEARCH_LENGTH = 254

async function matchesOf(ctx: SignedInContext, search: string) {
  if (!search) return []
  const people = await ctx.read((tx) =>
    reachablePeople(tx, { except: ctx.person.id, search, byEmail: true, limit: FOUND }),
  )
  const contacts = people.filter(({ kind }) => kind === 'contact')
  return describeAll(
    ctx,
    contacts.map(({ id }) => ({ audience: onePerson, id })),
  )
}

/** What somebody else is looked for by, as part of the form, so that looking loses nothing that was chosen. */
const searchIn = ({ form }: SignedInContext) => cut(textOf(form, 'find').trim(), SEARCH_LENGTH)

/** Whether the form was sent to find somebody, by whichever button or key. */
const seeks = (ctx: SignedInContext) =>
  ctx.form['seek'] !== undefined || searchIn(ctx) !== textOf(ctx.form, 'sought')

export async function choosePage(ctx: SignedInContext, file: ShownFile, refusal?: Refusal) {
  const search = searchIn(ctx)
  const near = await nearTo(ctx, file)
  const groups = near.filter(({ audience }) => audience.isGroup)
  const people = near.filter(({ audience }) => !audience.isGroup)
  const offered = [...groups, ...people.slice(0, OFFERED)]
  const matches =
    search === '' ? [] : [...matchingIn(people, search), ...(await matchesOf(ctx, search))]
  const chosen = await chosenIn(ctx, file)
  const further = [...matches, ...(await describeAll(ctx, withsIn(ctx, chosen.with)))]
  const isOffered = new Set(offered.map(({ id }) => id))
  const others = [...new Map(further.map((one) => [one.id, one])).values()].filter(
    ({ id }) => !isOffered.has(id),
  )
  const strangers = await strangersAmong(
    ctx,
    file,
    others.filter(({ audience }) => !audience.isGroup),
  )
  const errors = refusal && errorsOf(refusal, ctx.language)
  const more = people.length > OFFERED ? people.length - OFFERED : 0
  return ctx.page(
    <ChoosePage
      {...{ file, offered, others, strangers, more, search, chosen, errors }}
      crumbs={await crumbsOf(ctx, file)}
      matches={matches.length}
    />,
    refusal?.status,
  )
}

/** What was chosen: as the form sends it, or the address of whoever thinks better of it; at first what is set. */
async function chosenIn(ctx: SignedInContext, file: ShownFile): Promise<Chosen> {
  if (ctx.c.req.method === 'POST')
    return { with: listOf(ctx.form, 'with'), until: textOf(ctx.form, 'until') }
  const named = ctx.query('with')?.split(',') ?? []
  const until = ctx.query('until') ?? (named.length > 0 ? null : await lastDayOf(ctx, file))
  return { with: named, until: until ?? '' }
}

/** Of those who are near the ones that a search means, whether or not they have come in yet. */
function matchingIn(people: readonly ShownAudience[], search: string): ShownAudience[] {
  const wanted = search.toLowerCase()
  const isMeant = ({ name, people: [one] }: ShownAudience) =>
    [name, one?.email ?? ''].some((text) => text.toLowerCase().includes(wanted))
  return people.filter(isMeant).slice(0, FOUND)
}

const withsIn = ({ installation }: SignedInContext, shown: readonly string[]): With[] =>
  shown.flatMap((one) => audienceNamed(installation, one) ?? [])

/** Why a day that was typed cannot be the last one; null where it can. */
async function whyNotUntil(ctx: SignedInContext, typed: string): Promise<Refusal | null> {
  return day.safeParse(typed).success
    ? whyOver(typed, ctx.now, await zoneOf(ctx))
    : invalidField('until', 'day')
}

/** Shows who will see it; nothing is shared yet. */
export async function audiencePage(ctx: SignedInContext, file: ShownFile) {
  if (seeks(ctx)) return choosePage(ctx, file)
  const chosen = await describeAll(ctx, withsIn(ctx, listOf(ctx.form, 'with')))
  if (chosen.length === 0) return choosePage(ctx, file, invalidField('with', 'required'))
  const until = textOf(ctx.form, 'until')
  const over = until === '' ? null : await whyNotUntil(ctx, until)
  if (over) return choosePage(ctx, file, over)
  const people = await ctx.read(async (tx) => {
    const ids = (await everybodyIn(tx, chosen)).map(({ id }) => id)
    return reachOf(tx, ids, ctx.now)
  })
  const strangers = await strangersAmong(ctx, file, people)
  const crumbs = await crumbsOf(ctx, file)
  return ctx.page(<AudiencePage {...{ file, crumbs, chosen, people, strangers, until }} />)
}
