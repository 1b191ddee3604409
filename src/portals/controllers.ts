import type { RouteHandler } from '../web/index.ts'
import { personBillingResource } from './billing/person/resource.ts'
import { reportResources } from './billing/reports/resource.tsx'
import { brandingResources } from './branding/resource.tsx'
import { clockResource } from './clock/resource.tsx'
import { creationResources } from './creation/resource.tsx'
import { dashboardResource } from './dashboard/resource.tsx'
import { deletionResource } from './deletion/resource.tsx'
import { hostResources } from './hosts/resource.tsx'
import { jobsResource } from './jobs/resource.tsx'
import { partnersKeys } from './keys.ts'
import { exportController } from './lifecycle/export-controller.tsx'
import { lifecycleResources } from './lifecycle/resource.tsx'
import { mailTextsResource } from './mail-texts/resource.tsx'
import { portalsMailbox } from './mailbox.ts'
import { portalResources } from './overview/resource.tsx'
import { partnerResources } from './partners/resource.tsx'
import { partnersPeople, portalsPeople } from './people.ts'
import { settingsResources } from './settings/resource.tsx'
import { tryItNowController } from './try-it-now/controller.tsx'
import { webhookResources } from './webhooks/resource.tsx'
import { workAccountsResource } from './work-accounts/resource.tsx'

/** Every page and endpoint of portals. */
export const portalsController: readonly RouteHandler[] = [
  ...dashboardResource,
  ...portalResources,
  ...creationResources,
  ...tryItNowController,
  ...lifecycleResources,
  ...exportController,
  ...deletionResource,
  ...portalsMailbox,
  ...portalsPeople,
  ...hostResources,
  ...settingsResources,
  ...workAccountsResource,
  ...brandingResources,
  ...mailTextsResource,
  ...partnerResources,
  ...partnersKeys,
  ...partnersPeople,
  ...jobsResource,
  ...clockResource,
  ...webhookResources,
  ...reportResources,
  ...personBillingResource,
]
