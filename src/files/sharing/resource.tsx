import { z } from 'zod'
import { mailSender, reachablePeople } from '../../identity/index.ts'
import { day, dayOf } from '../../kit/day.ts'
import { id, parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { invalidField } from '../../kit/validation.ts'
import { cut } from '../../kit/whole-text.ts'
import { routes } from '../../routes.ts'
import {
  errorsOf,
  listOf,
  page,
  resource,
  resourceOf,
  textOf,
  type SignedInContext,
} from '../../web/index.ts'
import {
  fileFor,
  fileView,
  inClear,
  looksAfter,
  onFilePage,
  showFile,
  type FileRow,
  type ShownFile,
} from '../file/index.ts'
import { audienceNamed, type With } from './audience.ts'
import { AudiencePage, ChoosePage, MinePage, SharesPanel } from './pages.tsx'
import { onDocumentsPage } from './panels.ts'
import { onePerson } from './people.ts'
import { filesSharedWith } from './queries.ts'
import { amongWhom, everybodyIn, shareFile, unshareFile, whyOver } from './sharing.ts'
import { words } from './texts.ts'
import { describeAll, nearTo, readShares, shareView, showShare } from './view.ts'

/** Found by a search at once. */
const FOUND = 10
/** Documents on a page. */
const A_PAGE = 50

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

async function choosePage(ctx: SignedInContext, file: ShownFile, refusal?: Refusal) {
  const search = cut(ctx.query('search')?.trim() ?? '', 254)
  const near = await nearTo(ctx, file)
  const others = [...(await matchesOf(ctx, search)), ...(await describeAll(ctx, withsIn(ctx)))]
  const isNear = (id: string) => near.some((one) => one.id === id)
  const matches = [
    ...new Map(others.filter(({ id }) => !isNear(id)).map((one) => [one.id, one])).values(),
  ]
  const chosen = refusal
    ? { with: listOf(ctx.form, 'with'), until: textOf(ctx.form, 'until') }
    : { with: [], until: (await lastDayOf(ctx, file)) ?? '' }
  const errors = refusal && errorsOf(refusal, ctx.language)
  return ctx.page(
    <ChoosePage {...{ file, near, search, matches, chosen, errors }} />,
    refusal?.status,
  )
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
  const chosen = await describeAll(ctx, withsIn(ctx))
  if (chosen.length === 0) return choosePage(ctx, file, invalidField('with', 'required'))
  const until = textOf(ctx.form, 'until')
  const over = until === '' ? null : await whyNotUntil(ctx, until)
  if (over) return choosePage(ctx, file, over)
  const people = await ctx.read((tx) => everybodyIn(tx, chosen))
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
  { right: 'files:manage', fields: { with: 'list', until: 'text' } },
)

async function minePage(ctx: SignedInContext): Promise<Response> {
  const before = parseId('file', ctx.query('before') ?? '') ?? undefined
  const rows = await sharedWithMe(ctx, before, A_PAGE + 1)
  const files = await inClear(ctx, rows.slice(0, A_PAGE))
  const next = rows.length > A_PAGE ? show('file', files.at(-1)!.id) : null
  const panels = before === undefined ? await onDocumentsPage.drawn(ctx, ctx.person.id) : []
  return ctx.page(<MinePage files={files} next={next} panels={panels} />)
}

const sharedWithMe = (
  { installation, caller, now, read }: SignedInContext,
  before: string | undefined,
  limit: number,
): Promise<FileRow[]> =>
  read(async (tx) => {
    const among = await amongWhom(tx, installation, caller.person!)
    const rows = await filesSharedWith(tx, among, { now, before, limit })
    return rows.filter(({ state }) => state !== 'refused')
  })

/** Who sees a file, on its page. */
export const sharesPanel = onFilePage.with(async (ctx, file) => (
  <SharesPanel
    file={file}
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
    fields: ['with', 'until'],
    filled: true,
    again: choosePage,
    to: ({ file }) => `${routes.files.one({ file: show('file', file) })}#shares`,
    said: 'share.done',
    api: routes.api.files.one.shares,
    status: 200,
    answer: shape('FileShared', {
      people: z.int().describe('Who see it by that'),
      told: z.int().describe('Of those, who had not before, and are told by mail'),
    }),
    show: (_, { people, told }) => ({ people, told }),
  })
  .change(unshareFile, {
    page: routes.files.one.shares.one.end,
    to: ({ file }) => `${routes.files.one({ file: show('file', file) })}#shares`,
    said: 'stopped',
    api: routes.api.files.one.shares.one,
    method: 'DELETE',
    show: null,
  })

/** What is shared with whoever asks. */
export const documentsResource = resource({ ...common, right: 'files:use' })
  .page(routes.documents, minePage)
  .list(routes.api.documents, {
    name: 'document.list',
    summary: 'Lists the files that are shared with oneself',
    cursor: id('file').optional(),
    rows: 'files',
    view: fileView,
    called: 'DocumentList',
    order: 'Newest first',
    more: 'Send it as `cursor` for the files before these',
    // From the command line nobody asks, unless told in whose name.
    find: async (ctx, { after, limit }) =>
      ctx.caller.person ? inClear(ctx, await sharedWithMe(ctx, after, limit)) : null,
    cursorOf: ({ id }) => show('file', id),
    show: showFile,
  })
