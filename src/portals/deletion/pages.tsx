import { Layout, useRequestContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { Badge, ButtonLink, DataTable, dateOf, exactTime, Details, Panel } from '../../ui/index.ts'
import type { PortalInPath } from '../console/portal-page.tsx'
import { nameOf, number, TONES } from '../console/status.tsx'
import { words as shared, type Text as SharedText } from '../console/texts.ts'
import type { PortalStatus } from '../status/portal-status.ts'
import { isGenuine, type Certificate } from './certificate.ts'
import { t, words, type Text } from './texts.ts'

interface CertificateProps {
  portal: PortalInPath
  certificate: Certificate
}

/** To be read, printed and kept: everything the certificate states, with times in UTC. */
export function CertificatePage({ portal, certificate }: CertificateProps) {
  const { language } = useRequestContext()
  const exact = (at: string) => exactTime(language, Temporal.Instant.from(at), 'UTC')
  const { hosts, partner, sha256, finishedAt } = certificate
  const kept = dateOf(language, Temporal.Instant.from(certificate.hostsKeptUntil), 'UTC')
  return (
    <Layout
      title={t('title')}
      width="form"
      crumbs={[
        { label: shared.t('portals'), href: routes.console.portals() },
        { label: nameOf(portal), href: routes.console.portals.one({ portal: portal.id }) },
      ]}
      action={
        <ButtonLink
          icon="download"
          href={routes.api.portals.one.certificate({ portal: portal.id })}
          download
        >
          {t('download')}
        </ButtonLink>
      }
    >
      <p>
        {t('lead', {
          finished: dateOf(language, Temporal.Instant.from(finishedAt), 'UTC'),
          installation: certificate.installation,
          portal: hosts.join(', '),
        })}
      </p>
      <Details
        layout="row"
        items={[
          { label: t('portal'), value: <code>{certificate.portal}</code> },
          ...(partner ? [{ label: t('partner'), value: <code>{partner}</code> }] : []),
          { label: t('hosts'), value: hosts.join(', '), note: t('hosts.kept', { date: kept }) },
          { label: t('created'), value: exact(certificate.createdAt) },
          { label: t('word'), value: certificate.onWhoseWord },
          { label: t('started'), value: exact(certificate.startedAt) },
          { label: t('finished'), value: exact(finishedAt) },
          { label: t('key'), value: exact(certificate.keyDestroyedAt), note: t('key.note') },
        ]}
      />
      <Deleted certificate={certificate} />
      <Statuses certificate={certificate} />
      <Panel title={t('proof')}>
        <Details
          items={[
            {
              label: t('proof.audit'),
              value: t('proof.audit.value', {
                seq: number(language, certificate.auditTrail.lastSeq),
                lines: number(language, certificate.auditTrail.lines),
              }),
              note: <code>{certificate.auditTrail.lastHash}</code>,
            },
            {
              label: t('proof.sha256'),
              value: <code>{sha256}</code>,
              note: (
                <Badge tone={isGenuine(certificate) ? 'green' : 'red'}>
                  {t(isGenuine(certificate) ? 'proof.genuine' : 'proof.altered')}
                </Badge>
              ),
            },
          ]}
        />
      </Panel>
    </Layout>
  )
}

type PartProps = Omit<CertificateProps, 'portal'>

function Deleted({ certificate: { deleted } }: PartProps) {
  const { language } = useRequestContext()
  const rows = Object.entries(deleted)
    .map(([table, count]) => ({ table, count }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
  return (
    <Panel title={t('deleted')}>
      {rows.length === 0 ? (
        <p class="muted">{t('deleted.nothing')}</p>
      ) : (
        <DataTable
          caption={t('deleted')}
          rows={rows}
          columns={[
            {
              key: 'what',
              header: t('deleted.what'),
              cell: ({ table }) =>
                `table.${table}` in words.words[language] ? t(`table.${table}` as Text) : table,
            },
            {
              key: 'count',
              header: t('deleted.count'),
              align: 'end',
              cell: ({ count }) => number(language, count),
            },
          ]}
        />
      )}
    </Panel>
  )
}

function Statuses({ certificate: { statuses } }: PartProps) {
  const { language } = useRequestContext()
  return (
    <Panel title={t('statuses')}>
      <DataTable
        caption={t('statuses')}
        rows={statuses}
        columns={[
          {
            key: 'status',
            header: t('statuses.status'),
            cell: ({ to }) => (
              <Badge tone={TONES[to as PortalStatus]}>
                {shared.t(`badge.${to as PortalStatus}`)}
              </Badge>
            ),
          },
          {
            key: 'at',
            header: t('statuses.at'),
            nowrap: true,
            cell: ({ at }) => exactTime(language, Temporal.Instant.from(at), 'UTC'),
          },
          {
            key: 'cause',
            header: t('statuses.cause'),
            cell: ({ cause }) => cause && shared.t(`cause.${cause}` as SharedText),
          },
        ]}
      />
    </Panel>
  )
}
