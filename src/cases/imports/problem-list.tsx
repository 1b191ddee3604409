import { useLanguage } from '../../kit/reader.ts'
import { DataTable } from '../../ui/index.ts'
import type { Problem } from './line.ts'
import { t } from './texts.ts'

interface Row {
  line: number
  problem: Problem
}

/** Lines of a file with what is wrong in each: where to look, which column, what would be right. */
export function ProblemList({
  lines,
}: {
  lines: readonly { line: number; problems: readonly Problem[] }[]
}) {
  const language = useLanguage()
  return (
    <DataTable<Row>
      caption={t('problems')}
      rows={lines.flatMap(({ line, problems }) => problems.map((problem) => ({ line, problem })))}
      columns={[
        {
          key: 'where',
          header: t('where'),
          cell: ({ line, problem: { column } }) =>
            column === null ? t('where.line', { line }) : t('where.column', { line, column }),
        },
        { key: 'reason', header: t('reason'), cell: ({ problem }) => problem[language] },
      ]}
    />
  )
}
