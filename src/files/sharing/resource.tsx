import { z } from 'zod'
import { mailSender, reachablePeople, reachOf } from '../../identity/index.ts'
import { day, dayOf } from '../../kit/day.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { invalidField } from '../../kit/validation.ts'
import { cut } from '../../kit/whole-text.ts'
import { routes } from '../../routes.ts'
import {
  errorsOf,
  listOf,
  page,
  resourceOf,
  textOf,
  type SignedInContext,
} from '../../web/index.ts'
import {
  fileFor,
  inClear,
  looksAfter,
  onFilePage,
  type FileRow,
  type ShownFile,
} from '../file/index.ts'
import { audienceNamed, type With } from './audience.ts'
import { AudiencePage, ChoosePage } from './choosing-pages.tsx'
import { sendersOf } from './panels.ts'
import { onePerson } from './people.ts'
import { SharesPanel } from './shares-panel.tsx'
import { everybodyIn } from './members.ts'
import { toldInWords } from '../telling/index.ts'
import { shareFile, unshareFile, whyOver } from './sharing.ts'
import { words } from './texts.ts'
import {
  describeAll,
  nearTo,
  readShares,
  shareView,
  showShare,
  type ShownAudience,
} from './view.ts'

/** Found by a search at once. */
const FOUND = 10
/** People of what the file belongs to who can be chosen without being looked for. */
const OFFERED = 20
const SEARCH_LENGTH = 254

/** The file that the address names, of those that whoever asks looks after. */
async function named(ctx: SignedInContext): Promise<ShownFile | null> {
  const id = parseId('file', ctx.param('file'))
  const file = id === null ? null : await fileFor(ctx, id)
  return file && looksAfter(ctx, file) ? (await inClear(ctx, [file]))[0]! : null
}

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

async function choosePage(ctx: SignedInContext, file: ShownFile, refusal?: Refusal) {
  const search = searchIn(ctx)
  const near = await nearTo(ctx, file)
  const groups = near.filter(({ audience }) => audience.isGroup)
  const people = near.filter(({ audience }) => !audience.isGroup)
  const offered = [...groups, ...people.slice(0, OFFERED)]
  const matches =
    search === '' ? [] : [...matchingIn(people, search), ...(await matchesOf(ctx, search))]
  const others = [...matches, ...(await describeAll(ctx, withsIn(ctx)))]
  const options = [...new Map([...offered, ...others].map((one) => [one.id, one])).values()]
  const isSent = ctx.c.req.method === 'POST'
  const chosen = isSent
    ? { with: listOf(ctx.form, 'with'), until: textOf(ctx.form, 'until') }
    : { with: [], until: (await lastDayOf(ctx, file)) ?? '' }
  const errors = refusal && errorsOf(refusal, ctx.language)
  const more = people.length > OFFERED ? people.length - OFFERED : 0
  return ctx.page(
    <ChoosePage {...{ file, options, more, search, matches: matches.length, chosen, errors }} />,
    refusal?.status,
  )
}

/** Of those who are near the ones that a search means, whether or not they have come in yet. */
function matchingIn(people: readonly ShownAudience[], search: string): ShownAudience[] {
  const wanted = search.toLowerCase()
  const isMeant = ({ name, people: [one] }: ShownAudience) =>
    [name, one?.email ?? ''].some((text) => text.toLowerCase().includes(wanted))
  return people.filter(isMeant).slice(0, FOUND)
}

const withsIn = ({ form, installation }: SignedInContext): With[] =>
  listOf(form, 'with')
    .map((one) => audienceNamed(installation, one))
    .filter((one) => one !== null)

const zoneOf = ({ read }: SignedInContext) => read(async (tx) => (await mailSender(tx)).time_zone)

/** Why a day that was typed cannot be the last one; null where it can. */
async function whyNotUntil(ctx: SignedInContext, typed: string): Promise<Refusal | null> {
  return day.safeParse(typed).success
    ? whyOver(typed, ctx.now, await zoneOf(ctx))
    : invalidField('until', 'day')
}

