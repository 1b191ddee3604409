import { onPersonPage } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { moneyText } from '../../payments/index.ts'
import { routes } from '../../routes.ts'
import { Badge, ButtonLink, DataTable, dateOf, Panel, Time } from '../../ui/index.ts'
import { useRequestContext } from '../../web/index.ts'
import { holdOf, isHeld, isRequired, type BankAccess } from './entitlement.ts'
import { t } from './texts.ts'
import { entitlementsInClear, standingOf, type InClear } from './view.ts'

const TONES = {
  paid: 'green',
  waived: 'green',
  kept: 'green',
  processing: 'blue',
  open: 'amber',
  closed: 'red',
  past_due: 'red',
  paused: 'grey',
  inactive: 'red',
  ended: 'grey',
} as const

/** On a contact’s page: what their access hangs on, and whether they are in. */
export const accessOfContact = onPersonPage.with(async (ctx, { id, kind }) => {
  if (kind !== 'contact' || !ctx.may('invoices') || !ctx.holds('payments:manage')) return null
  const { entitlements, how } = await entitlementsInClear(ctx, id)
  return entitlements.length === 0 ? null : <AccessPanel {...{ person: id, entitlements, how }} />
})

interface PanelProps {
  person: string
  entitlements: readonly InClear[]
  how: BankAccess
}

function AccessPanel({ person, entitlements, how }: PanelProps) {
  const language = useLanguage()
  const { now, zone } = useRequestContext()
  const hold = holdOf(entitlements, how)
  const isOut = isHeld(hold, now)
  const day = hold?.since ? dateOf(language, hold.since, zone) : ''
  return (
    <Panel
      id="paid-access"
      title={t('title')}
      text={t(isOut ? (hold!.invoice === null ? 'lost' : 'out') : hold ? 'in_until' : 'in', {
        day,
      })}
      action={
        entitlements.some((one) => isRequired(one)) ? (
          <ButtonLink
            href={routes.contacts.one.requiredPayment({ person: show('person', person) })}
          >
            {t('cancel')}
          </ButtonLink>
        ) : null
      }
    >
      <DataTable
        caption={t('title')}
        rows={[...entitlements]}
        rowHref={({ invoiceId }) => routes.invoices.one({ invoice: show('invoice', invoiceId) })}
        columns={[
          {
            key: 'form',
            header: t('form'),
            cell: ({ formName, reason }) => (
              <>
                {formName}
                {reason ? <span class="muted"> · {t('why', { reason })}</span> : null}
              </>
            ),
          },
          { key: 'invoice', header: t('invoice'), nowrap: true, cell: (one) => one.invoiceNumber },
          {
            key: 'amount',
            header: t('amount'),
            nowrap: true,
            cell: ({ total, currency }) => moneyText(total, currency, language),
          },
          {
            key: 'state',
            header: t('state'),
            nowrap: true,
            cell: (one) => (
              <Badge tone={TONES[standingOf(one)]}>{t(`state.${standingOf(one)}`)}</Badge>
            ),
          },
          {
            key: 'since',
            header: t('since'),
            nowrap: true,
            cell: (one) => (
              <Time at={one.waivedAt ?? one.closedAt ?? one.keptAt ?? one.createdAt} />
            ),
          },
        ]}
      />
    </Panel>
  )
}
