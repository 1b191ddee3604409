/** What the room of files offers to the domains above: whatever has files, has them from here. */
export { hasFiles } from './file/has-files.ts'
export type { Holder } from './file/holder.ts'
export { addTo } from './file/files.ts'
export { nameIn, moveFiles } from './file/queries.ts'
export { sharedWith, type Audience } from './sharing/audience.ts'
export { moveShares } from './sharing/queries.ts'
export { beginUpload } from './uploads/uploads.ts'
export { waysToSee } from './file/seeing.ts'