/** The last day on which a file is seen by others than staff, by the portal's zone; null for none. */
const lastDayOf = async (ctx: SignedInContext, { expiresAt }: FileRow): Promise<string | null> =>
  expiresAt && dayOf(expiresAt.subtract({ nanoseconds: 1 }), await zoneOf(ctx))

/** Shows who will see it; nothing is shared yet. */
async function audiencePage(ctx: SignedInContext, file: ShownFile) {
  if (seeks(ctx)) return choosePage(ctx, file)
  const chosen = await describeAll(ctx, withsIn(ctx))
  if (chosen.length === 0) return choosePage(ctx, file, invalidField('with', 'required'))
  const until = textOf(ctx.form, 'until')
  const over = until === '' ? null : await whyNotUntil(ctx, until)
  if (over) return choosePage(ctx, file, over)
  const people = await ctx.read(async (tx) => {
    const ids = (await everybodyIn(tx, chosen)).map(({ id }) => id)
    return reachOf(tx, ids, ctx.now)
  })
  return ctx.page(<AudiencePage {...{ file, chosen, people, until }} />)
}

const sharing = page(
  routes.files.one.sharing,
  'POST',
  'files',
  async (ctx) => {
    const file = await named(ctx)
    return file ? audiencePage(ctx, file) : ctx.refuse(kitRefuse('not_found'))
  },
  {
    right: 'files:manage',
    fields: { with: 'list', until: 'text', find: 'text', sought: 'text', seek: 'box' },
  },
)

async function readSenders(ctx: SignedInContext, file: FileRow) {
  const those = await ctx.read((tx) =>
    Promise.all(sendersOf.of(ctx.installation).map((of) => of(tx, file))),
  )
  return those.flat()
}

/** Who sees a file, on its page. */
export const sharesPanel = onFilePage.with(async (ctx, file) => (
  <SharesPanel
    file={file}
    senders={await readSenders(ctx, file)}
    shares={await readShares(ctx, file.id)}
    lastDay={await lastDayOf(ctx, file)}
  />
))

const common = { feature: 'files', right: 'files:manage', words } as const

export const sharingResource = resourceOf(common, named)
  .page(routes.files.one.sharing, choosePage)
  .also(sharing)
  .read(routes.api.files.one.shares, {
    name: 'file.shares',
    summary: 'Lists whom a file is shared with, and who that is now',
    answer: shape('FileShareList', { shares: z.array(shareView) }),
    show: async (ctx) => {
      const file = await named(ctx)
      return file && { shares: (await readShares(ctx, file.id)).map(showShare) }
    },
  })
  .change(shareFile, {
    page: routes.files.one.shares,
    fields: ['with', 'until', 'invite'],
    filled: true,
    again: choosePage,
    to: ({ file }) => `${routes.files.one({ file: show('file', file) })}#shares`,
    said: ({ told }, { language }) => {
      const words = toldInWords(told, language)
      return words ? { text: 'share.done', values: { told: words } } : 'share.done.nobody'
    },
    api: routes.api.files.one.shares,
    status: 200,
    answer: shape('FileShared', {
      people: z.int().describe('Who see it by that'),
      told: z.int().describe('Of those, who had not before, and are told by mail'),
      invited: z.int().describe('Of those, who were invited, and see it once they have registered'),
    }),
    show: (_, { people, told }) => ({
      people,
      told: told.mailed?.count ?? 0,
      invited: told.invited?.count ?? 0,
    }),
  })
  .change(unshareFile, {
    page: routes.files.one.shares.one.end,
    to: ({ file }) => `${routes.files.one({ file: show('file', file) })}#shares`,
    said: 'stopped',
    api: routes.api.files.one.shares.one,
    method: 'DELETE',
    show: null,
  })
