import { z } from 'zod'
import {
  endpoint,
  readBody,
  respond,
  writes,
  type RouteHandler,
  type SignedInContext,
} from '../../web/index.ts'
import { invitationsLeft } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { done } from '../../kit/operation.ts'
import { shape } from '../../kit/shape.ts'
import { invalid } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { refuse } from '../refusals.ts'
import { workReference } from '../work-reference.ts'
import { beginMassInvitation } from './mass-invitations.ts'
import { choiceShape, isOneWay, takes, WHY_SKIPPED } from './mass-invitation.ts'
import { previewOf } from './queries.ts'

const shared = { feature: 'mass_invitations', right: 'people:manage' } as const

const preview = shape('MassInvitationPreview', {
  total: z.int().describe('Clients in all, each once'),
  invited: z.int(),
  skipped: z
    .partialRecord(z.enum(WHY_SKIPPED), z.int())
    .describe('How many are left out, by reason'),
  mailsPerMinute: z.int().describe('At which their mails leave'),
})

export const massInvitationEndpoints: readonly RouteHandler[] = [
  endpoint(
    routes.api.massInvitationPreview,
    'POST',
    {
      ...shared,
      name: 'mass_invitation.preview',
      summary: 'Counts who would be invited and who left out, and why. Changes nothing.',
      body: choiceShape,
      takes,
      status: 200,
      answer: preview,
    },
    async (ctx) => {
      const body = await readBody(ctx)
      if ('refusal' in body) return respond(ctx, body.refusal)
      const choice = choiceShape.safeParse(body.value, { reportInput: true })
      if (!choice.success) return respond(ctx, invalid(choice.error))
      if (!isOneWay(choice.data)) return respond(ctx, refuse('choose_one_way'))
      const { portal, now } = ctx as SignedInContext
      const left = await invitationsLeft(ctx.installation, portal.id, now)
      const preview = await ctx.read((tx) => previewOf(tx, choice.data, now, left))
      return respond(ctx, done(preview), 200, (value) => value)
    },
  ),
  writes(routes.api.massInvitations, 'POST', {
    ...shared,
    operation: beginMassInvitation,
    takes,
    status: 201,
    answer: workReference,
    show: (_, { work }) => ({ work: show('work', work) }),
    location: ({ work }) => routes.api.work({ work: show('work', work) }),
  }),
]
