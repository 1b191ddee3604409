/**
 * What portals offers to the domains above: their lifecycle, creation, deletion, hosts, settings, and what the
 * console shows.
 */
export {
  possibleIn,
  TRANSITIONS,
  type PortalStatus,
  type StatusOperation,
  type SuspensionCause,
} from './status/portal-status.ts'
export { certifyPortal, expireTrial } from './lifecycle/trials.ts'
export { suspendPortal, unsuspendPortal } from './lifecycle/suspensions.ts'
export { cancelPortal } from './lifecycle/cancellations.ts'
export { requestExport } from './lifecycle/export-requests.ts'

export { advance } from './clock/test-clock.ts'
export { sweep, sweepJob } from './timers/sweep.ts'

export { forgetTrialRequestsJob } from './try-it-now/tidying.ts'
export { createPortal } from './creation/creations.ts'
export { buildJob, buildPortal } from './building/building.ts'
export { creation } from './building/queries.ts'
export { BUILD_STEPS, type Progress } from './building/creation.ts'

export { deleteJob } from './deletion/beginning.ts'
export { deletePortal } from './deletion/deleting.ts'
export { isGenuine, type Certificate } from './deletion/certificate.ts'
export { deletionCertificate, deletionsOfPortals, type Deletion } from './deletion/queries.ts'
export { resumeUnfinished } from './resume.ts'
export { admit, compareKeys, deleteAgain, keysJob } from './refused/refusing.ts'

export { addHost, changeSlug, makeHostCurrent } from './hosts/hosts.ts'
export { SettingsLayout } from './settings/layout.tsx'
export { FilesSettings } from './settings/pages.tsx'
export { ownSettings } from './settings/own-settings.tsx'
export { QuotaAlert, QuotaMeter, ClientQuotaAlert } from './console/quota-meter.tsx'
export { quotaFor } from './setting/quota.ts'
export { portalLogo } from './branding/queries.ts'
export { currency } from './inputs.ts'
export { currencyOptions } from './console/choices.ts'
export { fieldsOf } from './setting/setting.ts'
export { answersSettings } from './portal-view/setting-view.ts'
export { thatPortal } from './owners.tsx'
export type { PortalDetail } from './console/portal-queries.ts'
export { configurePortal } from './settings/settings.ts'
export { brandPortal } from './branding/branding.ts'
export { configurePartner, createPartner } from './partners/partners.ts'
export { setPrice } from './partners/prices.ts'
export { holdingsOf, listPartners } from './partners/queries.ts'

export { followEvent } from './webhooks/following/following.ts'
export { forgetWebhooks, forgetWebhooksJob } from './webhooks/log/forgetting.ts'
export { webhookQueue } from './webhooks/sending/queue.ts'
export { webhookWorker } from './webhooks/sending/sending.ts'
export * from './webhooks/operations.ts'

export { issueDueReports, reportsJob } from './billing/reports/due.ts'
export { billsOf } from './billing/queries.ts'
export { billingMonth } from './months/month.ts'
export { correctReport } from './billing/reports/reports.ts'
export { tellOperatorsOfReport } from './billing/reports/undelivered.ts'

export { findPortal } from './queries.ts'
export { dailyCountsJob, recordDailyCounts } from './dashboard/daily-counts.ts'
export { portalsQuery } from './console/portals-list.ts'
export { listPortals, showPortal } from './console/portal-queries.ts'

export { tellDeath } from './jobs/deaths.ts'
