import type { Language } from '../../kit/texts.ts'
import { DataTable } from '../../ui/index.ts'
import type { Problem } from './line.ts'
import { words } from './texts.ts'

interface Row {
  line: number
  problem: Problem
}

/** Lines of a file with what is wrong in each: where to look, which column, what would be right. */
export function ProblemList({
  language,
  lines,
}: {
  language: Language
  lines: readonly { line: number; problems: readonly Problem[] }[]
}) {
  const t = words(language)
  return (
    <DataTable<Row>
      language={language}
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
