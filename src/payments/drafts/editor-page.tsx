import { currencyOptions } from '../../portals/index.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  controlAttributes,
  FieldGroup,
  fieldId,
  Form,
  HelpAndError,
  SelectField,
  TextArea,
  TextField,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import type { DraftForm, Row } from './form.ts'
import { t } from './texts.ts'

interface EditorProps {
  /** Whom it is for. */
  name: string
  action: string
  /** Where to when one thinks better of it. */
  back: string
  hidden: Record<string, string | number | undefined>
  form: DraftForm
  termsDays: number
  isNew: boolean
  errors?: Errors
}

/** An invoice that is not issued yet: what is charged for in rows, which need no JavaScript. */
export function EditorPage(props: EditorProps) {
  const { name, action, back, hidden, form, termsDays, isNew, errors = {} } = props
  const language = useLanguage()
  return (
    <Layout
      title={t(isNew ? 'new' : 'edit')}
      subtitle={t('for', { name })}
      crumbs={[{ label: t('payments'), href: routes.invoices() }]}
    >
      <Form action={action} hidden={hidden} errors={errors}>
        {/* Enter sends what the first button would; without this one, that would be more rows. */}
        <button type="submit" class="unseen" tabindex={-1} aria-hidden="true"></button>
        <TextField
          name="title"
          label={t('title')}
          help={t('title.help')}
          value={form.title}
          error={errors['title']}
          maxlength={200}
        />
        <Items rows={form.rows} error={errors['items']} errors={errors} />
        <FieldGroup legend={t('terms')}>
          <div class="form-line">
            <SelectField
              name="currency"
              label={t('currency')}
              value={form.currency}
              options={currencyOptions(language)}
              error={errors['currency']}
            />
            <SelectField
              name="taxIncluded"
              label={t('prices')}
              value={form.taxIncluded}
              options={(['no', 'yes'] as const).map((value) => ({
                value,
                label: t(`prices.${value}`),
              }))}
              error={errors['taxIncluded']}
            />
          </div>
          <TextField
            name="dueOn"
            type="date"
            label={t('due')}
            help={t('due.help', { days: termsDays })}
            value={form.dueOn}
            error={errors['dueOn']}
            width="medium"
            optional
          />
        </FieldGroup>
        <FieldGroup legend={t('buyer')}>
          <TextField
            name="buyerName"
            label={t('buyer.name')}
            value={form.buyerName}
            error={errors['buyerName']}
            maxlength={200}
          />
          <TextArea
            name="buyerAddress"
            label={t('buyer.address')}
            value={form.buyerAddress}
            error={errors['buyerAddress']}
            rows={3}
            maxlength={500}
            optional
          />
          <TextField
            name="buyerTaxNumber"
            label={t('buyer.tax')}
            value={form.buyerTaxNumber}
            error={errors['buyerTaxNumber']}
            width="medium"
            maxlength={60}
            optional
          />
        </FieldGroup>
        <TextArea
          name="note"
          label={t('note')}
          value={form.note}
          error={errors['note']}
          rows={3}
          maxlength={2000}
          optional
        />
        <Actions>
          <Button>{t('save')}</Button>
          <ButtonLink look="quiet" href={back}>
            {t('cancel')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}

function Items({ rows, error, errors }: { rows: Row[]; error?: string; errors: Errors }) {
  return (
    <FieldGroup legend={t('items')} help={t('items.help')}>
      <div id={fieldId('items')} class="items" tabindex={-1}>
        {rows.map((row, at) => (
          <ItemRow row={row} at={at} errors={errors} />
        ))}
      </div>
      <HelpAndError id={fieldId('items')} error={error} />
      <div>
        <button type="submit" class="btn btn-plain btn-small" name="more" value="on">
          {t('more')}
        </button>
      </div>
    </FieldGroup>
  )
}

const CELLS = [
  { cell: 'text', inputmode: undefined, maxlength: 500 },
  { cell: 'quantity', inputmode: 'decimal', maxlength: 20 },
  { cell: 'unitAmount', inputmode: 'decimal', maxlength: 20 },
  { cell: 'taxRate', inputmode: 'decimal', maxlength: 20 },
  { cell: 'discount', inputmode: undefined, maxlength: 20 },
] as const
const LABELS = {
  text: 'text',
  quantity: 'quantity',
  unitAmount: 'unit',
  taxRate: 'tax',
  discount: 'discount',
} as const

const ItemRow = ({ row, at, errors }: { row: Row; at: number; errors: Errors }) => (
  <fieldset class="item-row">
    <legend class="unseen">{t('item', { number: at + 1 })}</legend>
    {CELLS.map(({ cell, inputmode, maxlength }) => {
      const name = `items.${at}.${cell}`
      const error = errors[name]
      return (
        <div class={`field item-${cell}`}>
          <label for={fieldId(name)}>{t(LABELS[cell])}</label>
          <input
            {...controlAttributes({ name, error, optional: true })}
            type="text"
            value={row[cell]}
            inputmode={inputmode}
            maxlength={maxlength}
            placeholder={PLACEHOLDERS[cell]?.()}
            autocomplete="off"
          />
          <HelpAndError id={fieldId(name)} error={error} />
        </div>
      )
    })}
  </fieldset>
)

const PLACEHOLDERS: Partial<Record<keyof Row, () => string>> = {
  quantity: () => '1',
  taxRate: () => '0',
  discount: () => t('discount.example'),
}
