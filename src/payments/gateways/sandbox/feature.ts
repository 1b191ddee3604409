import { erased } from '../../../kit/feature.ts'
import type { Feature } from '../../../web/index.ts'
import { sandboxCheckoutResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [sandboxCheckoutResource],
  tables: [
    erased('sandbox_events'),
    erased('sandbox_disputes'),
    erased('sandbox_refunds'),
    erased('sandbox_payments'),
    erased('sandbox_methods'),
    erased('sandbox_accounts'),
  ],
}
