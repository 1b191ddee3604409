import type { Served } from '../web/index.ts'
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
import { hostsController } from './hosts/controller.tsx'
import { jobsResource } from './jobs/resource.tsx'
import { exportController } from './lifecycle/export-controller.tsx'
import { lifecycleController } from './lifecycle/controller.tsx'
import { mailboxController } from './mailbox/controller.tsx'
import { dashboardController } from './dashboard/controller.tsx'
import { listController } from './overview/list-controller.tsx'
import { portalController } from './overview/portal-controller.tsx'
import { partnerEndpoints } from './partners/endpoints.ts'
import { partnerKeysController } from './partners/keys-controller.tsx'
import { partnersController } from './partners/list-controller.tsx'
import { overviewController } from './partners/overview-controller.tsx'
import { partnerPeopleController } from './partners/people-controller.tsx'
import { settingsController as partnerSettingsController } from './partners/settings-controller.tsx'
import { mailTextsResource } from './mail-texts/resource.tsx'
import { peopleController } from './people/controller.tsx'
import { settingsController } from './settings/controller.tsx'
import { tryItNowController } from './try-it-now/controller.tsx'
import { workAccountsController } from './work-accounts/controller.tsx'
import { webhooksController } from './webhooks/controller.tsx'
import { webhookEndpoints } from './webhooks/endpoints.ts'

/** Every page and endpoint of portals. */
export const portalsController: readonly Served[] = [
  ...dashboardController,
  ...listController,
  ...creationController,
  ...tryItNowController,
  ...portalController,
  ...lifecycleController,
  ...exportController,
  ...deletionController,
  ...peopleController,
  ...mailboxController,
  ...hostsController,
  ...settingsController,
  ...workAccountsController,
  ...brandingController,
  ...mailTextsResource,
  ...partnersController,
  ...overviewController,
  ...partnerSettingsController,
  ...partnerPeopleController,
  ...partnerKeysController,
  ...jobsResource,
  ...clockController,
  ...portalEndpoints,
  ...hostEndpoints,
  ...settingsEndpoints,
  ...installationEndpoints,
  ...partnerEndpoints,
  ...webhooksController,
  ...webhookEndpoints,
  ...reportsController,
  ...reportEndpoints,
  ...personBillingEndpoints,
]
