import { z } from 'zod'
import { id } from '../../kit/ids.ts'
import { because } from '../../kit/validation.ts'
import type { Said } from '../step/said.ts'
import { title, type Step } from '../step/step.ts'

export const flowName = title

/** Whom a person reaches who is stuck: each gets a mail at each press. */
export const MOST_HELPERS = 10
export const helpers = z
  .array(id('person'))
  .min(1)
  .max(MOST_HELPERS)
  .refine((all) => new Set(all).size === all.length, because('different'))

/** A flow as staff write it. */
export interface Flow {
  id: string
  name: Said
  mandatory: boolean
  /** What the next version will be. */
  draft: readonly Step[]
  /** The version that people start with; null until there is one. */
  published: number | null
  removedAt: Temporal.Instant | null
  version: number
}

/** What was published at one time; never changed. */
export interface FlowVersion {
  flow: string
  number: number
  name: Said
  mandatory: boolean
  steps: readonly Step[]
}

/** How a flow stands: `changed` has a draft that is otherwise than what people start with. */
export const FLOW_STATES = ['draft', 'published', 'changed', 'removed'] as const
export type FlowState = (typeof FLOW_STATES)[number]

export const stateOf = ({
  published,
  removedAt,
  isChanged,
}: Pick<Flow, 'published' | 'removedAt'> & { isChanged: boolean }): FlowState =>
  removedAt ? 'removed' : published === null ? 'draft' : isChanged ? 'changed' : 'published'
