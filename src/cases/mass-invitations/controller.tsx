import {
  errorsOf,
  listOf,
  page,
  typed,
  type FormFields,
  type RouteHandler,
  type SignedInContext,
} from '../../web/index.ts'
import { invitationsLeft } from '../../identity/index.ts'
import { newId, show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { chosenIn, errorsIn, inputOf, type ChoiceInput } from './choice-input.ts'
import { beginMassInvitation } from './mass-invitations.ts'
import { choiceShape, DAYS, takes } from './mass-invitation.ts'
import { PreviewPage } from './pages.tsx'
import { previewOf } from './queries.ts'

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

async function preview(ctx: SignedInContext, options: ChoiceInput, refusal?: Refusal) {
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

export const massInvitationController: readonly RouteHandler[] = [
  page(
    routes.massInvitation,
    'GET',
    'mass_invitations',
    (ctx) => preview(ctx, inputInAddress(ctx)),
    { right: 'people:manage', takes },
  ),
  page(
    routes.massInvitation,
    'POST',
    'mass_invitations',
    async (ctx) => {
      const query = inputInForm(ctx)
      const result = await ctx.perform(beginMassInvitation, {
        ...inputOf(query),
        work: typed(ctx.form)['work'] ?? '',
      })
      if (!result.ok) return preview(ctx, query, result)
      return ctx.redirect(routes.work({ work: show('work', result.value.work) }))
    },
    { right: 'people:manage', fields: FIELDS, takes },
  ),
]
