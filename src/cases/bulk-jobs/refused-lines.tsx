import { ProblemList } from '../imports/problem-list.tsx'
import { t } from '../bulk-job-texts.ts'
import type { RefusedLine } from './view.ts'
import { Panel } from '../../ui/index.ts'

interface Props {
  /** The first of them. */
  refused: readonly RefusedLine[]
  /** How many there are in all. */
  count: number
}

/** What is to be mended in a file, and sent again: what was taken is known again by then. */
export function RefusedLines({ refused, count }: Props) {
  if (refused.length === 0) return null
  return (
    <Panel
      title={t('refused.title', { count })}
      text={
        count > refused.length ? t('refused.more', { shown: refused.length }) : t('refused.text')
      }
    >
      <ProblemList lines={refused} />
    </Panel>
  )
}
