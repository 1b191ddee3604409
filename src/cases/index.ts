/**
 * What cases offers to the domains above: matters with their parties, how far each client is with registering,
 * and their list.
 */
import type { RouteHandler } from '../web/index.ts'
import { casesResource } from './case/resource.tsx'
import { importsResource } from './imports/resource.tsx'
import { labelsResource } from './labels/resource.tsx'
import { massInvitationResource } from './mass-invitations/resource.tsx'
import { partiesResource } from './parties/resource.tsx'
import { bulkJobResource, bulkJobsResource } from './bulk-jobs/resource.tsx'
import { proceduresResource } from './procedures/resource.tsx'

export { changeCaseDetails, closeCase, enterStage, openCase, reopenCase } from './case/cases.ts'
export { addParty, removeParty } from './parties/parties.ts'
export {
  addCaseLabel,
  beginCaseLabels,
  moveCaseLabel,
  removeCaseLabel,
  renameCaseLabel,
} from './labels/labels.ts'
export { beginMassInvitation, continueInviting } from './mass-invitations/mass-invitations.ts'
export { importContact } from './imports/contact-import.ts'
export { beginImport, continueImporting, uploadImport } from './imports/imports.ts'
export { endImport, forgetUploads, forgetUploadsJob } from './imports/forgetting.ts'
export { cancelBulkJob, resumeBulkJob } from './bulk-jobs/bulk-jobs.ts'
export {
  changeProcedure,
  createProcedure,
  removeProcedure,
  switchProcedureOff,
  switchProcedureOn,
} from './procedures/procedures.ts'
export { procedureQueue } from './procedures/runs/queue.ts'
export { carryOut, procedureWorker } from './procedures/runs/running.ts'
export { startRuns } from './procedures/runs/starting.ts'
export { TRIGGERING } from './procedures/trigger.ts'
export { contactCases, personCases } from './parties/person-panel.tsx'

export const casesController: readonly RouteHandler[] = [
  ...casesResource,
  ...partiesResource,
  ...labelsResource,
  ...bulkJobsResource,
  ...bulkJobResource,
  ...massInvitationResource,
  ...importsResource,
  ...proceduresResource,
]
