import { z } from 'zod'
import { reached } from '../../kit/caps.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import type { Tx } from '../../kit/db/database.ts'
import { invalidField } from '../../kit/validation.ts'
import { givenFileName } from '../uploads/upload.ts'
import { deleteUpload, lockHeldFor } from '../uploads/queries.ts'
import { claimUpload, nameOf, removeContents, type Claimed } from '../uploads/uploads.ts'
import { refuse } from '../refusals.ts'
import { checkingQueue } from '../checking/checking.ts'
import { about, fileNote, openName, sealName, sealNote, type FileRow } from './file.ts'
import { isSameEnding, partsOf } from './kind.ts'
import { heldNamed, holderOf, type Held } from '../holders/holder.ts'
import {
  countFiles,
  deleteFile,
  filesOfAll,
  holdFolder,
  insertFile,
  lockFile,
  placeFile,
  updateFile,
} from './queries.ts'
import { insertVersion, setCurrent } from './version-queries.ts'

/** What it belongs to, of those whose files the caller may look after. */
export async function holdHolder({ tx, caller }: OperationContext, held: Held | null) {
  if (!held || !caller.rights.has(held.holder.right)) return null
  return (await held.holder.find(tx, held.id, 'hold')) === null ? null : held
}

/** What has files, as its rows name it. */
export const ofHeld = ({ holder, id }: Held) => ({ kind: holder.kind, holder: id })

/** Whether a folder is one of a thing's; it stays until the commit. */
export async function holdFolderOf(
  tx: Tx,
  folder: string,
  { kind, holder }: { kind: string; holder: string },
): Promise<boolean> {
  const held = await holdFolder(tx, folder)
  return held?.kind === kind && held.holder === holder
}

/** A file, locked, of those that the caller may look after. */
export async function holdFile(op: OperationContext, id: string): Promise<FileRow | null> {
  const file = await lockFile(op.tx, id)
  const holder = file && holderOf(op.installation, file.holderKind)
  return file && holder && op.caller.rights.has(holder.right) ? file : null
}

/**
 * Adds what somebody has sent to what it belongs to. Whether they may is up to whoever calls.
 * @returns row id of the file
 */
export async function addTo(
  op: OperationContext,
  { kind, holder }: { kind: string; holder: string },
  { upload, note, folder = null }: { upload: string; note?: string; folder?: string | null },
): Promise<Done<{ file: string; bytes: number }> | Refusal> {
  const full = await noMore(op, { kind, holder })
  if (full) return full
  if (folder !== null && !(await holdFolderOf(op.tx, folder, { kind, holder })))
    return invalidField('folder', 'no_such')
  const claimed = await claimUpload(op, upload)
  if (!claimed.ok) return claimed
  const file = newId()
  const by = op.caller.person!
  await keep(op, { kind, holder }, { ...claimed.value, file, note, folder, by })
  return done({ file, bytes: claimed.value.bytes })
}

async function noMore(
  op: OperationContext,
  { kind, holder }: { kind: string; holder: string },
): Promise<Refusal | null> {
  const most = await reached(op, 'files', holder, (most) =>
    countFiles(op.tx, { kind, holder }, most),
  )
  return most === null ? null : refuse('too_many_files', { values: { most } })
}

interface Kept extends Claimed {
  /** Row id that the file gets. */
  file: string
  note?: string
  folder?: string | null
  by: string
}

async function keep(
  op: OperationContext,
  { kind, holder }: { kind: string; holder: string },
  { file, content, name, bytes, note, folder = null, by }: Kept,
): Promise<void> {
  const { tx, portal, now, installation } = op
  const key = await installation.keys.of(tx, portal)
  await insertFile(tx, {
    id: file,
    kind,
    holder,
    folder,
    content,
    bytes,
    sealedName: sealName(key, portal, file, name),
    sealedNote: note === undefined ? null : sealNote(key, portal, file, note),
    by,
    now,
  })
  await op.enqueue(checkingQueue.wake, { portal })
}

/**
 * Adds what came with one thing to what it belongs to from now on, each as a file of the same id.
 * @param heldFor row id of what they came with
 * @param by row id of whose they are
 * @returns how many; the others have to wait, where it has as many as there can be
 */
export async function addHeld(
  op: OperationContext,
  heldFor: string,
  { kind, holder, by }: { kind: string; holder: string; by: string },
): Promise<number> {
  const { tx, portal, installation } = op
  const key = await installation.keys.of(tx, portal)
  let added = 0
  for (const upload of await lockHeldFor(tx, heldFor)) {
    if (await noMore(op, { kind, holder })) break
    added += 1
    await deleteUpload(tx, upload.id)
    const { id: file, content, bytes } = upload
    await keep(
      op,
      { kind, holder },
      { file, content, bytes, name: nameOf(key, portal, upload), by },
    )
  }
  return added
}

/** All files of one thing become those of another, in no folder. */
export async function handOver(
  op: OperationContext,
  from: { kind: string; holder: string },
  to: { kind: string; holder: string },
): Promise<Refusal | null> {
  for (const file of await filesOfAll(op.tx, from.kind, [from.holder])) {
    const full = await noMore(op, to)
    if (full) return full
    await placeFile(op.tx, file.id, { ...to, folder: null })
  }
  return null
}

