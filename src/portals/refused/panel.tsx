import { useRequestContext, type RequestContext } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Button, DataTable, Panel, Time } from '../../ui/index.ts'
import { dateOf } from '../../ui/time.tsx'
import type { RefusedPortal } from './queries.ts'
import { t } from './texts.ts'

interface PanelProps {
  refused: RefusedPortal[]
}

/** Portals that cannot be opened, why, and what can be done; nothing where there are none. */
export function RefusedPanel({ refused }: PanelProps) {
  const ctx = useRequestContext()
  if (refused.length === 0) return null
  return (
    <Panel title={t('title')} text={t('text')}>
      <DataTable
        caption={t('title')}
        rows={refused}
        columns={[
          {
            key: 'portal',
            header: t('portal'),
            cell: ({ id, name, slug }) => (
              <a href={routes.console.portals.one({ portal: show('portal', id) })}>
                {name || slug}
              </a>
            ),
          },
          { key: 'why', header: t('why'), cell: (portal) => whyOf(ctx, portal) },
          {
            key: 'found',
            header: t('found'),
            nowrap: true,
            minor: true,
            cell: ({ foundAt }) => <Time at={foundAt} show="exact" />,
          },
          {
            key: 'again',
            header: t('again.header'),
            align: 'end',
            cell: ({ id, name, slug, why }) =>
              why === 'deleted' ? (
                <form
                  method="post"
                  action={routes.console.portals.one.deletion({ portal: show('portal', id) })}
                >
                  <Button look="plain" small label={t('again.long', { portal: name || slug })}>
                    {t('again')}
                  </Button>
                </form>
              ) : null,
          },
        ]}
      />
    </Panel>
  )
}

function whyOf({ language, zone }: RequestContext, { restored, deletedAt }: RefusedPortal): string {
  if (!restored || !deletedAt) return t('why.key_missing')
  return t(`why.${restored}`, { date: dateOf(language, deletedAt, zone) })
}
