import { parseId } from '../../src/kit/ids.ts'
import { clockCaller } from '../../src/kit/operation.ts'
import type { TestNumberName } from '../../src/payments/gateways/sandbox/sandbox.ts'
import { payWith } from '../../src/payments/gateways/sandbox/service.ts'
import { pageToPayAt } from '../../src/payments/paying/beginning.ts'
import type { World } from '../world.ts'

/**
 * Pays an invoice at the sandbox with a test number, without a browser; what it tells is for others to deliver.
 * @param of.invoice row id
 * @returns the sandbox’s payment, by its reference and its row id
 */
export async function paidAtSandbox(
  { installation, owner }: World,
  { portal, invoice }: { portal: string; invoice: string },
  number: TestNumberName,
): Promise<{ reference: string; payment: string }> {
  const page = await pageToPayAt(installation, clockCaller(portal), {
    ...{ invoice, gateway: 'sandbox', returnTo: '/', cancelTo: '/' },
  })
  if (!page.ok) throw new Error(page.code)
  const [attempt] = await owner<{ reference: string }>(
    'select reference from payment_attempts where portal_id = $1 and invoice_id = $2',
    [portal, invoice],
  )
  const { reference } = attempt!
  const payment = parseId('sandboxPayment', reference)!
  await installation.db.write({ portal }, async (tx) =>
    payWith(tx, payment, number, await installation.clock.now(tx)),
  )
  return { reference, payment }
}
