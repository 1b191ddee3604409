/** What the space of files offers to the domains above: whatever has files, has them from here. */
export { moveAll, type AllMoved, type Progress } from './moving/moving-all.ts'
export { sweepFiles, sweepFilesJob } from './sweeping/sweeping.ts'
export { hasFiles } from './folders/has-files.ts'
export { addFolder } from './folders/folders.ts'
export { moveFolders } from './folders/merging.ts'
export { moveFile } from './folders/placing.ts'
export type { Holder } from './holders/holder.ts'
export { addFile, addTo, addVersion, removeFrom } from './file/files.ts'
export { giveFile } from './file/giving.ts'
export { RefusedFiles } from './file/refused.tsx'
export { stateSaid } from './file/panel.tsx'
export { filesTakenBy } from './file/download-queries.ts'
export {
  filesOfMany,
  fileView,
  inClear,
  showFile,
  type AnswerFor,
  type ShownFile,
} from './file/view.ts'
export { filesById, moveFiles } from './file/queries.ts'
export { nameIn, searchIn } from './holders/queries.ts'
export { sharedWith, type Audience } from './sharing/audience.ts'
export { moveRequests } from './requests/queries.ts'
export { answerRequest } from './requests/answers.ts'
export { endRequestsOf, leavingCosts } from './requests/leaving.ts'
export { namingFiles } from './history/history.ts'
export { answeredPanel } from './requests/waiting-panel.tsx'
export { tellAllDue } from './telling/telling.ts'
export { sendReminders } from './requests/reminding.ts'
export { acceptAnswer, askAgain, makeRequest, withdrawRequest } from './requests/requests.ts'
export { moveShares, namesIn } from './sharing/queries.ts'
export { inUnits } from '../kit/size.ts'
export { CannotDecode, decode as decodePicture } from './checking/pictures/decoding.ts'
export { begunFiles } from './uploads/begun.ts'
export { protocolOptions } from './uploads/protocol.ts'
export { readSpace, SpaceAlert, type Space } from './uploads/space.tsx'
export { receive } from './uploads/receiving.ts'
export { shareFile } from './sharing/sharing.ts'
export { beginUpload } from './uploads/uploads.ts'
export { largestOf } from './uploads/quota.ts'
export { waysToSee } from './file/seeing.ts'
