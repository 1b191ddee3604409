/**
 * What cases offers to the domains above: matters with their parties, how far each client is with registering,
 * and their list.
 */

export { changeCaseDetails, closeCase, enterStage, openCase } from './case/cases.ts'
export { addParty, removeParty } from './case/parties/parties.ts'
export { addCaseLabel, removeCaseLabel, renameCaseLabel } from './labels/labels.ts'
export { beginMassInvitation } from './mass-invitations/mass-invitations.ts'
export { beginImport, uploadImport } from './imports/imports.ts'
export { forgetUploadsJob } from './imports/forgetting.ts'
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
