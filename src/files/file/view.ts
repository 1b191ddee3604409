import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import type { SignedInContext } from '../../web/index.ts'
import { FILE_STATES, openName, openNote, type FileRow } from './file.ts'
import type { Tx } from '../../kit/db/database.ts'
import { fileById, filesOfAll } from './queries.ts'
import { looksAfter } from './seeing.ts'
import { subjectOf } from './files.ts'
import { holderOf } from '../holders/holder.ts'
import { words } from './texts.ts'

/** A file in clear, as pages show it. */
export interface ShownFile extends FileRow {
  name: string
  note: string | null
}

type Reader = Pick<SignedInContext, 'installation' | 'portal' | 'language'>

export async function inClear(
  { installation, portal, language }: Reader,
  files: readonly FileRow[],
): Promise<ShownFile[]> {
  const key = await installation.keys.held(portal.id)
  const { log } = installation
  return files.map((file) => ({
    ...file,
    name: openName(key, portal.id, file, log) ?? words(language)('unreadable'),
    note: openNote(key, portal.id, file, log),
  }))
}

/** The files of several things of a kind, the first first, by the row id of what has them. */
export async function filesOfMany(
  tx: Tx,
  reader: Reader,
  { kind, ids }: { kind: string; ids: readonly string[] },
): Promise<ReadonlyMap<string, ShownFile[]>> {
  const rows = await filesOfAll(tx, kind, ids)
  return Map.groupBy(await inClear(reader, rows), ({ holderId }) => holderId)
}

/** What a file belongs to, told to those who may know of it. */
export const aboutView = z
  .string()
  .nullable()
  .describe(
    'Id of what it belongs to; null for who is served, unless it is themselves or a message to them',
  )

/** Whom an answer is for. */
export type AnswerFor = Pick<SignedInContext, 'installation' | 'holds' | 'caller'>

/**
 * What something belongs to, as shown: whoever is merely given it is not told of whom or of what else it is. What is
 * open to those who take part, as a message is, is seen by them alone.
 */
export function aboutFor(
  reader: AnswerFor,
  held: Pick<FileRow, 'holderKind' | 'holderId'>,
): string | null {
  const isOwn = held.holderKind === 'person' && held.holderId === reader.caller.person
  const isOpen = holderOf(reader.installation, held.holderKind)?.isOpenTo !== undefined
  return isOwn || isOpen || looksAfter(reader, held) ? subjectOf(held) : null
}

export const fileView = shape('File', {
  id: z.string(),
  about: aboutView,
  folder: z.string().nullable().describe('Id of the folder that it lies in; for staff alone'),
  name: z.string(),
  note: z.string().nullable(),
  type: z.string().describe('What it is by what is in it, whatever it is called'),
  bytes: z.int(),
  state: z
    .enum(FILE_STATES)
    .describe('It is given out once it is `ready`; `refused` where it was found to be dangerous'),
  held: z
    .boolean()
    .describe('It is `checking`, and could not be looked at yet: that is tried again by itself'),
  threat: z.string().nullable().describe('What was found in one that is refused'),
  number: z.int().describe('Of its newest version'),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable().describe('Until when others than staff see it'),
  version: z.int().describe('Changes with each change; send it back with yours'),
})

/** Where it lies is told to those who look after it: nobody who is served sees folders. */
export const showFile = (file: ShownFile, reader: AnswerFor) => ({
  id: show('file', file.id),
  about: aboutFor(reader, file),
  folder: file.folderId && looksAfter(reader, file) ? show('folder', file.folderId) : null,
  name: file.name,
  note: file.note,
  type: file.type,
  bytes: file.bytes,
  state: file.state,
  held: file.isHeld,
  threat: file.threat,
  number: file.number,
  addedBy: file.addedBy,
  addedAt: file.addedAt.toString(),
  expiresAt: file.expiresAt?.toString() ?? null,
  version: file.version,
})

/** A file as its endpoints answer after a change. */
export async function presented(ctx: SignedInContext, { file }: { file: string }) {
  const row = await ctx.read((tx) => fileById(tx, file))
  return row ? showFile((await inClear(ctx, [row]))[0]!, ctx) : null
}
