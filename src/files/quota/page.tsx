import {
  FilesSettings,
  QuotaAlert,
  SettingsLayout,
  type PortalDetail,
} from '../../portals/index.ts'
import { inUnits } from '../../kit/size.ts'
import { DataTable, Panel, type Errors } from '../../ui/index.ts'
import { useRequestContext, type SentForm } from '../../web/index.ts'
import { holderOf } from '../holders/holder.ts'
import type { KindUsage } from './queries.ts'
import { t } from './texts.ts'

interface QuotaPageProps {
  portal: PortalDetail
  usages: KindUsage[]
  /** What was sent and refused. */
  sent?: SentForm
  errors?: Errors
}

/** What a portal's staff set of its files, and what takes their room. */
export const QuotaPage = ({ portal, usages, ...form }: QuotaPageProps) => (
  <SettingsLayout tab="files">
    <QuotaAlert portal={portal} whose="own" />
    <FilesSettings portal={portal} {...form} />
    <Panel title={t('title')} text={t('text')}>
      {usages.length > 0 ? <Usages usages={usages} /> : <p class="muted">{t('none')}</p>}
    </Panel>
  </SettingsLayout>
)

function Usages({ usages }: Pick<QuotaPageProps, 'usages'>) {
  const { language, installation } = useRequestContext()
  const number = new Intl.NumberFormat(language)
  return (
    <DataTable
      caption={t('title')}
      rows={usages}
      columns={[
        {
          key: 'kind',
          header: t('kind'),
          cell: ({ kind }) =>
            kind === null ? t('arriving') : (holderOf(installation, kind)?.many[language] ?? kind),
        },
        {
          key: 'files',
          header: t('files'),
          align: 'end',
          cell: ({ files }) => number.format(files),
        },
        {
          key: 'bytes',
          header: t('bytes'),
          align: 'end',
          nowrap: true,
          cell: ({ bytes }) => inUnits(bytes, language),
        },
      ]}
    />
  )
}
