import { asset } from './assets.ts'
import { Icon } from './icons.tsx'
import { t } from './texts.ts'

interface PuzzleProps {
  challenge: string
  /** Of each of its parts the browser tries about 2^bits numbers. */
  bits: number
  parts: number
  /** Said to whoever has no JavaScript: what becomes of the form without an answer. */
  unsolved: string
}

/**
 * A proof of work that the browser does while its visitor fills in the form around it; sent as `challenge`
 * and `answer`. The page needs the script `puzzle.js`.
 */
export function Puzzle({ challenge, bits, parts, unsolved }: PuzzleProps) {
  return (
    <work-puzzle
      class="puzzle"
      data-worker={asset('puzzle-worker.js')}
      data-bits={bits}
      data-parts={parts}
      data-working={t('puzzle.working')}
      data-waiting={t('puzzle.waiting')}
      data-solved={t('puzzle.solved')}
    >
      <input type="hidden" name="challenge" value={challenge} />
      <input type="hidden" name="answer" value="" />
      <div class="puzzle-state" hidden>
        <progress class="bar" max="1" value="0" aria-label={t('puzzle')} />
        <Icon name="check" size={16} />
        <p role="status" />
      </div>
      <noscript>
        <p>{unsolved}</p>
      </noscript>
    </work-puzzle>
  )
}
