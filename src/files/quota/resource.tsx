import { z } from 'zod'
import type { Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import {
  answersSettings,
  configurePortal,
  fieldsOf,
  quotaFor,
  showPortal,
  thatPortal,
  type PortalDetail,
} from '../../portals/index.ts'
import { routes } from '../../routes.ts'
import { errorsOf, resourceOf, type SignedInContext } from '../../web/index.ts'
import { QuotaPage } from './page.tsx'
import { words } from './texts.ts'
import { readUsage } from './usage.ts'

async function quotaPage(ctx: SignedInContext, portal: PortalDetail, refusal?: Refusal) {
  const { form, language } = ctx
  const usage = await readUsage(ctx)
  const refused = refusal && { sent: form, errors: errorsOf(refusal, language) }
  return ctx.page(<QuotaPage {...{ portal, usage }} {...refused} />, refusal?.status)
}

const unseen = z
  .string()
  .nullable()
  .describe('Null where it is not yours to see, as what people write to one another is')

const usageView = shape('FileUsage', {
  fileBytes: z.int().describe('How much all files take, with those that are being sent'),
  fileBytesMost: z.int().describe('How much they may take; beyond it none is taken'),
  byKind: z
    .array(
      shape('FileUsageOfKind', {
        kind: z
          .string()
          .nullable()
          .describe('What the files belong to; null of those that belong to nothing yet'),
        files: z.int(),
        bytes: z.int().describe('With all versions, and small pictures'),
      }),
    )
    .describe('The most first'),
  largestHolders: z
    .array(
      shape('FileUsageOfHolder', {
        about: z.string().describe('Id of the case, person, company or whatever else has files'),
        name: unseen,
        files: z.int(),
        bytes: z.int().describe('With all versions, and small pictures'),
      }),
    )
    .describe('The ten whose files take the most, that first'),
  largestFiles: z
    .array(
      shape('FileUsageOfFile', {
        id: z.string(),
        name: unseen,
        about: z.string().describe('Id of what it belongs to'),
        versions: z.int(),
        bytes: z.int().describe('With all versions, and small pictures'),
      }),
    )
    .describe('The ten that take the most, that first'),
})

/** Settings of files, and what takes their room. */
export const quotaResource = resourceOf({ feature: 'files', words, ...answersSettings }, (ctx) =>
  ctx.read((tx) => showPortal(tx, ctx.caller, ctx.portal.id, ctx.now)),
)
  .page(routes.settings.files, quotaPage)
  .change(configurePortal, {
    page: routes.settings.files,
    given: thatPortal,
    fields: fieldsOf('files'),
    filled: true,
    again: quotaPage,
    to: () => routes.settings.files(),
    said: 'done',
  })
  .read(routes.api.settings.files, {
    name: 'settings.files',
    summary: 'Tells what takes the room for files, by what they belong to',
    answer: usageView,
    versioned: false,
    show: async (ctx) => {
      const portal = await ctx.read((tx) => showPortal(tx, ctx.caller, ctx.portal.id, ctx.now))
      if (!portal) return null
      const { kinds, holders, files } = await readUsage(ctx)
      return {
        fileBytes: portal.fileBytes,
        fileBytesMost: quotaFor(ctx.installation, portal.filesMb),
        byKind: kinds,
        largestHolders: holders.map(({ id: about, name, files, bytes }) => ({
          about,
          name,
          files,
          bytes,
        })),
        largestFiles: files.map(({ id, name, of, versions, bytes }) => ({
          id,
          name,
          about: of.id,
          versions,
          bytes,
        })),
      }
    },
  })
