import { isRefusal, type Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { textOf, type RequestContext } from '../../web/index.ts'
import { connected, type Connected } from '../gateways/accounts/account.ts'
import { pageToPayAt } from './beginning.ts'
import { leadTo, RETURNED } from './panel.tsx'

/** The gateway that a form of paying names. */
export function gatewayIn({ form }: Pick<RequestContext, 'form'>): Connected | Refusal {
  const named = connected.safeParse(textOf(form, 'gateway'))
  return named.success ? named.data : invalidField('gateway', 'pick')
}

/**
 * Leads whoever may pay an invoice to the gateway's page, or back to the invoice where it is paid already. That they
 * may, the caller has looked at.
 * @param invoice row id
 * @param page of the invoice, which the gateway leads back to; what it says by that proves nothing
 */
export async function payOnline(
  ctx: RequestContext,
  invoice: string,
  page: string,
): Promise<Response> {
  const { installation, caller } = ctx
  const gateway = gatewayIn(ctx)
  if (isRefusal(gateway)) return ctx.refuse(gateway)
  const address = await pageToPayAt(installation, caller, {
    invoice,
    gateway,
    returnTo: `${page}${page.includes('?') ? '&' : '?'}${RETURNED}=1`,
    cancelTo: page,
  })
  if (!address.ok) return ctx.refuse(address)
  return address.value === null ? ctx.redirect(page) : leadTo(ctx, address.value)
}
