import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { errorsOf, listOf, page, resource, textOf, type SignedInContext } from '../../web/index.ts'
import { begunFiles } from '../uploads/begun.ts'
import { asksForFile } from './adding.tsx'
import { downloadsOf } from './download-queries.ts'
import { addVersion } from './files.ts'
import { partsOf } from './kind.ts'
import { OtherKindPage } from './other-kind-page.tsx'
import { crumbsOf, DOWNLOADS, filePage, lookedAfter } from './reading.tsx'
import { words } from './texts.ts'
import { fileView, presented } from './view.ts'
import { versionsOf } from './version-queries.ts'

/** Asks what the file is called from now on, where what was sent is something else than the file has been. */
async function otherKindPage(ctx: SignedInContext, refusal: Refusal): Promise<Response> {
  const file = await lookedAfter(ctx)
  const [sent] = (await begunFiles(ctx, 'upload')).arrived
  if (!file || !sent) return ctx.refuse(kitRefuse('not_found'))
  const stem = textOf(ctx.form, 'stem')
  const errors = refusal.code === 'other_ending' ? {} : errorsOf(refusal, ctx.language)
  return ctx.page(
    <OtherKindPage
      file={file}
      sent={{ ...sent, name: sent.name ?? '' }}
      crumbs={await crumbsOf(ctx, file)}
      stem={stem || partsOf(file.name).stem}
      errors={{ stem: errors['name'] }}
    />,
    refusal.status,
  )
}

const adding = page(
  routes.files.one.versions,
  'POST',
  'files',
  async (ctx) => {
    const [upload] = listOf(ctx.form, 'upload')
    const stem = ctx.form['stem']
    const [sent] = stem === undefined ? [] : (await begunFiles(ctx, 'upload')).arrived
    const name =
      stem === undefined ? undefined : nameFrom(textOf(ctx.form, 'stem'), sent?.name ?? undefined)
    const file = ctx.param('file')
    const result = await ctx.perform(addVersion, { file, upload, name })
    if (!result.ok) {
      if (result.code === 'not_found') return ctx.refuse(result)
      return result.fields.some(({ field }) => field === 'name')
        ? otherKindPage(ctx, result)
        : filePage(ctx, asksForFile(result))
    }
    const text = words(ctx.language)('version.done')
    return ctx.redirect(routes.files.one({ file }), { tone: 'green', text })
  },
  { right: 'files:manage', fields: { upload: 'upload', stem: 'text' } },
)

/** The name that was typed, with the ending of what was sent. */
const nameFrom = (stem: string, sent = ''): string =>
  stem.trim() === '' ? '' : stem + partsOf(sent).ending

const downloadView = shape('FileDownload', {
  person: z.string(),
  name: z.string(),
  number: z.int(),
  at: z.iso.datetime(),
})

const versionView = shape('FileVersion', {
  number: z.int(),
  bytes: z.int(),
  type: z.string(),
  state: fileView.shape.state,
  threat: z.string().nullable(),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
})

const common = { feature: 'files', right: 'files:manage', words } as const

/** What a file was before, and who has taken which of it. */
export const versionsResource = resource({ ...common, answer: fileView, show: presented })
  .also(adding)
  .change(addVersion, { api: routes.api.files.one.versions, status: 201 })
  .read(routes.api.files.one.versions, {
    name: 'file.versions',
    summary: 'Lists the versions of a file, the newest first',
    answer: shape('FileVersionList', { versions: z.array(versionView) }),
    show: async (ctx) => {
      const file = await lookedAfter(ctx)
      if (!file) return null
      const versions = await ctx.read((tx) => versionsOf(tx, file.id))
      return {
        versions: versions.map(({ number, bytes, type, state, threat, addedBy, addedAt }) => ({
          number,
          bytes,
          type,
          state,
          threat,
          addedBy,
          addedAt: addedAt.toString(),
        })),
      }
    },
  })
  .read(routes.api.files.one.downloads, {
    name: 'file.downloads',
    summary: 'Lists who has taken a file, the newest first',
    answer: shape('FileDownloadList', { downloads: z.array(downloadView) }),
    show: async (ctx) => {
      const file = await lookedAfter(ctx)
      if (!file) return null
      const downloads = await ctx.read((tx) => downloadsOf(tx, file.id, DOWNLOADS))
      return {
        downloads: downloads.map(({ person, name, number, at }) => ({
          person: show('person', person),
          name,
          number,
          at: at.toString(),
        })),
      }
    },
  })
