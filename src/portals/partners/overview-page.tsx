import { keyColumns, peopleColumns, type KeyRow, type ShownPerson } from '../../identity/index.ts'
import { useRequestContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import {
  Alert,
  ButtonLink,
  DataTable,
  Details,
  Panel,
  Stats,
  Time,
  type Column,
  type Detail,
} from '../../ui/index.ts'
import type { BilledMonth } from '../months/billed.ts'
import { BilledPictures } from '../months/pictures.tsx'
import { languageName } from '../console/choices.ts'
import { number } from '../console/status.tsx'
import { words as shared } from '../console/texts.ts'
import type { PortalStatus } from '../status/portal-status.ts'
import type { Price } from './partner.ts'
import { PartnerLayout, type PartnerInPath } from '../partner-layout.tsx'
import { t } from './texts.ts'
import { monthName, PriceText } from './words.tsx'

/** Keys and people named on the overview; their own tabs have them all. */
export const NAMED = 5

interface OverviewProps {
  partner: PartnerInPath
  /** Its portals by status. */
  standing: Record<PortalStatus, number>
  proUsers: number
  price: Price | undefined
  /** Null for those who may not see bills. */
  billed: BilledMonth[] | null
  /** One more than is named, where there are more. */
  keys: KeyRow[]
  people: ShownPerson[]
}

/** As a portal goes through them; cancelled ones are gone. */
const IN_ORDER = ['trial_active', 'trial_expired', 'certified_secure', 'suspended'] as const

export function PartnerOverview(props: OverviewProps) {
  const ctx = useRequestContext()
  const { partner, standing, proUsers, price, billed } = props
  const { language } = ctx
  const operates = ctx.holds('installation:operate')
  const settings = routes.console.partners.one.settings({ partner: partner.id })
  /** For a partner's own people the list has no others in it. */
  const portals = (status?: PortalStatus) =>
    routes.console.portals({}, { partner: operates ? partner.id : undefined, status })
  return (
    <PartnerLayout
      partner={partner}
      tab="overview"
      action={
        <ButtonLink icon="grid" href={portals()}>
          {t('overview.portals')}
        </ButtonLink>
      }
      details={<Details items={details(props)} />}
    >
      {price || !operates ? null : (
        <Alert
          tone="amber"
          title={t('overview.no_price')}
          action={<ButtonLink href={`${settings}#price`}>{t('overview.no_price.do')}</ButtonLink>}
        >
          {t('overview.no_price.text')}
        </Alert>
      )}
      <Stats
        items={[
          {
            label: t('portals'),
            value: number(
              language,
              IN_ORDER.reduce((sum, status) => sum + standing[status], 0),
            ),
            href: portals(),
          },
          ...IN_ORDER.map((status) => ({
            label: shared.t(`badge.${status}`),
            value: number(language, standing[status]),
            href: portals(status),
          })),
          { label: t('pro_users'), value: number(language, proUsers) },
        ]}
      />
      {billed ? <BilledPictures months={billed} own={!operates} /> : null}
      <First
        of="keys"
        rows={props.keys}
        columns={keyColumns(ctx)}
        all={routes.console.partners.one.keys({ partner: partner.id })}
        add={routes.console.partners.one.keys({ partner: partner.id })}
      />
      <First
        of="people"
        rows={props.people}
        columns={peopleColumns()}
        all={routes.console.partners.one.people({ partner: partner.id })}
        add={routes.console.partners.one.people.new({ partner: partner.id })}
      />
    </PartnerLayout>
  )
}

interface FirstProps<R> {
  of: 'keys' | 'people'
  rows: R[]
  columns: Column<R>[]
  /** Where all of them are, and where the first is added. */
  all: string
  add: string
}

/** The first few of a list, and the way to all of them where they are not all here. */
function First<R>({ of, rows, columns, all, add }: FirstProps<R>) {
  return (
    <Panel
      title={t(`tab.${of}`)}
      action={rows.length > NAMED ? <a href={all}>{t(`overview.${of}.all`)}</a> : null}
    >
      {rows.length === 0 ? (
        <p class="muted">
          {t(`overview.${of}.none`)} <a href={add}>{t(`overview.${of}.add`)}</a>
        </p>
      ) : (
        <DataTable caption={t(`tab.${of}`)} rows={rows.slice(0, NAMED)} columns={columns} />
      )}
    </Panel>
  )
}

function details({ partner, price }: OverviewProps): Detail[] {
  const { language } = useRequestContext()
  const nothing = <span class="muted">{t('none')}</span>
  const { billingName, billingEmail } = partner
  return [
    {
      label: t('price'),
      value: <PriceText price={price} />,
      note: price && t('price.since', { month: monthName(language, price.from) }),
    },
    {
      label: t('contact'),
      value: billingName ?? billingEmail ?? nothing,
      note: billingName ? billingEmail : undefined,
    },
    { label: t('reference'), value: partner.reference ?? nothing },
    { label: t('time_zone'), value: partner.timeZone.replaceAll('_', ' ') },
    { label: t('language'), value: languageName(language, partner.language) },
    {
      label: t('added'),
      value: <Time at={partner.createdAt} show="date" />,
    },
    { label: t('id'), value: <code>{partner.id}</code> },
  ]
}
