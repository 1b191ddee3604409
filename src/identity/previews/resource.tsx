import { z } from 'zod'
import { parseId, show } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { named, shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { BACK } from '../persons/redirect-back.ts'
import type { Person } from '../persons/person.ts'
import { pageOf } from '../persons/page-of.ts'
import { personById } from '../persons/queries.ts'
import { dropPreview, keepPreview, previewBack } from '../sessions/cookies.ts'
import {
  endpoint,
  errorsOf,
  textOf,
  typed,
  localPath,
  openPage,
  resource,
  respond,
  type SignedInContext,
  type RequestContext,
} from '../../web/index.ts'
import { OwnPreviewsPage, StartPreviewPage } from './pages.tsx'
import { endOf, PREVIEW_MINUTES } from './preview.ts'
import { endPreview, startPreview } from './previews.ts'
import { letsActOnBehalf, previewsOf, type PreviewLine } from './queries.ts'
import { words } from './texts.ts'

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
async function leavePreview(ctx: RequestContext): Promise<void> {
  const { preview, c, installation } = ctx
  if (preview) await ctx.perform(endPreview, { preview: show('preview', preview.id) })
  dropPreview(c, installation.url)
}

const started = shape('StartedPreview', {
  id: z.string(),
  person: z.string().describe('Whom the portal is shown as'),
  expires: z.iso.datetime(),
  actOnBehalf: z.boolean(),
  secret: z
    .string()
    .describe('Send it as the cookie `preview` (on https `__Host-preview`), beside the session’s'),
})

const running = shape('RunningPreview', {
  id: z.string(),
  staff: named.describe('Who looks'),
  person: named.describe('As whom'),
  expires: z.iso.datetime(),
  actOnBehalf: z.boolean().describe('Whether something can be written in the client’s name'),
})

const own = shape('PreviewList', {
  previews: z.array(
    shape('Preview', {
      id: z.string(),
      staff: z.string().describe('Name of who looked'),
      actOnBehalf: z.boolean().describe('Whether they could also write in your name'),
      startedAt: z.iso.datetime(),
      endedAt: z.iso.datetime().nullable().describe('Null while it runs'),
    }),
  ),
})

const showRunning = ({ preview, person }: SignedInContext) =>
  preview && {
    id: show('preview', preview.id),
    staff: { id: show('person', preview.staff.id), name: preview.staff.name },
    person: { id: show('person', person.id), name: person.name },
    expires: preview.until.toString(),
    actOnBehalf: preview.acts,
  }

const showLine =
  ({ now }: SignedInContext) =>
  (line: PreviewLine) => ({
    id: show('preview', line.id),
    staff: line.staff,
    actOnBehalf: line.acts,
    startedAt: line.started_at.toString(),
    endedAt: endOf(line, now)?.toString() ?? null,
  })

const ownPreviews = ({ person, read }: SignedInContext) => read((tx) => previewsOf(tx, person.id))

export const previewsResource = resource({ feature: 'people', right: 'people:manage', words })
  .page(routes.people.one.preview, startPage)
  .change(startPreview, {
    page: routes.people.one.preview,
    api: routes.api.people.one.preview,
    inSession: true,
    given: { fields: ['session'], from: ({ session }) => ({ session: show('session', session) }) },
    fields: { reason: 'text', actOnBehalf: 'box', ...BACK },
    input: ({ reason, actOnBehalf }) => ({ reason, actOnBehalf: actOnBehalf === 'on' }),
    again: startPage,
    ends: (ctx, { secret }) => {
      keepPreview(ctx.c, ctx.installation.url, {
        secret,
        back: localPath(textOf(ctx.form, 'back')),
        seconds: PREVIEW_MINUTES * 60,
      })
      return ctx.redirect(routes.home())
    },
    status: 201,
    answer: started,
    show: (_, { preview, person, ...rest }) => ({
      ...rest,
      id: show('preview', preview),
      person: show('person', person),
    }),
  })

/** Not asked of the gate: the way out is open even where the client has just lost the way in. */
const ends = [
  openPage(routes.preview.end, 'POST', async (ctx) => {
    const { person, preview, c, installation } = ctx
    const back = previewBack(c, installation.url)
    await leavePreview(ctx)
    if (!preview || !person) return ctx.redirect(routes.home())
    return ctx.redirect(back ?? pageOf(person), {
      tone: 'green',
      text: words(preview.staff.language)('ended'),
    })
  }),
  endpoint(
    routes.api.preview,
    'DELETE',
    { name: endPreview.name, summary: endPreview.summary, feature: null, status: 204 },
    async (ctx) => {
      if (!ctx.preview) return respond(ctx, refuse('not_found'))
      await leavePreview(ctx)
      return ctx.c.body(null, 204)
    },
  ),
]

/** Who looked at the portal as oneself, and the preview one is in. */
export const ownPreviewsResource = resource({ feature: 'profile', right: 'self', words })
  .also(...ends)
  .read(routes.api.preview, {
    name: 'preview.show',
    summary: 'Says as whom the portal is shown in this very request, and until when',
    answer: running,
    show: async (ctx) => showRunning(ctx),
  })
  .page(routes.profile.previews, async (ctx) =>
    ctx.page(<OwnPreviewsPage lines={await ownPreviews(ctx)} />),
  )
  .read(routes.api.profile.previews, {
    name: 'preview.list',
    summary: 'Lists who looked at the portal as you see it; the latest hundred',
    answer: own,
    show: async (ctx) => ({ previews: (await ownPreviews(ctx)).map(showLine(ctx)) }),
  })
