import type { Child } from 'hono/jsx'
import { show, type IdKind } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, DataTable, Panel } from '../../ui/index.ts'
import type { SignedInContext } from '../../web/index.ts'
import { onHolderPage } from '../file/index.ts'
import { columnsOf } from './list-page.tsx'
import { outstandingAbout, requestsAbout } from './queries.ts'
import { t } from './texts.ts'
import { requestsInClear, type ShownRequest } from './view.ts'

/** On a page of what they are about: those that wait, and the newest of those that are over. */
const OUTSTANDING = 100
const OVER = 10

/** What is asked for about one thing, the most urgent first. For staff. */
export const requestsPanel = onHolderPage.with(async (ctx, { kind, id }) => (
  <RequestsPanel about={show(kind, id)} requests={await requestsOn(ctx, { kind, id })} />
))

async function requestsOn(
  ctx: SignedInContext,
  { kind, id }: { kind: IdKind; id: string },
): Promise<ShownRequest[]> {
  const rows = await ctx.read((tx) =>
    Promise.all([
      outstandingAbout(tx, { kind, holder: id, limit: OUTSTANDING }),
      requestsAbout(tx, { kind, holder: id, states: ['accepted', 'withdrawn'], limit: OVER }),
    ]),
  )
  return requestsInClear(ctx, rows.flat())
}

interface PanelProps {
  /** Id as shown of what they are about. */
  about: string
  requests: readonly ShownRequest[]
}

export function RequestsPanel({ about, requests }: PanelProps): Child {
  return (
    <Panel
      title={t('title')}
      id="requests"
      action={<ButtonLink href={routes.requests.new({}, { about })}>{t('ask')}</ButtonLink>}
    >
      {requests.length === 0 ? (
        <p class="muted">{t('none')}</p>
      ) : (
        <DataTable
          caption={t('title')}
          rows={[...requests]}
          rowHref={({ id }) => routes.requests.one({ request: show('request', id) })}
          columns={columnsOf()}
        />
      )}
    </Panel>
  )
}
