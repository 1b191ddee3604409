import { z } from 'zod'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { asTyped, resource, saidThere, typed, type SignedInContext } from '../../web/index.ts'
import { listed } from '../refusals.ts'
import { labelKind } from './label.ts'
import {
  addCaseLabel,
  beginCaseLabels,
  moveCaseLabel,
  removeCaseLabel,
  renameCaseLabel,
} from './labels.ts'
import { LabelsPage, RenamePage } from './page.tsx'
import { labelsOf } from './queries.ts'
import { words } from './texts.ts'

const labels = z
  .array(shape('CaseLabel', { name: z.string(), cases: z.int().describe('How many have it') }))
  .describe('In their order')

const labelsOfPortal = ({ read }: SignedInContext) =>
  read(async (tx) => ({
    types: await labelsOf(tx, 'type'),
    stages: await labelsOf(tx, 'stage'),
  }))

async function labelsPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  // Its two forms have a field for the name; whatever else is wrong, no form of ours sends.
  if (refusal && refusal.fields.some(({ field }) => field !== 'name'))
    return ctx.refuse(listed(refusal))
  const { types, stages } = await labelsOfPortal(ctx)
  const shown = { labels: { type: types, stage: stages }, ...asTyped(ctx, refusal) }
  return ctx.page(<LabelsPage {...shown} />, refusal?.status)
}

async function renamePage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const { kind, name } = refusal ? typed(ctx.form) : query(ctx)
  const of = labelKind.safeParse(kind).data
  const names = of ? await ctx.read((tx) => labelsOf(tx, of)) : []
  const label = names.find((one) => one.name === name)
  if (!of || !label || refusal?.fields.some(({ field }) => field !== 'to'))
    return ctx.refuse(refusal ? listed(refusal) : refuse('not_found'))
  const shown = { kind: of, label, ...asTyped(ctx, refusal) }
  return ctx.page(<RenamePage {...shown} />, refusal?.status)
}

const query = ({ query }: SignedInContext) => ({ kind: query('kind'), name: query('name') })

/** Every change leads back to the lists. */
const to = () => routes.settings.cases()

export const labelsResource = resource({
  feature: 'cases',
  right: 'cases:work',
  words,
  answer: shape('CaseLabels', { types: labels, stages: labels }),
  show: labelsOfPortal,
})
  .page(routes.settings.cases, (ctx) => labelsPage(ctx))
  .read(routes.api.caseLabels, {
    name: 'case_label.list',
    summary: 'Lists the portal’s types and stages of cases',
    show: labelsOfPortal,
  })
  .change(addCaseLabel, {
    page: routes.settings.cases,
    api: routes.api.caseLabels,
    status: 201,
    again: labelsPage,
    said: 'add.done',
    to,
  })
  .page(routes.settings.cases.renaming, (ctx) => renamePage(ctx))
  .change(renameCaseLabel, {
    page: routes.settings.cases.renaming,
    api: routes.api.caseLabels.renaming,
    again: renamePage,
    said: 'rename.done',
    to,
  })
  .change(moveCaseLabel, {
    page: routes.settings.cases.position,
    api: routes.api.caseLabels.position,
    again: saidThere(to),
    said: 'move.done',
    to,
  })
  .change(removeCaseLabel, {
    page: routes.settings.cases.removal,
    api: routes.api.caseLabels.removal,
    again: saidThere(to),
    said: 'remove.done',
    to,
  })
  .change(beginCaseLabels, {
    page: routes.settings.cases.start,
    api: routes.api.caseLabels.start,
    again: saidThere(to),
    said: 'start.done',
    to,
  })
