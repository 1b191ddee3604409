import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { textOf, type RequestContext } from '../../web/index.ts'
import { connected } from '../gateways/accounts/account.ts'
import { pageToPayAt } from './beginning.ts'
import { leadTo } from './panel.tsx'

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
  const { installation, caller, form } = ctx
  const gateway = connected.safeParse(textOf(form, 'gateway'))
  if (!gateway.success) return ctx.refuse(kitRefuse('invalid', { field: 'gateway' }))
  const address = await pageToPayAt(installation, caller, {
    invoice,
    gateway: gateway.data,
    save: false,
    returnTo: page,
    cancelTo: page,
  })
  if (!address.ok) return ctx.refuse(address)
  return address.value === null ? ctx.redirect(page) : leadTo(ctx, address.value)
}
