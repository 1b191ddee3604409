import type { Child } from 'hono/jsx'
import { onPersonPage } from '../../../identity/index.ts'
import type { SignedInContext } from '../../../web/index.ts'
import { show } from '../../../kit/ids.ts'
import { routes } from '../../../routes.ts'
import { ButtonLink, DataTable, Panel, type Column } from '../../../ui/index.ts'
import { StageBadge } from '../marks.tsx'
import { words } from '../../texts.ts'
import { casesOf } from './queries.ts'

/** Cases shown on a contact's page; of more, the newest. */
const SHOWN = 20

type Row = Awaited<ReturnType<typeof casesOf>>[number]

/** On a contact's page: the cases they have to do with. */
export const casesOfContact = onPersonPage.with(async (ctx, { id, kind }) =>
  kind === 'contact' ? casesPanel(ctx, id) : null,
)

async function casesPanel(ctx: SignedInContext, id: string): Promise<Child> {
  if (!ctx.may('cases') || !ctx.holds('cases:work')) return null
  const { language } = ctx
  const t = words(language)
  const cases = await ctx.read((tx) => casesOf(tx, id, SHOWN))
  const columns: Column<Row>[] = [
    { key: 'title', header: t('title_of'), cell: ({ title }) => title },
    {
      key: 'number',
      header: t('number'),
      nowrap: true,
      cell: ({ number }) => <span class="numeric">{number}</span>,
    },
    { key: 'side', header: t('side'), cell: ({ side }) => t(`side.${side}`) },
    {
      key: 'stage',
      header: t('stage'),
      nowrap: true,
      cell: (row) => <StageBadge of={row} />,
    },
  ]
  return (
    <Panel
      title={t('title')}
      action={
        <ButtonLink icon="plus" href={routes.cases.new({}, { client: show('person', id) })}>
          {t('open')}
        </ButtonLink>
      }
    >
      {cases.length > 0 ? (
        <DataTable
          caption={t('title')}
          columns={columns}
          rows={cases}
          rowHref={(row) => routes.cases.one({ case: show('case', row.id) })}
        />
      ) : (
        <p class="muted">{t('of_person.none')}</p>
      )}
    </Panel>
  )
}
