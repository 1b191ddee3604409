import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { currencyOptions } from '../../portals/index.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  FieldGroup,
  Form,
  SelectField,
  TextField,
  uiTexts,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { UNITS } from './plan.ts'
import { asWish } from './plan-input.ts'
import type { PlanRow } from './queries.ts'
import { t } from './texts.ts'

interface PlanFormProps {
  /** Which it changes; without it, it makes one. */
  plan?: PlanRow | undefined
  /** Of new invoices. */
  usualCurrency: string
  typed?: Record<string, string>
  errors?: Errors
}

/** What a new plan has at first. */
const fresh = (currency: string) => ({
  ...{ name: '', amount: '', currency, taxRate: '0', every: 1, unit: 'months' },
  ...{ trialDays: 0, cycles: null, graceDays: 0, retryDays: [1, 3, 5, 7] },
})

export function PlanFormPage({ plan, usualCurrency, typed, errors = {} }: PlanFormProps) {
  const language = useLanguage()
  const now = plan ? asWish(plan.current) : fresh(usualCurrency)
  const of = (name: keyof typeof now) => ({
    name,
    value: typed ? (typed[name] ?? '') : [now[name] ?? ''].flat().join(', '),
    error: errors[name],
  })
  const number = (name: keyof typeof now) =>
    ({ ...of(name), inputmode: 'numeric', width: 'short', maxlength: 4 }) as const
  const at = plan && { plan: show('plan', plan.id) }
  const back = at ? routes.plans.one(at) : routes.plans()
  return (
    <Layout
      title={t(plan ? 'change' : 'new')}
      lead={plan ? t('change.about') : undefined}
      crumbs={[
        { label: t('title'), href: routes.plans() },
        ...(plan ? [{ label: plan.current.name, href: back }] : []),
      ]}
      width="form"
    >
      <Form
        action={at ? routes.plans.one.change(at) : routes.plans()}
        hidden={{ version: plan?.version }}
        errors={errors}
      >
        <TextField
          {...of('name')}
          label={t('name')}
          help={t('name.help')}
          maxlength={200}
          autofocus={!plan}
        />
        <TextField
          {...of('amount')}
          label={t('amount')}
          inputmode="decimal"
          width="short"
          maxlength={20}
        />
        {plan ? null : (
          <SelectField
            {...of('currency')}
            label={t('currency')}
            options={currencyOptions(language)}
            width="medium"
          />
        )}
        <TextField
          {...of('taxRate')}
          label={t('tax')}
          inputmode="decimal"
          width="short"
          maxlength={8}
        />
        <FieldGroup legend={t('rhythm')}>
          <TextField {...number('every')} label={t('every')} />
          <SelectField
            {...of('unit')}
            label={t('unit')}
            options={UNITS.map((value) => ({ value, label: t(`unit.${value}`) }))}
            width="medium"
          />
          <TextField {...number('trialDays')} label={t('trial')} help={t('trial.help')} />
          <TextField {...number('cycles')} label={t('cycles')} help={t('cycles.help')} optional />
        </FieldGroup>
        <FieldGroup legend={t('failing')}>
          <TextField {...number('graceDays')} label={t('grace')} help={t('grace.help')} />
          <TextField
            {...of('retryDays')}
            label={t('retries')}
            help={t('retries.help')}
            width="medium"
            maxlength={60}
          />
        </FieldGroup>
        <Actions>
          <Button look="primary">{t(plan ? 'change.do' : 'new.do')}</Button>
          <ButtonLink look="quiet" href={back}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}
