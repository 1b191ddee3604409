import { errorsOf, page, typed, type Served, type SignedInVisit } from '../../web/index.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { wholeNumber } from '../../portals/index.ts'
import { routes } from '../../routes.ts'
import { listed } from '../refusals.ts'
import { labelKind, type LabelKind } from './label.ts'
import {
  addCaseLabel,
  beginCaseLabels,
  moveCaseLabel,
  removeCaseLabel,
  renameCaseLabel,
} from './labels.ts'
import { LabelsPage, RenamePage, type WrongLabel } from './page.tsx'
import { labelsOf } from './queries.ts'
import { words, type Text } from './texts.ts'

const right = 'cases:work' as const

async function labelsPage(
  visit: SignedInVisit,
  wrong?: WrongLabel & { status: number },
): Promise<Response> {
  const [type, stage] = await visit.read((tx) =>
    Promise.all([labelsOf(tx, visit.portal.id, 'type'), labelsOf(tx, visit.portal.id, 'stage')]),
  )
  return visit.page(
    <LabelsPage visit={visit} labels={{ type, stage }} wrong={wrong} />,
    wrong?.status,
  )
}

async function renamePage(
  visit: SignedInVisit,
  { kind, name }: { kind?: string; name?: string },
  refusal?: Refusal,
): Promise<Response> {
  const of = labelKind.safeParse(kind).data
  const labels = of ? await visit.read((tx) => labelsOf(tx, visit.portal.id, of)) : []
  const label = labels.find((one) => one.name === name)
  if (!of || !label) return visit.refuse(refusal ? listed(refusal) : refuse('not_found'))
  return visit.page(
    <RenamePage
      visit={visit}
      kind={of}
      label={label}
      typed={refusal && typed(visit.form)['to']}
      errors={refusal && errorsOf(refusal, visit.language)}
    />,
    refusal?.status,
  )
}

/** Back to the lists, saying what was done or why it was not. */
function answered(visit: SignedInVisit, result: Done<unknown> | Refusal, said: Text): Response {
  if (!result.ok && result.fields.length > 0) return visit.refuse(listed(result))
  return visit.redirect(
    routes.caseLabels(),
    result.ok
      ? { tone: 'green', text: words(visit.language)(said) }
      : { tone: 'amber', text: result.say(visit.language) },
  )
}

/** Is all that is wrong with it the name, beside which that can be said? */
const isAboutName = (refusal: Refusal) => refusal.fields.every(({ field }) => field === 'name')

export const labelsController: readonly Served[] = [
  page(routes.caseLabels, 'GET', 'cases', (visit) => labelsPage(visit), { right }),
  page(
    routes.caseLabels,
    'POST',
    'cases',
    async (visit) => {
      const form = typed(visit.form)
      const result = await visit.perform(addCaseLabel, form)
      if (result.ok || !isAboutName(result)) return answered(visit, result, 'add.done')
      const errors = errorsOf(result, visit.language)
      const kind = form['kind'] as LabelKind
      return labelsPage(visit, { kind, name: form['name'] ?? '', errors, status: result.status })
    },
    { right, fields: { kind: 'text', name: 'text' } },
  ),
  page(
    routes.caseLabelName,
    'GET',
    'cases',
    (visit) => renamePage(visit, { kind: visit.query('kind'), name: visit.query('name') }),
    { right },
  ),
  page(
    routes.caseLabelName,
    'POST',
    'cases',
    async (visit) => {
      const form = typed(visit.form)
      const result = await visit.perform(renameCaseLabel, form)
      if (result.ok) return answered(visit, result, 'rename.done')
      return result.fields.some(({ field }) => field !== 'to')
        ? visit.refuse(listed(result))
        : renamePage(visit, form, result)
    },
    { right, fields: { kind: 'text', name: 'text', to: 'text' } },
  ),
  page(
    routes.caseLabelPosition,
    'POST',
    'cases',
    async (visit) => {
      const form = typed(visit.form)
      const position = wholeNumber(form['position'])
      return answered(visit, await visit.perform(moveCaseLabel, { ...form, position }), 'move.done')
    },
    { right, fields: { kind: 'text', name: 'text', position: 'text' } },
  ),
  page(
    routes.caseLabelRemoval,
    'POST',
    'cases',
    async (visit) =>
      answered(visit, await visit.perform(removeCaseLabel, typed(visit.form)), 'remove.done'),
    { right, fields: { kind: 'text', name: 'text' } },
  ),
  page(
    routes.caseLabelStart,
    'POST',
    'cases',
    async (visit) => answered(visit, await visit.perform(beginCaseLabels, {}), 'start.done'),
    { right },
  ),
]
