import type { Instant } from '../clock.ts'

/** A content's name: the portal's row id and its own. */
export interface ContentName {
  portal: string
  content: string
}

/** The store does not answer, or has no room: to be tried again later. */
export class FileStoreUnavailable extends Error {}

/** The database knows of a content that the store does not have. */
export class ContentMissing extends Error {}

/**
 * Where sealed contents of files lie. What is put is there whole or not at all, and is on disk before it is told;
 * none is ever changed.
 */
export interface FileStore {
  /** Which kind: what a content's row says of where it lies. */
  readonly kind: 'folder' | 'bucket'
  /** For messages to the operator. */
  readonly place: string
  /**
   * Bytes of a content, from one up to another, as they come.
   * @throws ContentMissing @throws FileStoreUnavailable
   */
  read(name: ContentName, from: number, to: number): AsyncIterable<Buffer>
  /** @param bytes how many there are */
  put(name: ContentName, source: AsyncIterable<Buffer>, bytes: number): Promise<void>
  /** May be called of one that is gone. */
  remove(name: ContentName): Promise<void>
  /** Whatever there is of a portal. */
  removeAll(portal: string): Promise<void>
  /** Every portal of which something lies here, for a sweep. */
  portals(): AsyncIterable<string>
  /** Every content of a portal that lies here, for a sweep. */
  list(portal: string): AsyncIterable<string>
  /** When it was last written to, by the store's own clock; null where it does not lie here. */
  changedAt(name: ContentName): Promise<Instant | null>
}

const ID = /^[0-9a-f-]{36}$/

export const isId = (text: string): boolean => ID.test(text)

/** @throws where it is no id, which would be another place in the store */
export function named({ portal, content }: ContentName): ContentName {
  if (!ID.test(portal) || !ID.test(content)) throw new Error(`no ids: ${portal} ${content}`)
  return { portal, content }
}
