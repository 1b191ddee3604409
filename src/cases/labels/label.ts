import { CAPS } from '../../kit/caps.ts'
import { z } from 'zod'
import { line } from '../../identity/index.ts'

/** What a portal names for itself: the types its cases are of, and the stages they go through, in order. */
export const LABEL_KINDS = ['type', 'stage'] as const
export type LabelKind = (typeof LABEL_KINDS)[number]

export const labelKind = z.enum(LABEL_KINDS)

/** A type or a stage by its name, which is all there is to it. */
export const label = line(60).overwrite((text) => text.replaceAll(/\s+/g, ' '))

/** Of each kind: more would fit no picker. */
export const MOST_LABELS = CAPS.labels

/** The list with one of it elsewhere; past either end is at that end. @param position counted from 1 */
export function moved(names: readonly string[], name: string, position: number): string[] {
  const others = names.filter((one) => one !== name)
  return [...others.slice(0, position - 1), name, ...others.slice(position - 1)]
}

/** The stage that follows; the first for a case that is in none, null after the last. */
export const stageAfter = (stages: readonly string[], stage: string | null): string | null =>
  stages[stage === null ? 0 : stages.indexOf(stage) + 1] ?? null
