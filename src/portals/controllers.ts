import type { RouteHandler } from '../web/index.ts'
import { hostEndpoints } from './api/host-endpoints.ts'
import { installationEndpoints } from './api/installation-endpoints.ts'
import { portalEndpoints } from './api/portal-endpoints.ts'
import { settingsEndpoints } from './api/settings-endpoints.ts'
import { personBillingEndpoints } from './billing/person/endpoints.ts'
import { reportsController } from './billing/reports/controller.tsx'
import { reportEndpoints } from './billing/reports/endpoints.ts'
import { brandingController } from './branding/controller.tsx'
import { clockController } from './clock/controller.tsx'
import { creationController } from './creation/controller.tsx'
import { deletionController } from './deletion/controller.tsx'
import { hostResources } from './hosts/resource.tsx'
import { jobsResource } from './jobs/resource.tsx'
import { exportController } from './lifecycle/export-controller.tsx'
import { lifecycleController } from './lifecycle/controller.tsx'
import { portalsMailbox } from './mailbox.ts'
import { dashboardController } from './dashboard/controller.tsx'
import { listController } from './overview/list-controller.tsx'
import { portalController } from './overview/portal-controller.tsx'
import { partnerEndpoints } from './partners/endpoints.ts'
import { partnersKeys } from './keys.ts'
import { partnersController } from './partners/list-controller.tsx'
import { overviewController } from './partners/overview-controller.tsx'
import { settingsController as partnerSettingsController } from './partners/settings-controller.tsx'
import { mailTextsResource } from './mail-texts/resource.tsx'
import { partnersPeople } from './people.ts'
import { settingsController } from './settings/controller.tsx'
import { tryItNowController } from './try-it-now/controller.tsx'
import { workAccountsController } from './work-accounts/controller.tsx'
import { webhookResources } from './webhooks/resource.tsx'

/** Every page and endpoint of portals. */
export const portalsController: readonly RouteHandler[] = [
  ...dashboardController,
  ...listController,
  ...creationController,
  ...tryItNowController,
  ...portalController,
  ...lifecycleController,
  ...exportController,
  ...deletionController,
  ...portalsMailbox,
  ...hostResources,
  ...settingsController,
  ...workAccountsController,
  ...brandingController,
  ...mailTextsResource,
  ...partnersController,
  ...overviewController,
  ...partnerSettingsController,
  ...partnersKeys,
  ...jobsResource,
  ...clockController,
  ...portalEndpoints,
  ...hostEndpoints,
  ...settingsEndpoints,
  ...installationEndpoints,
  ...partnerEndpoints,
  ...partnersPeople,
  ...webhookResources,
  ...reportsController,
  ...reportEndpoints,
  ...personBillingEndpoints,
]
