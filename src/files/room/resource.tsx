import { z } from 'zod'
import type { Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import {
  answersSettings,
  configurePortal,
  fieldsOf,
  roomFor,
  showPortal,
  thatPortal,
  type PortalDetail,
} from '../../portals/index.ts'
import { routes } from '../../routes.ts'
import { errorsOf, resourceOf, type SignedInContext } from '../../web/index.ts'
import { RoomPage } from './page.tsx'
import { sharesOfKinds } from './queries.ts'
import { words } from './texts.ts'

async function roomPage(ctx: SignedInContext, portal: PortalDetail, refusal?: Refusal) {
  const { form, language } = ctx
  const shares = await ctx.read(sharesOfKinds)
  const refused = refusal && { sent: form, errors: errorsOf(refusal, language) }
  return ctx.page(<RoomPage {...{ portal, shares }} {...refused} />, refusal?.status)
}

const roomView = shape('FileRoom', {
  fileBytes: z.int().describe('How much all files take, with those that are being sent'),
  fileBytesMost: z.int().describe('How much they may take; beyond it none is taken'),
  shares: z
    .array(
      shape('FileShareOfRoom', {
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
export const roomResource = resourceOf({ feature: 'files', words, ...answersSettings }, (ctx) =>
  ctx.read((tx) => showPortal(tx, ctx.caller, ctx.portal.id, ctx.now)),
)
  .page(routes.settings.files, roomPage)
  .change(configurePortal, {
    page: routes.settings.files,
    given: thatPortal,
    fields: fieldsOf('files'),
    filled: true,
    again: roomPage,
    to: () => routes.settings.files(),
    said: 'done',
  })
  .read(routes.api.settings.files, {
    name: 'settings.files',
    summary: 'Tells what takes the room for files, by what they belong to',
    answer: roomView,
    versioned: false,
    show: async (ctx) => {
      const portal = await ctx.read((tx) => showPortal(tx, ctx.caller, ctx.portal.id, ctx.now))
      if (!portal) return null
      return {
        fileBytes: portal.fileBytes,
        fileBytesMost: roomFor(ctx.installation, portal.filesGb),
        shares: await ctx.read(sharesOfKinds),
      }
    },
  })
