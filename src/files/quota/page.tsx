import {
  FilesSettings,
  QuotaAlert,
  SettingsLayout,
  type PortalDetail,
} from '../../portals/index.ts'
import { inUnits } from '../../kit/size.ts'
import { DataTable, Panel, type Column, type Errors } from '../../ui/index.ts'
import { useRequestContext, type SentForm } from '../../web/index.ts'
import { holderOf } from '../holders/holder.ts'
import { t } from './texts.ts'
import type { Usage } from './usage.ts'

interface QuotaPageProps {
  portal: PortalDetail
  usage: Usage
  /** What was sent and refused. */
  sent?: SentForm
  errors?: Errors
}

/** What a portal's staff set of its files, and what takes their room. */
export const QuotaPage = ({ portal, usage, ...form }: QuotaPageProps) => (
  <SettingsLayout tab="files">
    <QuotaAlert portal={portal} isThere />
    <FilesSettings portal={portal} {...form} />
    <Panel title={t('title')} text={t('text')} id="usage">
      {usage.kinds.length > 0 ? <Kinds usage={usage} /> : <p class="muted">{t('none')}</p>}
    </Panel>
    {usage.holders.length > 0 ? <Holders usage={usage} /> : null}
    {usage.files.length > 0 ? <Files usage={usage} /> : null}
  </SettingsLayout>
)

type Sized = { bytes: number }

/** A column of sizes. */
function sizes<Row extends Sized>(): Column<Row> {
  const { language } = useRequestContext()
  return {
    key: 'bytes',
    header: t('bytes'),
    align: 'end',
    nowrap: true,
    cell: ({ bytes }) => inUnits(bytes, language),
  }
}

/** A column of counts. */
function counts<Row>(header: string, count: (row: Row) => number): Column<Row> {
  const { language } = useRequestContext()
  const number = new Intl.NumberFormat(language)
  return { key: 'count', header, align: 'end', cell: (row) => number.format(count(row)) }
}

/** What many of a kind are called. */
function ManyOf({ kind }: { kind: string }) {
  const { installation, language } = useRequestContext()
  return <>{holderOf(installation, kind)?.many[language] ?? kind}</>
}

interface NamedProps {
  name: string | null
  href: string | null
  kind?: string
}

/** What it is called, with the way there; of what is not theirs to see only what kind it is. */
const Named = ({ name, href, kind }: NamedProps) =>
  name === null || href === null ? (
    <span class="muted">{kind ? <ManyOf kind={kind} /> : t('unnamed')}</span>
  ) : (
    <a class="file-name" href={href}>
      {name}
    </a>
  )

type UsageProps = Pick<QuotaPageProps, 'usage'>

const Kinds = ({ usage }: UsageProps) => (
  <DataTable
    caption={t('title')}
    rows={usage.kinds}
    columns={[
      {
        key: 'kind',
        header: t('kind'),
        cell: ({ kind }) => (kind === null ? t('arriving') : <ManyOf kind={kind} />),
      },
      counts<{ files: number }>(t('files'), ({ files }) => files),
      sizes(),
    ]}
  />
)

const Holders = ({ usage }: UsageProps) => (
  <Panel title={t('holders')} id="holders">
    <DataTable
      caption={t('holders')}
      rows={usage.holders}
      columns={[
        { key: 'name', header: t('kind'), cell: (one) => <Named {...one} /> },
        {
          key: 'kind',
          header: t('is'),
          minor: true,
          cell: ({ kind }) => <ManyOf kind={kind} />,
        },
        counts<{ files: number }>(t('files'), ({ files }) => files),
        sizes(),
      ]}
    />
  </Panel>
)

const Files = ({ usage }: UsageProps) => (
  <Panel title={t('largest')} id="largest">
    <DataTable
      caption={t('largest')}
      rows={usage.files}
      columns={[
        { key: 'name', header: t('name'), cell: ({ name, href }) => <Named {...{ name, href }} /> },
        { key: 'of', header: t('kind'), cell: ({ of }) => <Named {...of} /> },
        counts<{ versions: number }>(t('versions'), ({ versions }) => versions),
        sizes(),
      ]}
    />
  </Panel>
)
