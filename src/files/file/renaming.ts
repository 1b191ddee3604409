import type { Refusal } from '../../kit/refusal.ts'
import { refuse } from '../refusals.ts'
import { cleanName } from '../uploads/upload.ts'
import { isSameEnding, kindByEnding, partsOf } from './kind.ts'

/**
 * What a file is called once its name was typed without its ending, which it keeps: by that a device knows what opens
 * it. Another one that people know is taken for a wish to change it, which is asked about once.
 * @param mayChange it was asked about
 */
export function renamed(
  before: string,
  typed: string,
  { mayChange }: { mayChange: boolean },
): string | Refusal {
  const { ending } = partsOf(before)
  const name = cleanName(typed)
  const other = partsOf(name).ending
  if (name === '' || ending === '' || isSameEnding(other, ending)) return name
  if (kindByEnding(other) === null) return name + ending
  if (mayChange) return name
  return refuse('ending_changes', { field: 'ending', values: { before: ending, after: other } })
}
