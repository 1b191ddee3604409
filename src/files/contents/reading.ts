import {
  ContentMissing,
  type ContentName,
  type FileStore,
} from '../../kit/file-store/file-store.ts'
import type { Installation } from '../../kit/installation.ts'
import { storeOf } from './queries.ts'

/**
 * A content from wherever it lies. One that moves while it is read is gone on with where it has moved to; also where
 * it has been moved there and back since: only what is missing twice where its row says, with nothing read between,
 * is missing.
 * @param store where it lay when it was looked up
 */
export const wherever = (
  { db, files }: Pick<Installation, 'db' | 'files'>,
  store: FileStore['kind'],
): Pick<FileStore, 'read'> => ({
  async *read(name: ContentName, from: number, to: number) {
    let [at, kind] = [from, store]
    for (let missing: { at: number; kind: FileStore['kind'] } | undefined; ;)
      try {
        for await (const piece of files.of(kind).read(name, at, to)) {
          at += piece.length
          yield piece
        }
        return
      } catch (error) {
        if (!(error instanceof ContentMissing)) throw error
        const { portal, content } = name
        const now = await db.read({ portal }, (tx) => storeOf(tx, content))
        const isAgain = missing?.at === at && missing.kind === now?.store
        if (!now || (now.store === kind && isAgain)) throw error
        missing = { at, kind }
        kind = now.store
      }
  },
})
