import { id, parseId, show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { resource, type SignedInContext } from '../../web/index.ts'
import { fileView, inClear, lastDayIn, showFile, zoneOf, type FileRow } from '../file/index.ts'
import { readSpace } from '../uploads/space.tsx'
import { MinePage } from './documents-page.tsx'
import { onDocumentsPage } from './panels.ts'
import { filesSharedWith } from './queries.ts'
import { amongWhom } from './among.ts'
import { words } from './texts.ts'

/** Documents on a page. */
const A_PAGE = 50

async function minePage(ctx: SignedInContext): Promise<Response> {
  const before = parseId('file', ctx.query('before') ?? '') ?? undefined
  const rows = await sharedWithMe(ctx, before, A_PAGE + 1)
  const files = await inClear(ctx, rows.slice(0, A_PAGE))
  const next = rows.length > A_PAGE ? show('file', files.at(-1)!.id) : null
  const panels = before === undefined ? await onDocumentsPage.drawn(ctx, ctx.person.id) : []
  const lastDays = await lastDaysOf(ctx, files)
  return ctx.page(<MinePage {...{ files, lastDays, next, panels }} space={await readSpace(ctx)} />)
}

/** The last day of each of some files that has one, by row id; the portal's zone is asked for where any has. */
async function lastDaysOf(ctx: SignedInContext, files: readonly FileRow[]) {
  const ending = files.filter(({ expiresAt }) => expiresAt !== null)
  const zone = ending.length > 0 ? await zoneOf(ctx) : 'UTC'
  return new Map(ending.map((file) => [file.id, lastDayIn(zone, file)!]))
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

/** What is shared with whoever asks. */
export const documentsResource = resource({ feature: 'files', right: 'files:use', words })
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
