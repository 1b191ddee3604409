import type { Instant } from '../clock.ts'

/**
 * Where portals' wrapped keys lie, apart from the database, so that no backup of the one restores the other.
 * Several servers of one installation share one store. Portals are named by their row ids.
 */
export interface KeyStore {
  /** For people: where it is. */
  readonly place: string
  /** @returns the wrapped key; null where there is none */
  get(portal: string): Promise<Buffer | null>
  /** Keeps the key unless there is one. Durable once it answers. @returns the key that is there now */
  putIfAbsent(portal: string, wrapped: Buffer): Promise<Buffer>
  /** Destroys the key for good; may be called again. */
  destroy(portal: string): Promise<void>
  /** Says for ever that this portal was deleted. Durable once it answers; the first one counts. */
  bury(tombstone: Tombstone): Promise<void>
  tombstone(portal: string): Promise<Tombstone | null>
  /** Every portal that has a key. */
  keys(): Promise<string[]>
  tombstones(): Promise<Tombstone[]>
}

/** That a portal was deleted, and when; nothing that names anybody. */
export interface Tombstone {
  portal: string
  at: Instant
}

/** The store cannot be reached, or does not do what it was asked; answers become 503. */
export class KeyStoreUnavailable extends Error {}

/** The store cannot be trusted with keys as it is; nothing is started on it. */
export class KeyStoreUnfit extends Error {}

/** A portal's row id, as the names in a store are made of. */
export const PORTAL = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const tombstoneText = ({ at }: Tombstone): string => `deleted ${at.toString()}\n`

/** A tombstone that cannot be read is one all the same: then only its time is not known. */
export function readTombstone(portal: string, text: string): Tombstone {
  const said = /^deleted (\S+)$/m.exec(text)?.[1]
  try {
    return { portal, at: Temporal.Instant.from(said ?? '') }
  } catch {
    return { portal, at: Temporal.Instant.fromEpochMilliseconds(0) }
  }
}
