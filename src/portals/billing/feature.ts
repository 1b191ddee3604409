import { erased, kept, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as reports from './reports/reports.ts'
import { reportsJob, runReports } from './reports/due.ts'
import { personBilling } from './person/panel.tsx'
import { personBillingResource } from './person/resource.ts'
import { reportResources } from './reports/resource.tsx'

export const feature: Feature = {
  handlers: [personBillingResource, reportResources],
  operations: [reports],
  tables: [
    erased('billing_report_names'),
    kept('billing_report_lines'),
    kept('billing_report_persons'),
  ],
  jobs: [runs(reportsJob, runReports)],
  additions: [personBilling],
}
