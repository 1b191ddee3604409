/** What the features of this room use of a file. */
export { about, hasExpired, openName, type FileRow } from './file.ts'
export { addTo, holdFile, holdHolder, subjectOf } from './files.ts'
export { heldNamed, holderOf, type Held } from './holder.ts'
export { onFilePage, onHolderPage } from './panels.ts'
export { StateBadge, thumbnailOf } from './panel.tsx'
export { filesById, updateFile } from './queries.ts'
export { fileFor, looksAfter, waysToSee } from './seeing.ts'
export { fileView, inClear, showFile, type ShownFile } from './view.ts'
