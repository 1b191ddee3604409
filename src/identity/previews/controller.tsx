import { parseId, show } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { BACK } from '../persons/redirect-back.ts'
import type { Person } from '../persons/person.ts'
import { personById } from '../persons/queries.ts'
import { dropPreview, keepPreview, previewBack } from '../sessions/cookies.ts'
import {
  errorsOf,
  textOf,
  typed,
  localPath,
  openPage,
  page,
  type RouteHandler,
  type SignedInContext,
  type RequestContext,
} from '../../web/index.ts'
import { OwnPreviewsPage, StartPreviewPage } from './pages.tsx'
import { PREVIEW_MINUTES } from './preview.ts'
import { endPreview, startPreview } from './previews.ts'
import { letsActOnBehalf, previewsOf } from './queries.ts'
import { words } from './texts.ts'

const right = 'people:manage' as const

async function startPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const { read, language } = ctx
  const id = parseId('person', ctx.param('person'))
  if (id === null) return ctx.refuse(refuse('not_found'))
  const [person, mayAct] = await read((tx) =>
    Promise.all([personById(tx, id), letsActOnBehalf(tx)]),
  )
  if (!person) return ctx.refuse(refuse('not_found'))
  return ctx.page(
    <StartPreviewPage
      person={person as Person}
      mayAct={mayAct}
      askedOn={localPath(ctx.query('back') ?? textOf(ctx.form, 'back'))}
      typed={typed(ctx.form)}
      errors={refusal && errorsOf(refusal, language)}
    />,
    refusal?.status,
  )
}

/** Back to being oneself, whether the preview ran until now or had ended already. */
export async function leavePreview(ctx: RequestContext): Promise<void> {
  const { preview, c, installation } = ctx
  if (preview) await ctx.perform(endPreview, { preview: show('preview', preview.id) })
  dropPreview(c, installation.url)
}

export const previewsController: readonly RouteHandler[] = [
  page(routes.preview, 'GET', 'people', (ctx) => startPage(ctx), { right }),

  page(
    routes.preview,
    'POST',
    'people',
    async (ctx) => {
      const { reason, actOnBehalf } = ctx.form
      const result = await ctx.perform(startPreview, {
        person: ctx.param('person'),
        reason,
        actOnBehalf: actOnBehalf === 'on',
        session: show('session', ctx.session),
      })
      if (!result.ok) return startPage(ctx, result)
      keepPreview(ctx.c, ctx.installation.url, {
        secret: result.value.secret,
        back: localPath(textOf(ctx.form, 'back')),
        seconds: PREVIEW_MINUTES * 60,
      })
      return ctx.redirect(routes.home())
    },
    { right, fields: { reason: 'text', actOnBehalf: 'box', ...BACK } },
  ),

  // Not asked of the gate: the way out is open even where the client has just lost the way in.
  openPage(routes.previewEnd, 'POST', async (ctx) => {
    const { person, preview, c, installation } = ctx
    const back = previewBack(c, installation.url)
    await leavePreview(ctx)
    if (!preview || !person) return ctx.redirect(routes.home())
    return ctx.redirect(back ?? routes.person({ person: show('person', person.id) }), {
      tone: 'green',
      text: words(preview.staff.language)('ended'),
    })
  }),

  page(routes.previews, 'GET', 'profile', async (ctx) => {
    const { person, read } = ctx
    const lines = await read((tx) => previewsOf(tx, person.id))
    return ctx.page(<OwnPreviewsPage lines={lines} />)
  }),
]
