import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import type { Crumb } from '../../ui/index.ts'
import type { SignedInContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { aboveFile, filesOf, inClear, subjectOf, type ShownFile } from '../file/index.ts'
import type { Folder } from './folder.ts'
import { readSpace, type Space } from '../uploads/space.tsx'
import { filesByFolder, type Of } from './queries.ts'
import { treeOf } from './reading.ts'
import type { Tree } from './tree.ts'
import { words } from './texts.ts'

type Reader = Pick<SignedInContext, 'installation' | 'portal' | 'read' | 'language'>

/** The folders of a thing, and how many files lie in each itself. */
export interface Lying {
  tree: Tree
  counts: ReadonlyMap<string | null, number>
}

export async function readLying({ installation, portal, read }: Reader, of: Of): Promise<Lying> {
  const key = await installation.keys.held(portal.id)
  const opening = { key, portal: portal.id, log: installation.log }
  const [tree, counts] = await read((tx) =>
    Promise.all([treeOf(tx, opening, of), filesByFolder(tx, of)]),
  )
  return { tree, counts }
}

/** How many files lie in a folder and in those in it. */
export const filesIn = ({ tree, counts }: Lying, id: string): number =>
  tree.withAllBelow(id).reduce((sum, one) => sum + (counts.get(one.id) ?? 0), 0)

/** Of the files in one place, so many are on a page; the others follow. */
const ON_PAGE = 50

export interface PageOfFiles {
  files: ShownFile[]
  /** Id as shown of the file that the next page comes before; null where there is none. */
  next: string | null
  /** For files that are added here. */
  space: Space
}

/** The files that lie in a folder itself, or in none, the newest first. */
export async function readFiles(
  ctx: SignedInContext,
  of: Of,
  { folder, before }: { folder: string | null; before?: string },
): Promise<PageOfFiles> {
  const rows = await ctx.read((tx) => filesOf(tx, { ...of, folder, before, limit: ON_PAGE + 1 }))
  const files = await inClear(ctx, rows.slice(0, ON_PAGE))
  const next = rows.length > ON_PAGE ? show('file', files.at(-1)!.id) : null
  return { files, next, space: await readSpace(ctx) }
}

export const nameOf = ({ name }: Folder, language: Reader['language']): string =>
  name ?? words(language)('unreadable')

/** The way up to a folder, with itself. */
export const crumbsTo = (
  tree: Tree,
  folder: string | null,
  language: Reader['language'],
): Crumb[] =>
  tree.path(folder).map((one) => ({
    label: nameOf(one, language),
    href: routes.folders.one({ folder: show('folder', one.id) }),
  }))

/** A folder is found on its file's page. */
export const foldersAbove = aboveFile.with(async (ctx, { holderKind, holderId, folderId }) => {
  if (folderId === null) return []
  const { tree } = await readLying(ctx, { kind: holderKind, holder: holderId })
  return crumbsTo(tree, folderId, ctx.language)
})

export const folderView = shape('Folder', {
  id: z.string(),
  about: z.string().describe('Id of what it is one of'),
  parent: z.string().nullable().describe('Id of the folder that it lies in'),
  name: z.string(),
  files: z.int().describe('How many lie in it and in the folders in it'),
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  version: z.int().describe('Changes with each change; send it back with yours'),
})

/** A folder with how many files lie in it, for programs. */
export interface ShownFolder extends Folder {
  name: string
  files: number
}

export const shownFolder = (
  lying: Lying,
  folder: Folder,
  language: Reader['language'],
): ShownFolder => ({
  ...folder,
  name: nameOf(folder, language),
  files: filesIn(lying, folder.id),
})

export const showFolder = (folder: ShownFolder) => ({
  id: show('folder', folder.id),
  about: subjectOf(folder),
  parent: folder.parentId && show('folder', folder.parentId),
  name: folder.name,
  files: folder.files,
  createdBy: folder.createdBy,
  createdAt: folder.createdAt.toString(),
  version: folder.version,
})
