import { erased, worksOff } from '../../../kit/feature.ts'
import type { Installation } from '../../../kit/installation.ts'
import type { Feature } from '../../../web/index.ts'
import { eventsResource } from '../events/receiving.ts'
import { sandboxQueue, sandboxWorker } from '../sandbox/delivery.ts'
import * as accounts from './accounts.ts'
import { secretsAt } from './account.ts'
import { accountOf, hostAndZone } from './queries.ts'
import { gatewaysResource } from './resource.tsx'

/** Where a portal's sandbox tells of what happens, and what it signs that with; null where it is not connected. */
const receiver = ({ db, keys, clock }: Installation, portal: string) =>
  db.read({ portal }, async (tx) => {
    const account = await accountOf(tx, 'sandbox', await keys.of(tx, portal))
    const [secret] = account ? secretsAt(account, await clock.now(tx)) : []
    return secret === undefined ? null : { host: (await hostAndZone(tx)).host, secret }
  })

export const feature: Feature = {
  handlers: [gatewaysResource, eventsResource],
  operations: [accounts],
  tables: [erased('gateway_events'), erased('payment_gateways')],
  queues: [
    worksOff(sandboxQueue, 'lets happen what is due at the sandbox', sandboxWorker(receiver)),
  ],
}
