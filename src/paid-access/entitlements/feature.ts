import { funnelSteps } from '../../forms/index.ts'
import { erased } from '../../kit/feature.ts'
import {
  onInvoiceMoved,
  onPaymentNews,
  onRefunded,
  onSubscriptionMoved,
} from '../../payments/index.ts'
import { onMerge } from '../../people/index.ts'
import type { Feature } from '../../web/index.ts'
import {
  afterInvoice,
  afterPayment,
  afterRefund,
  afterSubscription,
  operations,
  settleHold,
} from './holding.ts'
import { mailKinds } from './mails.ts'
import { accessOfContact } from './panel.tsx'
import { countPaid, moveEntitlements } from './queries.ts'
import { entitlementsResource } from './resource.tsx'
import { cancelRequiredPayment } from './waiving.ts'

export const feature: Feature = {
  handlers: [entitlementsResource],
  operations: [operations, { cancelRequiredPayment }],
  tables: [erased('entitlements', { person_id: 'merged', waived_by: 'none' })],
  mails: mailKinds,
  additions: [
    accessOfContact,
    onInvoiceMoved.with(afterInvoice),
    onPaymentNews.with(afterPayment),
    onSubscriptionMoved.with(afterSubscription),
    onRefunded.with(afterRefund),
    onMerge.with(async (op, pair) => {
      await moveEntitlements(op.tx, pair)
      await settleHold(op, pair.kept)
    }),
    funnelSteps.with({ label: { en: 'Paid', es: 'Pagado' }, count: countPaid }),
  ],
}
