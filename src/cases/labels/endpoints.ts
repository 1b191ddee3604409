import { z } from 'zod'
import { reads, writes, type Served, type SignedInVisit } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import {
  addCaseLabel,
  beginCaseLabels,
  moveCaseLabel,
  removeCaseLabel,
  renameCaseLabel,
} from './labels.ts'
import { labelsOf } from './queries.ts'

const labels = z
  .array(z.object({ name: z.string(), cases: z.int().describe('How many have it') }))
  .describe('In their order')
const answer = z.object({ types: labels, stages: labels })
const gated = { feature: 'cases', right: 'cases:work', answer } as const

const show = ({ read, portal }: SignedInVisit) =>
  read(async (tx) => ({
    types: await labelsOf(tx, portal.id, 'type'),
    stages: await labelsOf(tx, portal.id, 'stage'),
  }))

export const labelEndpoints: readonly Served[] = [
  reads(routes.api.caseLabels, {
    ...gated,
    name: 'case_label.list',
    summary: 'Lists the portal’s types and stages of cases',
    show,
  }),
  writes(routes.api.caseLabels, 'POST', {
    ...gated,
    operation: addCaseLabel,
    status: 201,
    show,
  }),
  writes(routes.api.caseLabelName, 'POST', { ...gated, operation: renameCaseLabel, show }),
  writes(routes.api.caseLabelPosition, 'POST', { ...gated, operation: moveCaseLabel, show }),
  writes(routes.api.caseLabelRemoval, 'POST', { ...gated, operation: removeCaseLabel, show }),
  writes(routes.api.caseLabelStart, 'POST', { ...gated, operation: beginCaseLabels, show }),
]
