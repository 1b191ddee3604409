import { z } from 'zod'
import {
  errorsOf,
  listOf,
  receives,
  resource,
  typed,
  type FormFields,
  type SignedInContext,
} from '../../web/index.ts'
import { invitationsLeft } from '../../identity/index.ts'
import { newId, show } from '../../kit/ids.ts'
import { done } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { invalid } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { refuse } from '../refusals.ts'
import { workReference } from '../work-reference.ts'
import { chosenIn, errorsIn, inputOf, type ChoiceInput } from './choice-input.ts'
import { beginMassInvitation } from './mass-invitations.ts'
import { choiceShape, DAYS, isOneWay, takes, WHY_SKIPPED } from './mass-invitation.ts'
import { PreviewPage } from './pages.tsx'
import { previewOf } from './queries.ts'
import { words } from './texts.ts'

const FIELDS: FormFields = {
  work: 'text',
  cases: 'list',
  people: 'list',
  search: 'text',
  type: 'text',
  stage: 'text',
  state: 'text',
  registration: 'text',
  days: 'text',
}

const inputInAddress = ({ c }: SignedInContext): ChoiceInput =>
  chosenIn(
    (name) => c.req.query(name),
    (name) => c.req.queries(name) ?? [],
  )

const inputInForm = ({ form }: SignedInContext): ChoiceInput =>
  chosenIn(
    (name) => typed(form)[name] ?? '',
    (name) => listOf(form, name),
  )

async function previewPage(ctx: SignedInContext, options: ChoiceInput, refusal?: Refusal) {
  const { language, portal, now } = ctx
  const read = choiceShape.safeParse(inputOf(options))
  // A number of days that is none is told at its field, beside what the usual ones come to.
  const choice = read.success
    ? read.data
    : choiceShape.safeParse(inputOf({ ...options, days: `${DAYS}` })).data
  const left = await invitationsLeft(ctx.installation, portal.id, now)
  const preview = choice && (await ctx.read((tx) => previewOf(tx, choice, now, left)))
  const errors = refusal && errorsIn(errorsOf(refusal, language))
  return ctx.page(
    <PreviewPage
      input={options}
      preview={preview ?? null}
      daysAreWrong={!read.success}
      work={show('work', newId())}
      errors={errors}
    />,
    refusal?.status,
  )
}

const gated = { feature: 'mass_invitations', right: 'people:manage' } as const

const previewShape = shape('MassInvitationPreview', {
  total: z.int().describe('Clients in all, each once'),
  invited: z.int(),
  skipped: z
    .partialRecord(z.enum(WHY_SKIPPED), z.int())
    .describe('How many are left out, by reason'),
  mailsPerMinute: z.int().describe('At which their mails leave'),
})

/** Asked with a body, as it may name a thousand, though it changes nothing. */
const counted = receives(
  routes.api.massInvitations.preview,
  {
    ...gated,
    name: 'mass_invitation.preview',
    summary: 'Counts who would be invited and who left out, and why. Changes nothing.',
    body: choiceShape,
    takes,
    status: 200,
    answer: previewShape,
  },
  async ({ installation, portal, now, read }, body) => {
    const choice = choiceShape.safeParse(body, { reportInput: true })
    if (!choice.success) return invalid(choice.error)
    if (!isOneWay(choice.data)) return refuse('choose_one_way', { field: 'people' })
    const left = await invitationsLeft(installation, portal.id, now)
    return done(await read((tx) => previewOf(tx, choice.data, now, left)))
  },
  (preview) => preview,
)

export const massInvitationResource = resource({ ...gated, words })
  .page(routes.massInvitations, (ctx) => previewPage(ctx, inputInAddress(ctx)), { takes })
  .also(counted)
  .change(beginMassInvitation, {
    ...workReference,
    page: routes.massInvitations,
    fields: FIELDS,
    input: ({ work = '' }, ctx) => ({ ...inputOf(inputInForm(ctx)), work }),
    takes,
    again: (ctx, refusal) => previewPage(ctx, inputInForm(ctx), refusal),
    to: ({ work }) => routes.works.one({ work: show('work', work) }),
    api: routes.api.massInvitations,
    status: 201,
    location: ({ work }) => routes.api.works.one({ work: show('work', work) }),
  })
