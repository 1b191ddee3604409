import { z } from 'zod'
import { parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { page, resourceOf, type SignedInContext } from '../../web/index.ts'
import {
  fileFor,
  inClear,
  lastDayOf,
  looksAfter,
  onFilePage,
  type FileRow,
  type ShownFile,
} from '../file/index.ts'
import { toldInWords } from '../telling/index.ts'
import { audiencePage, choosePage } from './choosing.tsx'
import { sendersOf } from './panels.ts'
import { SharesPanel } from './shares-panel.tsx'
import { shareFile, unshareFile } from './sharing.ts'
import { words } from './texts.ts'
import { readShares, shareView, showShare } from './view.ts'

/** The file that the address names, of those that whoever asks looks after. */
async function named(ctx: SignedInContext): Promise<ShownFile | null> {
  const id = parseId('file', ctx.param('file'))
  const file = id === null ? null : await fileFor(ctx, id)
  return file && looksAfter(ctx, file) ? (await inClear(ctx, [file]))[0]! : null
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
