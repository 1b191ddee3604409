import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { monotonicMs, type Instant } from './clock.ts'
import { CannotOpen, open, seal } from './crypto.ts'
import type { Database, Tx } from './db/database.ts'
import type { DeletionLedger } from './deletion-ledger.ts'
import type { KeyStore, Tombstone } from './key-store/key-store.ts'

/** The installation's own secret, which lies neither in the database nor in the key store. */
export class MasterKey {
  readonly #master: Buffer

  /** @param master 32 bytes */
  constructor(master: Buffer) {
    this.#master = master
  }

  /** A secret that every process of this installation comes to alike; another for each purpose. */
  derive(purpose: string, bytes: number): Buffer {
    return Buffer.from(hkdfSync('sha256', this.#master, '', purpose, bytes))
  }

  /** Stands for a value where that must be found again and not be read; 32 bytes, another per purpose. */
  fingerprint(purpose: string, value: string): Buffer {
    return createHmac('sha256', this.derive(purpose, 32)).update(value).digest()
  }

  /** A sealed sentinel, so that a wrong master key is noticed at the start and not at the first message. */
  check(): Buffer {
    return seal(this.#master, CHECK, 'gatehouse')
  }

  opens(check: Buffer): boolean {
    try {
      return open(this.#master, CHECK, check).toString() === 'gatehouse'
    } catch {
      return false
    }
  }

  /** A portal's key as it is kept. */
  wrap(portal: string, key: Buffer): Buffer {
    return seal(this.#master, place(portal), key)
  }

  /** @throws CannotOpen where it is another portal's, or another installation's */
  unwrap(portal: string, wrapped: Buffer): Buffer {
    return open(this.#master, place(portal), wrapped)
  }
}

const CHECK = { portal: '', table: 'installation', row: '', column: 'key_check' }
/** Named as when keys lay in the database, so that those moved from there open. */
const place = (portal: string) => ({ portal, table: 'portal_keys', row: '1', column: 'wrapped' })

/** The portal was deleted, and its key destroyed: whatever is left of it came back from a backup. */
export class KeyDestroyed extends CannotOpen {
  readonly portal: string

  constructor(portal: string) {
    super(`portal ${portal} was deleted and its key destroyed`)
    this.portal = portal
  }
}

/** The key store has no key of the portal, and does not know that it was deleted. */
export class KeyMissing extends CannotOpen {
  readonly portal: string

  constructor(portal: string, where: string) {
    super(`the key of portal ${portal} is missing from ${where}; put it back from its backup`)
    this.portal = portal
  }
}

/** Whether a portal can be opened. */
export type Standing = 'open' | 'deleted' | 'missing'

/** How a deletion is known that the database says nothing of. */
export interface Witness extends Tombstone {
  /** Only the ledger beside the audit's anchors knows: the key store came back from a backup as well. */
  onlyLedger: boolean
}

/** How many portals' keys are held unwrapped; a law firm's installation has all of its own in memory. */
const KEPT = 5000
/** For how long what the store once said is taken for true, without a request having to wait for it. */
const LOOK_AGAIN_MS = 60_000

interface Kept {
  key: Buffer
  /** By the machine's own count. */
  lookedMs: number
}

/**
 * Envelope encryption: a data key per portal, wrapped by the master key, in the key store. Destroying
 * the wrapped key there makes what backups of the database still hold unreadable.
 */
export class Keys extends MasterKey {
  readonly store: KeyStore
  readonly ledger: DeletionLedger
  readonly #db: Database
  readonly #kept = new Map<string, Kept>()

  constructor(
    master: Buffer,
    { store, ledger, db }: { store: KeyStore; ledger: DeletionLedger; db: Database },
  ) {
    super(master)
    this.store = store
    this.ledger = ledger
    this.#db = db
  }

  /**
   * Makes the portal's key unless it has one; may be called twice. It lies in the store before the row
   * commits. Should that not happen, it is nobody's and harms nobody; a second try takes it. It is never
   * swept: to a database that was restored, the keys of portals younger than the backup look the same.
   * @returns the key it made, else null
   */
  async create(tx: Tx, portal: string, now: Instant): Promise<Buffer | null> {
    const made = await tx.db
      .insertInto('portal_keys')
      .values({ portal_id: portal, version: 1, created_at: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
    if (!made) return null
    const wrapped = await this.store.putIfAbsent(portal, this.wrap(portal, randomBytes(32)))
    // Locked, so that none is written after the last was taken out.
    const [row] = await tx.run<{ apart: boolean }>(
      'select keys_apart_at is not null as apart from installation for share',
    )
    // A server of the version before, which may still be running, looks for it here.
    if (!row?.apart)
      await tx.db
        .updateTable('portal_keys')
        .set({ wrapped })
        .where('portal_id', '=', portal)
        .execute()
    return this.unwrap(portal, wrapped)
  }

  /**
   * Destroys the key; what was sealed under it is gone, in backups of the rows too. That it was is
   * written down outside of the database first, so that cut off anywhere the portal cannot be opened again.
   * @param tombstone with the time that the portal counts as deleted from
   */
  async destroy(tx: Tx, { portal, at }: Tombstone, now: Instant): Promise<void> {
    await tx.run(
      `update portal_keys set wrapped = null, destroyed_at = coalesce(destroyed_at, $2)
       where portal_id = $1`,
      [portal, now],
    )
    await this.bury({ portal, at })
  }

  async isDestroyed(portal: string): Promise<boolean> {
    const [wrapped, tombstone] = await Promise.all([
      this.store.get(portal),
      this.store.tombstone(portal),
    ])
    return !wrapped && tombstone !== null
  }

  /** Writes down that a portal was deleted, and destroys its key. May be called again. */
  async bury(tombstone: Tombstone): Promise<void> {
    await this.ledger.note(tombstone)
    await this.store.bury(tombstone)
    await this.store.destroy(tombstone.portal)
    this.#kept.delete(tombstone.portal)
  }

  /**
   * @throws KeyDestroyed @throws KeyMissing
   * @throws KeyStoreUnavailable
   * @throws CannotOpen where the master key is another
   */
  async of(tx: Tx, portal: string): Promise<Buffer> {
    return this.#cached(portal) ?? this.#load(portal, tx)
  }

  /** Like `of`, without a transaction at hand: for most requests from memory. */
  async held(portal: string): Promise<Buffer> {
    return this.#cached(portal) ?? this.#load(portal)
  }

  /** Whether the portal can be opened; for most requests from memory. @throws KeyStoreUnavailable */
  async standing(portal: string): Promise<Standing> {
    if (this.#cached(portal)) return 'open'
    try {
      await this.#load(portal)
      return 'open'
    } catch (error) {
      if (error instanceof KeyDestroyed) return 'deleted'
      if (error instanceof KeyMissing) return 'missing'
      throw error
    }
  }

  /** Who outside of the database knows that the portal was deleted; null where nobody does. */
  async witness(portal: string): Promise<Witness | null> {
    const tombstone = await this.store.tombstone(portal)
    const noted = this.ledger.get(portal)
    const existing = noted ?? tombstone
    return existing ? { ...existing, onlyLedger: !tombstone } : null
  }

  #cached(portal: string): Buffer | undefined {
    const kept = this.#kept.get(portal)
    if (!kept) return undefined
    const now = monotonicMs()
    if (now - kept.lookedMs > LOOK_AGAIN_MS) {
      kept.lookedMs = now
      void this.#lookAgain(portal)
    }
    return kept.key
  }

  /** Another server may have destroyed it. A store that does not answer says nothing about that. */
  async #lookAgain(portal: string): Promise<void> {
    try {
      await this.#find(portal)
    } catch (error) {
      if (error instanceof CannotOpen) this.#kept.delete(portal)
    }
  }

  async #load(portal: string, tx?: Tx): Promise<Buffer> {
    const key = this.unwrap(portal, await this.#find(portal, tx))
    if (this.#kept.size >= KEPT) this.#kept.delete(this.#kept.keys().next().value!)
    this.#kept.set(portal, { key, lookedMs: monotonicMs() })
    return key
  }

  async #find(portal: string, tx?: Tx): Promise<Buffer> {
    if (this.ledger.get(portal)) throw new KeyDestroyed(portal)
    const [wrapped, tombstone] = await Promise.all([
      this.store.get(portal),
      this.store.tombstone(portal),
    ])
    // A deletion that was cut off leaves both.
    if (tombstone) throw new KeyDestroyed(portal)
    const stored = wrapped ?? (await this.#inDatabase(portal, tx))
    if (!stored) throw new KeyMissing(portal, this.store.place)
    return stored
  }

  /** Where it still lies until it has moved. */
  async #inDatabase(portal: string, tx?: Tx): Promise<Buffer | null> {
    const read = async ({ db }: Tx) =>
      (
        await db
          .selectFrom('portal_keys')
          .select('wrapped')
          .where('portal_id', '=', portal)
          .executeTakeFirst()
      )?.wrapped ?? null
    return tx ? read(tx) : this.#db.read({ portal }, read)
  }
}
