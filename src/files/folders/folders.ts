import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import {
  about,
  heldNamed,
  holderOf,
  holdHolder,
  ofHeld,
  subjectOf,
  type Held,
} from '../file/index.ts'
import { refuse } from '../refusals.ts'
import { withoutUnseen } from '../uploads/upload.ts'
import { removeContents } from '../uploads/uploads.ts'
import { DEEPEST, folderName, sealFolderName } from './folder.ts'
import {
  deleteFolders,
  filesByFolder,
  folderById,
  holdForRemoval,
  insertFolder,
  lockFolders,
  updateFolder,
} from './queries.ts'
import { treeOf } from './reading.ts'
import type { Tree } from './tree.ts'

/** The folders of something of which the caller may look after the files: nobody else changes how they lie meanwhile. */
async function holdTree(op: OperationContext, held: Held | null): Promise<Tree | null> {
  const { tx, portal, installation } = op
  if (!held?.holder.hasFolders || !(await holdHolder(op, held))) return null
  await lockFolders(tx, ofHeld(held))
  const key = await installation.keys.of(tx, portal)
  return treeOf(tx, { key, portal, log: installation.log }, ofHeld(held))
}

/** A folder among those beside it, as `holdTree` holds them. */
async function holdFolder(op: OperationContext, id: string) {
  const row = await folderById(op.tx, id)
  const holder = row && holderOf(op.installation, row.holderKind)
  const tree = holder && (await holdTree(op, { holder, id: row.holderId }))
  const folder = tree?.get(id)
  return tree && folder ? { tree, folder } : null
}

/**
 * Why a folder cannot lie in a place under a name; null where it can.
 * @param levels that it takes with those in it
 * @param field what is wrong where one of the name is there
 */
function whyNotThere(
  tree: Tree,
  { parent, name, except, levels }: Placing,
  field: 'name' | 'parent',
): Refusal | null {
  if (parent !== null && !tree.get(parent)) return invalidField('parent', 'no_such')
  if (tree.path(parent).length + levels > DEEPEST)
    return refuse('too_deep', { field: 'parent', values: { most: DEEPEST } })
  return name !== null && tree.named(parent, name, except)
    ? refuse('folder_name_taken', { field })
    : null
}

interface Placing {
  parent: string | null
  name: string | null
  except?: string
  levels: number
}

const shownParent = (id: string | null) => id && show('folder', id)
const folderDetails = { folder: { en: 'Folder', es: 'Carpeta' } }

export const addFolder = operation({
  name: 'folder.add',
  done: { en: 'Added a folder', es: 'Añadió una carpeta' },
  details: folderDetails,
  summary: 'Adds a folder to a case, person, company, or whatever else has folders',
  input: z.strictObject({
    about,
    name: folderName,
    parent: id('folder').nullable().optional().describe('The folder that it lies in, if any'),
  }),
  right: 'files:manage',
  async run(op, { about, name, parent = null }) {
    const { tx, portal, now, caller, installation, note } = op
    const held = heldNamed(installation, about)
    const tree = await holdTree(op, held)
    if (!held || !tree) return kitRefuse('not_found')
    const most = installation.caps.folders
    if (tree.size >= most) return refuse('too_many_folders', { values: { most } })
    const why = whyNotThere(tree, { parent, name, levels: 1 }, 'name')
    if (why) return why
    const folder = newId()
    const key = await installation.keys.of(tx, portal)
    await insertFolder(tx, {
      ...ofHeld(held),
      id: folder,
      parent,
      sealedName: sealFolderName(key, portal, folder, name),
      by: caller.person ?? null,
      now,
    })
    note({ subject: about, details: { folder: show('folder', folder) } })
    return done({ folder })
  },
})

export const renameFolder = operation({
  name: 'folder.rename',
  done: { en: 'Renamed a folder', es: 'Cambió el nombre de una carpeta' },
  details: folderDetails,
  summary: 'Renames a folder; links to it stay',
  input: z.strictObject({
    folder: id('folder'),
    name: folderName,
    version: z.int().optional().describe('The version that the change is based on'),
  }),
  right: 'files:manage',
  async run(op, { folder: id, name, version }) {
    const { tx, portal, installation, note } = op
    const among = await holdFolder(op, id)
    if (!among) return kitRefuse('not_found')
    const { tree, folder } = among
    const late = op.basedOn(folder.version, version)
    if (late) return late
    if (tree.named(folder.parentId, name, id)) return refuse('folder_name_taken', { field: 'name' })
    const key = await installation.keys.of(tx, portal)
    await updateFolder(tx, id, { sealedName: sealFolderName(key, portal, id, name) })
    note({ subject: subjectOf(folder), details: { folder: show('folder', id) } })
    return done({ folder: id })
  },
})

export const moveFolder = operation({
  name: 'folder.move',
  done: { en: 'Moved a folder', es: 'Movió una carpeta' },
  details: { ...folderDetails, into: { en: 'Into', es: 'A' } },
  summary: 'Moves a folder with all that is in it into another of the same thing, or out of all',
  input: z.strictObject({
    folder: id('folder'),
    parent: id('folder')
      .nullable()
      .describe('The folder that it lies in from now on; null for none'),
  }),
  right: 'files:manage',
  async run(op, { folder: id, parent }) {
    const among = await holdFolder(op, id)
    if (!among) return kitRefuse('not_found')
    const { tree, folder } = among
    if (tree.path(parent).some((above) => above.id === id))
      return refuse('within_itself', { field: 'parent' })
    const placing = { parent, name: folder.name, except: id, levels: tree.levels(id) }
    const why = whyNotThere(tree, placing, 'parent')
    if (why) return why
    await updateFolder(op.tx, id, { parent })
    op.note({
      subject: subjectOf(folder),
      details: { folder: show('folder', id), into: shownParent(parent) },
    })
    return done({ folder: id })
  },
})

/** Contents that are seen off with one statement: a statement takes no more than 65,535 values. */
const AT_ONCE = 10_000

export const removeFolder = operation({
  name: 'folder.remove',
  done: { en: 'Removed a folder', es: 'Eliminó una carpeta' },
  details: {
    ...folderDetails,
    folders: { en: 'Folders', es: 'Carpetas' },
    files: { en: 'Files', es: 'Archivos' },
  },
  summary:
    'Removes a folder with the folders and files in it, for good. Where there are files in it, its name has to be sent',
  input: z.strictObject({
    folder: id('folder'),
    name: line(1000)
      .optional()
      .describe('What it is called, where there are files in it or in folders in it'),
  }),
  right: 'files:manage',
  async run(op, { folder: id, name }) {
    const { tx, note } = op
    const among = await holdFolder(op, id)
    if (!among) return kitRefuse('not_found')
    const { tree, folder } = among
    const ids = tree.withAllBelow(id).map((one) => one.id)
    await holdForRemoval(tx, ids)
    const counts = await filesByFolder(tx, { kind: folder.holderKind, holder: folder.holderId })
    // One whose name does not open cannot be typed: its files are removed or moved first.
    if (
      ids.some((one) => counts.get(one)) &&
      (folder.name === null || (name && withoutUnseen(name)) !== folder.name)
    )
      return refuse('folder_has_files', { field: 'name' })
    const { files, contents } = await deleteFolders(tx, ids)
    for (let from = 0; from < contents.length; from += AT_ONCE)
      await removeContents(op, contents.slice(from, from + AT_ONCE))
    note({
      subject: subjectOf(folder),
      details: { folder: show('folder', id), folders: ids.length, files },
    })
    return done({ about: subjectOf(folder), parent: folder.parentId, folders: ids.length, files })
  },
})
