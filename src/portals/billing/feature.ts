import { erased, kept, runs } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as reports from './reports/reports.ts'
import { reportsController } from './reports/controller.tsx'
import { reportEndpoints } from './reports/endpoints.ts'
import { personBillingEndpoints } from './person/endpoints.ts'
import { reportsJob, runReports } from './reports/due.ts'
import { personBilling } from './person/panel.tsx'

export const feature: Feature = {
  handlers: [reportsController, reportEndpoints, personBillingEndpoints],
  operations: [reports],
  tables: [
    erased('billing_report_names'),
    kept('billing_report_lines'),
    kept('billing_report_persons'),
  ],
  jobs: [runs(reportsJob, runReports)],
  additions: [personBilling],
}
