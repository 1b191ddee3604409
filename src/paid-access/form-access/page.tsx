import type { FormRow } from '../../forms/index.ts'
import { saidIn, type startableFlows } from '../../flows/index.ts'
import { show } from '../../kit/ids.ts'
import type { Known } from '../../kit/placeholders/placeholder.ts'
import { useLanguage } from '../../kit/reader.ts'
import { amountIn, milliText, planText, type PlanRow } from '../../payments/index.ts'
import { currencyOptions } from '../../portals/index.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Button,
  ButtonLink,
  CheckboxField,
  FieldGroup,
  Form,
  Panel,
  PlaceholderPicker,
  SelectField,
  TextField,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import type { FormAccess } from './form-access.ts'
import { costText } from './said.ts'
import { t } from './texts.ts'

type Flows = Awaited<ReturnType<typeof startableFlows>>

interface PageProps {
  form: FormRow
  access: FormAccess
  flows: Flows
  plans: readonly PlanRow[]
  /** Whether somebody could pay. */
  isConnected: boolean
  /** Of new invoices. */
  usualCurrency: string
  offered: Known
  typed?: Record<string, string>
  errors?: Errors
}

/** What completing a form costs, and which flow begins. */
export function AccessPage(props: PageProps) {
  const {
    form,
    access,
    flows,
    plans,
    isConnected,
    usualCurrency,
    offered,
    typed,
    errors = {},
  } = props
  const language = useLanguage()
  const { price } = access
  const at = { form: show('form', form.id) }
  const of = (name: string, now = '') => ({
    name,
    value: typed ? (typed[name] ?? '') : now,
    error: errors[name],
  })
  const ticked = (name: string, now: boolean) => (typed ? typed[name] === 'on' : now)
  const currency = of('currency', price?.currency ?? usualCurrency)
  return (
    <Layout
      title={t('title')}
      subtitle={t('lead')}
      width="form"
      crumbs={[{ label: form.name, href: routes.forms.one.settings(at) }]}
    >
      {isConnected ? null : (
        <Alert tone="amber" title={t('no_gateway')}>
          <p>{t('no_gateway.text')}</p>
          <ButtonLink href={routes.settings.gateways()}>{t('no_gateway.do')}</ButtonLink>
        </Alert>
      )}
      <Form
        action={routes.forms.one.access(at)}
        hidden={{ version: access.version }}
        errors={errors}
      >
        {form.role === 'client' ? (
          <>
            <FieldGroup legend={t('price')}>
              <TextField
                {...of('amount', price ? amountIn(price.amount, price.currency) : '')}
                label={t('amount')}
                help={t('amount.help')}
                inputmode="decimal"
                width="short"
                maxlength={20}
                optional
              />
              <SelectField
                {...currency}
                label={t('currency')}
                options={currencyOptions(language)}
                width="medium"
              />
              <TextField
                {...of('item', price?.item)}
                label={t('item')}
                help={t('item.help', { example: '{{contact.name}}' })}
                maxlength={500}
                optional
              />
              <TextField
                {...of('taxRate', price ? milliText(price.taxRate) : '0')}
                label={t('tax')}
                inputmode="decimal"
                width="short"
                maxlength={8}
              />
            </FieldGroup>
            <FieldGroup legend={t('again')}>
              {plans.length === 0 ? (
                <p class="help">
                  {t('no_plan')} <a href={routes.plans.new()}>{t('no_plan.do')}</a>
                </p>
              ) : (
                <SelectField
                  {...of('plan', access.plan ? show('plan', access.plan) : '')}
                  label={t('plan')}
                  help={t('plan.help')}
                  blank={t('plan.none')}
                  options={plans.map(({ id, current }) => ({
                    value: show('plan', id),
                    label: planText(current, language),
                  }))}
                  optional
                />
              )}
            </FieldGroup>
            <FieldGroup legend={t('invoice')}>
              <TextField
                {...of('title', access.title ?? '')}
                label={t('invoice_title')}
                help={t('invoice_title.help')}
                maxlength={200}
                optional
              />
              <PlaceholderPicker placeholders={offered} into={['title', 'item']} />
            </FieldGroup>
            <FieldGroup legend={t('unpaid')}>
              <TextField
                {...of('remindDays', access.remindDays.join(', '))}
                label={t('remind')}
                help={t('remind.help')}
                width="medium"
                maxlength={40}
                optional
              />
            </FieldGroup>
            <FieldGroup legend={t('back')}>
              <CheckboxField
                name="closesOnRefund"
                label={t('refund')}
                checked={ticked('closesOnRefund', access.closesOnRefund)}
              />
              <CheckboxField
                name="closesOnDispute"
                label={t('dispute')}
                help={t('dispute.help')}
                checked={ticked('closesOnDispute', access.closesOnDispute)}
              />
            </FieldGroup>
          </>
        ) : null}
        <SelectField
          {...of('flow', access.flow ? show('flow', access.flow) : '')}
          label={t('flow')}
          help={t('flow.help')}
          blank={t('flow.none')}
          options={flows.map(({ id, name }) => ({
            value: show('flow', id),
            label: saidIn(name, language),
          }))}
          optional
        />
        <Actions>
          <Button look="primary">{t('save')}</Button>
        </Actions>
      </Form>
    </Layout>
  )
}

/** At the bottom of a form’s settings: what it costs, in a sentence. */
export function AccessPanel({
  form,
  access: { price, plan, flow },
  flows,
  plans,
}: Pick<PageProps, 'form' | 'access' | 'flows' | 'plans'>) {
  const language = useLanguage()
  const begins = flows.find(({ id }) => id === flow)
  const sold = plans.find(({ id }) => id === plan) ?? null
  const said = [
    costText({ price }, sold, language) ?? t('panel.free'),
    begins ? t('panel.flow', { flow: saidIn(begins.name, language) }) : '',
  ]
  return (
    <Panel
      framed
      id="paid-access"
      title={t('title')}
      text={said.join(' ').trim()}
      action={
        <ButtonLink href={routes.forms.one.access({ form: show('form', form.id) })}>
          {t('panel.do')}
        </ButtonLink>
      }
    />
  )
}
