import {
  errorsOf,
  listOf,
  page,
  typed,
  type FormFields,
  type Served,
  type SignedInVisit,
} from '../../web/index.ts'
import { invitationsLeft } from '../../identity/index.ts'
import { newId, show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { chosenIn, errorsIn, inputOf, type Asked } from './asked.ts'
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

const askedInAddress = ({ c }: SignedInVisit): Asked =>
  chosenIn(
    (name) => c.req.query(name),
    (name) => c.req.queries(name) ?? [],
  )

const askedInForm = ({ form }: SignedInVisit): Asked =>
  chosenIn(
    (name) => typed(form)[name] ?? '',
    (name) => listOf(form, name),
  )

async function preview(visit: SignedInVisit, asked: Asked, refusal?: Refusal) {
  const { language, portal, now } = visit
  const read = choiceShape.safeParse(inputOf(asked))
  // A number of days that is none is told at its field, beside what the usual ones come to.
  const choice = read.success
    ? read.data
    : choiceShape.safeParse(inputOf({ ...asked, days: `${DAYS}` })).data
  const left = await invitationsLeft(visit.installation, portal.id, now)
  const found = choice && (await visit.read((tx) => previewOf(tx, portal.id, choice, now, left)))
  const errors = refusal && errorsIn(errorsOf(refusal, language))
  return visit.page(
    <PreviewPage
      asked={asked}
      preview={found ?? null}
      daysAreWrong={!read.success}
      work={show('work', newId())}
      errors={errors}
    />,
    refusal?.status,
  )
}

export const massInvitationController: readonly Served[] = [
  page(
    routes.massInvitation,
    'GET',
    'mass_invitations',
    (visit) => preview(visit, askedInAddress(visit)),
    { right: 'people:manage', takes },
  ),
  page(
    routes.massInvitation,
    'POST',
    'mass_invitations',
    async (visit) => {
      const asked = askedInForm(visit)
      const result = await visit.perform(beginMassInvitation, {
        ...inputOf(asked),
        work: typed(visit.form)['work'] ?? '',
      })
      if (!result.ok) return preview(visit, asked, result)
      return visit.redirect(routes.work({ work: show('work', result.value.work) }))
    },
    { right: 'people:manage', fields: FIELDS, takes },
  ),
]
