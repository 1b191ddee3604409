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
import { usageByKind } from './queries.ts'
import { words } from './texts.ts'

async function quotaPage(ctx: SignedInContext, portal: PortalDetail, refusal?: Refusal) {
  const { form, language } = ctx
  const usages = await ctx.read(usageByKind)
  const refused = refusal && { sent: form, errors: errorsOf(refusal, language) }
  return ctx.page(<QuotaPage {...{ portal, usages }} {...refused} />, refusal?.status)
}

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
      return {
        fileBytes: portal.fileBytes,
        fileBytesMost: quotaFor(ctx.installation, portal.filesGb),
        byKind: await ctx.read(usageByKind),
      }
    },
  })
