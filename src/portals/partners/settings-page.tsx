import { useLanguage } from '../../kit/reader.ts'
import { useRequestContext } from '../../web/index.ts'
import { amountOf } from '../../kit/money.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  DataTable,
  Form,
  Panel,
  SelectField,
  TextField,
  type Errors,
} from '../../ui/index.ts'
import { capital } from '../console/status.tsx'
import { words as shared } from '../console/texts.ts'
import { BillingFields, IdentityFields, PlaceFields } from './fields.tsx'
import { openMonth, priceIn, type Price } from './partner.ts'
import { currencyOptions } from '../console/choices.ts'
import { PartnerLayout, type PartnerInPath } from '../partner-layout.tsx'
import { t } from './texts.ts'
import { issueDay, money, monthName } from './words.tsx'

interface SettingsProps {
  partner: PartnerInPath
  /** Every price it has had, newest first. */
  prices: Price[]
  /** What was sent and refused, of one of the forms. */
  wrong?: { form: 'partner' | 'price'; typed: Record<string, string>; errors: Errors }
}

export const PartnerSettings = (props: SettingsProps) => (
  <PartnerLayout partner={props.partner} tab="settings">
    <AboutPartner {...props} />
    <PriceOfPartner {...props} />
  </PartnerLayout>
)

function AboutPartner({ partner, wrong }: SettingsProps) {
  const ctx = useRequestContext()
  const sent = wrong?.form === 'partner' ? wrong : undefined
  const errors = sent?.errors ?? {}
  const operates = ctx.holds('installation:operate')
  const values = {
    version: String(partner.version),
    name: partner.name,
    reference: partner.reference ?? '',
    billingName: partner.billingName ?? '',
    billingEmail: partner.billingEmail ?? '',
    timeZone: partner.timeZone,
    language: partner.language,
    ...sent?.typed,
  }
  const action = routes.console.partners.one.settings({ partner: partner.id })
  const fields = { values, errors }
  return (
    <Form action={action} hidden={{ version: values.version }} errors={errors}>
      {operates ? <IdentityFields {...fields} /> : null}
      <BillingFields {...fields} />
      <PlaceFields {...fields} zone={operates} />
      <Actions>
        <Button>{shared.t('save')}</Button>
        {errors[''] ? <ButtonLink href={action}>{shared.t('load.again')}</ButtonLink> : null}
      </Actions>
    </Form>
  )
}

function PriceOfPartner({ partner, prices, wrong }: SettingsProps) {
  const ctx = useRequestContext()
  const { language, now } = ctx
  const month = openMonth(partner, now)
  const operates = ctx.holds('installation:operate')
  return (
    <Panel
      id="price"
      title={t('price')}
      framed
      text={
        operates
          ? t('price.effect', {
              month: monthName(language, month),
              day: issueDay(language, month),
            })
          : t('settings.operators')
      }
    >
      {operates ? (
        <NewPrice
          partner={partner}
          now={priceIn(prices, month)}
          wrong={wrong?.form === 'price' ? wrong : undefined}
        />
      ) : null}
      {prices.length > 0 ? (
        <DataTable
          caption={t('price.caption')}
          rows={prices}
          columns={[
            {
              key: 'from',
              header: t('price.from'),
              cell: ({ from }) => capital(monthName(language, from)),
            },
            {
              key: 'price',
              header: t('list.price'),
              align: 'end',
              cell: (price) => money(language, price),
            },
          ]}
        />
      ) : operates ? null : (
        <p class="muted">{t('price.none')}</p>
      )}
    </Panel>
  )
}

interface NewPriceProps {
  partner: PartnerInPath
  /** The one that holds. */
  now: Price | undefined
  wrong: SettingsProps['wrong']
}

function NewPrice({ partner, now, wrong }: NewPriceProps) {
  const language = useLanguage()
  const { typed = {}, errors = {} } = wrong ?? {}
  return (
    <Form action={routes.console.partners.one.price({ partner: partner.id })} errors={errors}>
      <TextField
        name="amount"
        label={t('price.amount')}
        value={typed['amount'] ?? (now && amountOf(now))}
        error={errors['amount']}
        inputmode="decimal"
        width="short"
        maxlength={12}
        autocomplete="off"
      />
      <SelectField
        name="currency"
        label={t('price.currency')}
        value={typed['currency'] ?? now?.currency ?? 'EUR'}
        error={errors['currency']}
        options={currencyOptions(language)}
        width="medium"
      />
      <Actions>
        <Button>{t('price.do')}</Button>
      </Actions>
    </Form>
  )
}
