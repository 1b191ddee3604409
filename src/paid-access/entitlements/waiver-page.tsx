import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { moneyText, type Invoice } from '../../payments/index.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, Confirm, TextField, type Errors } from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import type { Entitlement } from './entitlement.ts'
import { t } from './texts.ts'

interface WaiverProps {
  person: { id: string; name: string }
  /** What hangs on a payment that was not made, and the invoices that are to be paid. */
  required: readonly Entitlement[]
  invoices: readonly Pick<Invoice, 'number' | 'outstanding' | 'currency'>[]
  typed?: Record<string, string>
  errors?: Errors
}

/** Says what letting a client in without paying brings about, before it is done. */
export function WaiverPage({ person, required, invoices, typed, errors }: WaiverProps) {
  const language = useLanguage()
  const at = { person: show('person', person.id) }
  const { name } = person
  return (
    <Layout
      title={t('cancel')}
      width="form"
      crumbs={[{ label: name, href: routes.contacts.one(at) }]}
    >
      {required.length === 0 && !errors ? (
        <>
          <p>{t('none', { name })}</p>
          <p>
            <ButtonLink href={routes.contacts.one(at)}>{t('back')}</ButtonLink>
          </p>
        </>
      ) : (
        <Confirm
          action={routes.contacts.one.requiredPayment(at)}
          errors={errors}
          consequences={[
            ...invoices.map(({ number, outstanding, currency }) =>
              t('cancel.invoice', {
                number: number ?? '',
                amount: moneyText(outstanding, currency, language),
              }),
            ),
            ...(required.some(({ subscription }) => subscription)
              ? [t('cancel.subscription')]
              : []),
            t('cancel.opens', { name }),
            t('cancel.flow'),
            t('cancel.told', { name }),
          ]}
          reassurance={t('cancel.late')}
          button={t('cancel')}
          cancelHref={routes.contacts.one(at)}
        >
          <TextField
            name="reason"
            label={t('reason')}
            help={t('reason.help', { name })}
            value={typed?.['reason']}
            error={errors?.['reason']}
            maxlength={500}
          />
        </Confirm>
      )}
    </Layout>
  )
}
