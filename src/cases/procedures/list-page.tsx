import { Room, type SignedInVisit } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, DataTable, Empty, Time, type Column } from '../../ui/index.ts'
import { StateBadge } from './badges.tsx'
import { actionWords, triggerWords } from './describing.ts'
import { stateOf } from './procedure.ts'
import type { Listed } from './queries.ts'
import { words } from './texts.ts'

export function ProceduresPage({ visit, rows }: { visit: SignedInVisit; rows: Listed[] }) {
  const t = words(visit.language)
  const write = (
    <ButtonLink look="primary" icon="plus" href={routes.newProcedure()}>
      {t('write')}
    </ButtonLink>
  )
  return (
    <Room
      visit={visit}
      title={t('title')}
      subtitle={t('about')}
      action={rows.length > 0 ? write : null}
    >
      {rows.length > 0 ? (
        <DataTable
          language={visit.language}
          caption={t('title')}
          columns={columns(visit)}
          rows={rows}
          rowHref={({ id }) => routes.procedure({ procedure: show('procedure', id) })}
        />
      ) : (
        <Empty icon="jobs" title={t('empty')} text={t('empty.text')} action={write} />
      )}
    </Room>
  )
}

function columns({ language, now, zone }: SignedInVisit): Column<Listed>[] {
  const t = words(language)
  return [
    { key: 'name', header: t('name'), cell: ({ name }) => name },
    {
      key: 'state',
      header: t('state'),
      nowrap: true,
      cell: (row) => <StateBadge state={stateOf(row)} language={language} />,
    },
    { key: 'when', header: t('when'), cell: ({ trigger }) => triggerWords(trigger, language) },
    {
      key: 'then',
      header: t('rule.then'),
      cell: ({ actions }) => (
        <ul class="lines">
          {actions.map((action) => (
            <li>{actionWords(action, language)}</li>
          ))}
        </ul>
      ),
    },
    { key: 'waiting', header: t('waiting'), align: 'end', cell: ({ waiting }) => waiting },
    { key: 'failed', header: t('failed'), align: 'end', cell: ({ failed }) => failed },
    {
      key: 'last',
      header: t('last'),
      nowrap: true,
      cell: ({ lastRunAt: at }) =>
        at ? (
          <Time language={language} at={at} now={now} zone={zone} />
        ) : (
          <span class="muted">{t('never')}</span>
        ),
    },
  ]
}
