import { erased, worksOff } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { eventQueue, eventWorker } from '../gateways/events/looking.ts'
import { keepMethodLeft } from '../methods/leaving.ts'
import { removeOwnMethod } from '../methods/removing.ts'
import { mailKinds } from './team-mails.ts'
import * as asking from './asking.ts'
import * as beginning from './beginning.ts'
import { lookAt } from './looking.ts'
import { refundAtGateway, refundQueue } from './refund-queue.ts'
import { refundWorker } from './refunding.ts'
import * as settling from './settling.ts'

export const feature: Feature = {
  operations: [beginning, settling, asking, { keepMethodLeft, removeOwnMethod }],
  tables: [
    erased('gateway_refunds', { asked_by: 'none' }),
    erased('payment_attempts', { person_id: 'moved', cleared_by: 'none' }),
    erased('method_requests', { person_id: 'moved' }),
    erased('saved_methods', { person_id: 'moved' }),
  ],
  additions: [refundAtGateway],
  mails: mailKinds,
  queues: [
    worksOff(eventQueue, 'looks at what gateways have told', eventWorker(lookAt)),
    worksOff(
      asking.paymentQueue,
      'charges what is due, and asks how payments stand',
      asking.paymentWorker,
    ),
    worksOff(refundQueue, 'has gateways pay back', refundWorker),
  ],
}
