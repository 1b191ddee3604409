import type { AuditEntry } from '../../identity/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { parseId, show, type IdKind } from '../../kit/ids.ts'
import type { SignedInContext } from '../../web/index.ts'
import { filesById, inClear, looksAfter } from '../file/index.ts'
import { openFolder } from '../folders/folder.ts'
import { folderById } from '../folders/queries.ts'
import { requestsById } from '../requests/queries.ts'
import { titleOf } from '../requests/request.ts'
import { requestsInClear } from '../requests/view.ts'
import { audienceNamed, shownAudience } from '../sharing/audience.ts'
import { namesOfAll } from '../sharing/members.ts'
import { words } from './texts.ts'

/** Names in one line. */
const NAMED = 3

type Details = AuditEntry['details']

const textsIn = (details: Details, ...names: string[]): string[] =>
  names
    .flatMap((name): unknown => details[name] ?? [])
    .filter((value): value is string => typeof value === 'string')

const idsIn = (kind: IdKind, texts: readonly string[]): string[] => [
  ...new Set(texts.flatMap((text) => parseId(kind, text) ?? [])),
]

/** What lines speak of, by shown ids. */
interface Names {
  files: ReadonlyMap<string, { name: string; folder: string | null }>
  requests: ReadonlyMap<string, string>
  audiences: ReadonlyMap<string, string>
}

/**
 * A history whose lines name the files, folders, requests and recipients that they speak of, as far as whoever reads
 * looks after them; what they are called is sealed, and stands in no line. What is gone is not named.
 */
export async function namingFiles(
  ctx: SignedInContext,
  entries: readonly AuditEntry[],
): Promise<AuditEntry[]> {
  const names = await namesIn(ctx, entries)
  return entries.map((entry) => ({ ...entry, reason: entry.reason ?? said(ctx, entry, names) }))
}

async function namesIn(ctx: SignedInContext, entries: readonly AuditEntry[]): Promise<Names> {
  const all = (...names: string[]) => entries.flatMap(({ details }) => textsIn(details, ...names))
  const fileIds = idsIn('file', all('file', 'files'))
  const requestIds = idsIn('request', all('request'))
  const withs = [...new Set(all('with'))].flatMap(
    (shown) => audienceNamed(ctx.installation, shown) ?? [],
  )
  const rows = await ctx.read(async (tx) => {
    const files = (await filesById(tx, fileIds)).filter((file) => looksAfter(ctx, file))
    return {
      files,
      folders: await foldersNamed(tx, ctx, files),
      requests: await requestsById(tx, requestIds),
      audiences: await namesOfAll(tx, withs),
    }
  })
  const files = (await inClear(ctx, rows.files)).map(
    ({ id, name, folderId }) =>
      [show('file', id), { name, folder: rows.folders.get(folderId ?? '') ?? null }] as const,
  )
  const requests = await requestsInClear(
    ctx,
    rows.requests.filter((request) => looksAfter(ctx, request)),
  )
  return {
    files: new Map(files),
    requests: new Map(requests.map(({ id, what }) => [show('request', id), titleOf(what).title])),
    audiences: new Map(
      withs.flatMap((one) => {
        const name = rows.audiences.get(one.id)
        return name === undefined ? [] : [[shownAudience(one), name] as const]
      }),
    ),
  }
}

async function foldersNamed(
  tx: Tx,
  { installation, portal }: SignedInContext,
  files: readonly { folderId: string | null }[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  const key = await installation.keys.held(portal.id)
  for (const id of new Set(files.flatMap(({ folderId }) => folderId ?? []))) {
    const row = await folderById(tx, id)
    const name = row && openFolder(key, portal.id, row, installation.log).name
    if (name) names.set(id, name)
  }
  return names
}

/** Null where a line speaks of nothing that has a name. */
function said({ language }: SignedInContext, { details }: AuditEntry, names: Names): string | null {
  const t = words(language)
  const several = (some: readonly string[]) =>
    some.length > NAMED
      ? t('more', { names: some.slice(0, NAMED).join(', '), count: some.length - NAMED })
      : some.join(', ')
  const files = textsIn(details, 'file', 'files').flatMap((id) => names.files.get(id) ?? [])
  const folders = [...new Set(files.flatMap(({ folder }) => folder ?? []))]
  const receivers = textsIn(details, 'with').flatMap((id) => names.audiences.get(id) ?? [])
  const requests = textsIn(details, 'request').flatMap((id) => names.requests.get(id) ?? [])
  const parts = [
    several(files.map(({ name }) => name)),
    folders.length > 0 ? t('folder', { name: several(folders) }) : '',
    receivers.length > 0 ? t('with', { names: several(receivers) }) : '',
    requests.length > 0 ? t('request', { title: several(requests) }) : '',
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : null
}
