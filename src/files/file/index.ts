/** What the features of this room use of a file. */
export { about, hasExpired, openName, type FileRow } from './file.ts'
export { addTo, holdFile, holdFolderOf, holdHolder, ofHeld, subjectOf } from './files.ts'
export { heldNamed, holderOf, holders, type Held, type Holder } from '../holders/holder.ts'
export { aboveFile, onFilePage, onHolderPage } from './panels.ts'
export type { ShownHolder } from './page.tsx'
export { crumbsOf, shownHolder } from './reading.tsx'
export { lastDayIn, lastDayOf, zoneOf } from './last-day.ts'
export { RefusedFiles } from './refused.tsx'
export { AddForm, FileTable, StateBadge, thumbnailOf } from './panel.tsx'
export { countFiles, fileById, filesById, filesOf, placeFile, updateFile } from './queries.ts'
export { fileFor, looksAfter, waysToSee } from './seeing.ts'
export {
  aboutFor,
  aboutView,
  fileView,
  inClear,
  showFile,
  type AnswerFor,
  type ShownFile,
} from './view.ts'
