import { setImmediate as othersFirst } from 'node:timers/promises'
import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
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

/** Longer ones are judged by their beginning: the estimate takes the square of the length, here 40 ms at worst. */
const JUDGED = 64

/** One at a time, in turns: whoever chooses a password does not wait for all that are only measured. */
const turns = new Turns(1)

let factory: Promise<ZxcvbnFactory> | undefined

/** Loaded by the first who chooses a password: 25 MB of memory for dictionaries, which sign-in never needs. */
function estimator(): Promise<ZxcvbnFactory> {
  factory ??= Promise.all([import('@zxcvbn-ts/core'), import('@zxcvbn-ts/language-common')]).then(
    ([core, { dictionary, adjacencyGraphs }]) =>
      new core.ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs, maxLength: JUDGED }),
  )
  return factory
}

/**
 * Estimates how many guesses a password takes, with what is known of the person tried first. Nothing else
 * runs meanwhile, so everybody who waits is let go on between two of them.
 * @param of which is asked: anybody may have any number measured
 */
export async function guessesOf(
  password: string,
  about: readonly (string | null)[],
  of: 'choice' | 'measure' = 'choice',
): Promise<Guesses> {
  const known = about.flatMap((text) => (text ? [text, ...text.split(/[\s@.]+/)] : []))
  const judged = password.normalize('NFKC').slice(0, JUDGED)
  const { score } = await turns.take(of, async () => {
    const estimate = await estimator()
    await othersFirst()
    return estimate.check(judged, known)
  })
  return { score, enough: score >= (isShort(password) ? ENOUGH_BESIDE : ENOUGH) }
}
