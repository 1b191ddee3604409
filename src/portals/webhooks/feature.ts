import { erased, runs, worksOff } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as operations from './operations.ts'
import * as givingUp from './giving-up.ts'
import { webhookResources } from './resource.tsx'
import { forgetWebhooksJob, forgetWebhooks } from './log/forgetting.ts'
import { CONSOLE } from '../../kit/ids.ts'
import { inConsole } from '../deletion/in-console.ts'
import { forgetPortal } from './deliveries/queries.ts'
import { releaseHeldWebhooks, webhookQueue } from './sending/queue.ts'
import { webhookWorker } from './sending/sending.ts'

export const feature: Feature = {
  handlers: [webhookResources],
  operations: [operations, givingUp],
  tables: [
    erased('webhook_attempts'),
    erased('webhook_deliveries'),
    erased('webhook_secrets'),
    erased('webhook_endpoints'),
  ],
  additions: [
    releaseHeldWebhooks,
    inConsole.with({
      table: 'webhook_deliveries',
      forget: (tx, portal) => forgetPortal(tx, CONSOLE, portal),
    }),
  ],
  jobs: [runs(forgetWebhooksJob, forgetWebhooks)],
  queues: [worksOff(webhookQueue, 'sends webhooks again that were not taken', webhookWorker)],
}
