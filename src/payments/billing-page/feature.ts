import type { Feature } from '../../web/index.ts'
import { askAboutInvoice } from './asking.ts'
import { billingCard } from './home-card.tsx'
import { billingResource, ownInvoiceResource, ownSubscriptionsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [billingResource, ownSubscriptionsResource, ownInvoiceResource],
  operations: [{ askAboutInvoice }],
  additions: [billingCard],
}