export const addFile = operation({
  name: 'file.add',
  done: { en: 'Added a file', es: 'Añadió un archivo' },
  details: { file: { en: 'File', es: 'Archivo' }, bytes: { en: 'Bytes', es: 'Bytes' } },
  summary: 'Adds a file that was sent to a case, person, company, or whatever else has files',
  input: z.strictObject({
    about,
    upload: id('upload').describe('A file that was sent whole'),
    note: fileNote.optional(),
    folder: id('folder').optional().describe('The folder it goes into; left out, it lies in none'),
  }),
  right: 'files:manage',
  async run(op, { about, upload, note, folder }) {
    const held = await holdHolder(op, heldNamed(op.installation, about))
    if (!held) return kitRefuse('not_found')
    const added = await addTo(op, ofHeld(held), { upload, note, folder })
    if (!added.ok) return added
    const { file, bytes } = added.value
    op.note({ subject: about, details: { file: show('file', file), bytes } })
    return done({ file })
  },
})

export const addVersion = operation({
  name: 'file.add_version',
  done: { en: 'Added a new version of a file', es: 'Añadió una versión nueva de un archivo' },
  summary: 'Puts a file that was sent in the place of an earlier version, which is kept',
  input: z.strictObject({
    file: id('file'),
    upload: id('upload'),
    name: givenFileName
      .optional()
      .describe(
        'What the file is called from now on. Needed where what was sent has another ending than the file, as a picture in the place of a PDF has',
      ),
  }),
  right: 'files:manage',
  async run(op, { file: id, upload, name }) {
    const { tx, portal, now, caller, installation } = op
    const file = await holdFile(op, id)
    if (!file) return kitRefuse('not_found')
    const most = installation.caps.fileVersions
    if (file.number >= most) return refuse('too_many_versions', { values: { most } })
    const claimed = await claimUpload(op, upload)
    if (!claimed.ok) return claimed
    const { content, bytes } = claimed.value
    const key = await installation.keys.of(tx, portal)
    const other =
      name === undefined &&
      otherEnding(openName(key, portal, file, installation.log), claimed.value.name)
    if (other) return other
    const number = file.number + 1
    await insertVersion(tx, { file: id, number, content, bytes, by: caller.person!, now })
    await setCurrent(tx, id, number)
    if (name !== undefined)
      await updateFile(tx, id, { sealedName: sealName(key, portal, id, name) })
    await op.enqueue(checkingQueue.wake, { portal })
    op.note({ subject: subjectOf(file), details: { file: show('file', id), bytes } })
    return done({ file: id })
  },
})

/** Refuses what would go on under a name that says it is something else; null where it does not. */
function otherEnding(name: string | null, sent: string): Refusal | null {
  const [before, after] = [partsOf(name ?? '').ending, partsOf(sent).ending]
  return before === '' || after === '' || isSameEnding(before, after)
    ? null
    : refuse('other_ending', { field: 'name', values: { before, after } })
}

export const changeFile = operation({
  name: 'file.change',
  done: { en: 'Changed what a file is called', es: 'Cambió cómo se llama un archivo' },
  summary: 'Renames a file, or changes the note beside it; links to it stay',
  input: z.strictObject({
    file: id('file'),
    name: givenFileName.optional().describe('With its ending'),
    note: fileNote.nullable().optional(),
    version: z.int().optional().describe('The version that the change is based on'),
  }),
  right: 'files:manage',
  async run(op, { file: id, name, note, version }) {
    const { tx, portal, installation } = op
    const file = await holdFile(op, id)
    if (!file) return kitRefuse('not_found')
    const late = op.basedOn(file.version, version)
    if (late) return late
    const key = await installation.keys.of(tx, portal)
    await updateFile(tx, id, {
      ...(name !== undefined && { sealedName: sealName(key, portal, id, name) }),
      ...(note !== undefined && {
        sealedNote: note === null ? null : sealNote(key, portal, id, note),
      }),
    })
    op.note({ subject: subjectOf(file), details: { file: show('file', id) } })
    return done({ file: id })
  },
})

/** Removes a file with all its versions, of whatever somebody who may calls it of. @param file row id */
export const removeFrom = async (op: OperationContext, file: string): Promise<void> =>
  removeContents(op, await deleteFile(op.tx, file))

export const removeFile = operation({
  name: 'file.remove',
  done: { en: 'Removed a file', es: 'Eliminó un archivo' },
  summary: 'Removes a file with all its versions, for good',
  input: z.strictObject({ file: id('file') }),
  right: 'files:manage',
  async run(op, { file: id }) {
    const file = await holdFile(op, id)
    if (!file) return kitRefuse('not_found')
    await removeFrom(op, id)
    op.note({ subject: subjectOf(file), details: { file: show('file', id) } })
    return done({ file: id, about: subjectOf(file), folder: file.folderId })
  },
})

/** What a file belongs to, as shown. */
export const subjectOf = ({
  holderKind,
  holderId,
}: Pick<FileRow, 'holderKind' | 'holderId'>): string => show(holderKind as never, holderId)
