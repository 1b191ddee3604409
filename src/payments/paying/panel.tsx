import { formatMoney } from '../../kit/money.ts'
import { useLanguage } from '../../kit/reader.ts'
import { Alert, Button, ButtonLink, dateOf, Form, Panel } from '../../ui/index.ts'
import { Layout, useRequestContext, type RequestContext } from '../../web/index.ts'
import type { Connected } from '../gateways/accounts/account.ts'
import { connectedGateways } from '../gateways/accounts/queries.ts'
import type { Invoice } from '../invoice/invoice.ts'
import type { Attempt } from './attempt.ts'
import { attemptUnderWay } from './queries.ts'
import { t } from './texts.ts'

/** How an invoice can be paid online. */
export interface Payable {
  gateways: readonly Connected[]
  underWay: Attempt | null
}

/** Says in the page's address that its reader comes from having paid; it proves nothing. */
export const RETURNED = 'returned'
/** After so many seconds whoever has paid looks again whether the gateway's word has come; and for so long. */
const LOOKS_SECONDS = 3
const LOOKED_FOR = { minutes: 15 }
const UNHEARD: ReadonlySet<string> = new Set(['starting', 'unknown', 'open'])

/**
 * How an invoice can be paid. The page of whoever has just paid is loaded again by itself until that is known.
 * @param invoice row id
 */
export async function readPayable(ctx: RequestContext, invoice: string): Promise<Payable> {
  const payable = await ctx.read(async (tx) => ({
    gateways: await connectedGateways(tx),
    underWay: await attemptUnderWay(tx, invoice),
  }))
  const { underWay } = payable
  const isUnheard = underWay !== null && UNHEARD.has(underWay.state)
  if (ctx.query(RETURNED) !== undefined && isUnheard) {
    const until = underWay.startedAt.add(LOOKED_FOR)
    if (Temporal.Instant.compare(ctx.now, until) < 0) ctx.c.header('refresh', String(LOOKS_SECONDS))
  }
  return payable
}

interface PayProps {
  invoice: Pick<Invoice, 'state' | 'outstanding' | 'currency'>
  payable: Payable
  /** Where the form is sent, and what with it. */
  action: string
  hidden?: Record<string, string>
}

/** A button for each gateway, or how the payment stands that was begun. */
export function PayPanel({ invoice, payable, action, hidden }: PayProps) {
  const language = useLanguage()
  const { gateways, underWay } = payable
  if (invoice.state === 'processing') return <Alert tone="blue">{t('processing')}</Alert>
  if (invoice.state !== 'open' || gateways.length === 0) return null
  const amount = formatMoney({ minor: invoice.outstanding, currency: invoice.currency }, language)
  const offered = underWay ? [underWay.gateway] : gateways
  return (
    <Panel title={t('title')} text={t(offered[0] === 'sandbox' ? 'text.sandbox' : 'text')} framed>
      {underWay ? <UnderWay attempt={underWay} /> : null}
      {offered.map((gateway) => (
        <Form action={action} hidden={{ ...hidden, gateway }} guard={false} leaves>
          <Button look="primary">
            {underWay
              ? t('under_way.go')
              : offered.length === 1
                ? t('do', { amount })
                : t('do.other', { amount, gateway: t(`gateway.${gateway}`) })}
          </Button>
        </Form>
      ))}
    </Panel>
  )
}

function UnderWay({ attempt: { state, dueBy } }: { attempt: Attempt }) {
  const { language, zone } = useRequestContext()
  if (state === 'authentication_needed')
    return <Alert tone="amber">{t('authentication_needed')}</Alert>
  if (state === 'verification_needed')
    return (
      <Alert tone="amber">
        {t('verification_needed', { day: dueBy ? dateOf(language, dueBy, zone) : '' })}
      </Alert>
    )
  return <Alert tone="blue">{t('under_way')}</Alert>
}

/**
 * Leads to a page on another host. A redirect would be refused: browsers hold what a form leads to against this page's
 * own policy, which names no other host.
 */
export function leadTo(ctx: RequestContext, address: string): Response {
  const { host, origin } = new URL(address)
  if (origin === new URL(ctx.c.req.url).origin) return ctx.redirect(address)
  ctx.c.header('refresh', `0;url=${address}`)
  return ctx.page(
    <Layout title={t('leaving', { host })} lead={t('leaving.text')}>
      <ButtonLink look="primary" href={address}>
        {t('leaving.do', { host })}
      </ButtonLink>
    </Layout>,
  )
}
