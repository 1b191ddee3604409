import { z } from 'zod'
import { line, lines } from '../../identity/index.ts'
import { because, type Wrong } from '../../kit/validation.ts'
import type { StepKind } from './kind.ts'
import { inLanguages, type Said } from './said.ts'

/** One step of a flow, as a version keeps it. */
export interface Step {
  /** Row id, the same in each version that has it. */
  id: string
  /** One of those that features declare. */
  kind: string
  title: Said
  /** What they read; null where there is nothing. */
  text: Said | null
  /** What they watch or read elsewhere. */
  link: string | null
  /** Row ids of files of the flow: to be read or taken. */
  files: readonly string[]
  /** Id as shown of what the step is about, where its kind chooses among such. */
  target: string | null
}

export const TITLE_LENGTH = 120
export const TEXT_LENGTH = 10_000
export const LINK_LENGTH = 2000
/** Files of one step. */
export const MOST_FILES = 10

export const title = inLanguages('FlowTitle', line(TITLE_LENGTH))
export const text = inLanguages('FlowLines', lines(TEXT_LENGTH))

/** Of a page that opens in a window of its own: nothing of others is shown within ours. */
export const link = z
  .string()
  .trim()
  .max(LINK_LENGTH)
  .refine((typed) => isWebLink(typed), because('web_link'))

function isWebLink(typed: string): boolean {
  const url = URL.parse(typed)
  return url?.protocol === 'https:' && !url.username && !url.password
}

/** What staff write of a step, without its files. */
export type StepWords = Pick<Step, 'title' | 'text' | 'link' | 'target'>

/**
 * What is wrong with a step, by what its kind takes. Pure.
 * @param targets ids as shown among which its kind chooses
 */
export function wrongIn(
  { text, link, files, target }: Omit<Step, 'id' | 'title' | 'kind'>,
  { takes, oneOf }: Pick<StepKind, 'takes' | 'oneOf'>,
  targets: readonly string[],
): Wrong[] {
  const there = {
    text: text !== null,
    link: link !== null,
    files: files.length > 0,
    target: target !== null,
  }
  const fieldOf = { text: 'text.en', link: 'link', files: 'uploads', target: 'target' }
  const wrong = Object.entries(there).flatMap(([part, isThere]): Wrong[] => {
    const field = fieldOf[part as keyof typeof there]
    const isTaken = takes[part as keyof typeof there]
    if (isThere && !isTaken) return [{ field, text: 'unknown_field' }]
    if (!isThere && isTaken === 'needed')
      return [{ field, text: part === 'files' ? 'choose_file' : 'required' }]
    return []
  })
  if (target !== null && takes.target && !targets.includes(target))
    wrong.push({ field: 'target', text: 'no_such' })
  if (oneOf && !oneOf.some((part) => there[part]))
    wrong.push({ field: fieldOf[oneOf[0]!], text: 'required' })
  return wrong
}

/** The steps with one of them at another place. Pure. */
export function movedTo(steps: readonly Step[], step: Step, position: number): Step[] {
  const others = steps.filter(({ id }) => id !== step.id)
  return others.toSpliced(position, 0, step)
}

/** Row ids of files that steps show. */
export const filesIn = (steps: readonly Step[]): string[] => steps.flatMap(({ files }) => files)
