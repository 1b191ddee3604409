import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { named, shape } from '../../kit/shape.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import {
  endpoint,
  reads,
  respond,
  writes,
  type RouteHandler,
  type SignedInContext,
} from '../../web/index.ts'
import { leavePreview } from './controller.tsx'
import { endOf } from './preview.ts'
import { endPreview, startPreview } from './previews.ts'
import { previewsOf, type PreviewLine } from './queries.ts'

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

export const previewEndpoints: readonly RouteHandler[] = [
  writes(routes.api.preview, 'POST', {
    feature: 'people',
    right: 'people:manage',
    operation: startPreview,
    inSession: true,
    path: { person: 'person' },
    given: { fields: ['session'], from: ({ session }) => ({ session: show('session', session) }) },
    status: 201,
    answer: started,
    show: (_, { preview, person, ...rest }) => ({
      ...rest,
      id: show('preview', preview),
      person: show('person', person),
    }),
  }),

  reads(routes.api.currentPreview, {
    feature: 'profile',
    name: 'preview.show',
    summary: 'Says as whom the portal is shown in this very request, and until when',
    answer: running,
    show: async (ctx) => showRunning(ctx),
  }),

  endpoint(
    routes.api.currentPreview,
    'DELETE',
    { name: endPreview.name, summary: endPreview.summary, feature: null, status: 204 },
    async (ctx) => {
      if (!ctx.preview) return respond(ctx, refuse('not_found'))
      await leavePreview(ctx)
      return ctx.c.body(null, 204)
    },
  ),

  reads(routes.api.previews, {
    feature: 'profile',
    right: 'self',
    name: 'preview.list',
    summary: 'Lists who looked at the portal as you see it; the latest hundred',
    answer: own,
    show: async (ctx) => {
      const { person, read } = ctx
      const lines = await read((tx) => previewsOf(tx, person.id))
      return { previews: lines.map(showLine(ctx)) }
    },
  }),
]
