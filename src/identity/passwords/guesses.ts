import { estimator } from './estimator.ts'
import { isShort } from './password.ts'
import { Turns } from '../../kit/turns.ts'

export interface Guesses {
  /** 0 to 4, by how many guesses it would take. */
  score: number
  /** So many that nobody gets there; alone, not even with the stored hash. */
  enough: boolean
}

/** Of the estimate's own steps: more than ten thousand million guesses. */
const ENOUGH = 4
/** More than a million, of which the lock allows a handful: for what is too short to be used alone. */
const ENOUGH_BESIDE = 2

/** One at a time, in turns: whoever chooses a password does not wait for all that are only measured. */
const turns = new Turns(1)

/**
 * Estimates how many guesses a password takes, with what is known of the person tried first.
 * @param of which is asked: anybody may have any number measured
 */
export async function guessesOf(
  password: string,
  about: readonly (string | null)[],
  of: 'choice' | 'measure' = 'choice',
): Promise<Guesses> {
  const existing = about.flatMap((text) => (text ? [text, ...text.split(/[\s@.]+/)] : []))
  const score = await turns.take(of, () => estimator.score(password.normalize('NFKC'), existing))
  return { score, enough: score >= (isShort(password) ? ENOUGH_BESIDE : ENOUGH) }
}
