import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { CannotOpen, open, seal } from './crypto.ts'
import type { Database, Tx } from './db/database.ts'
import type { Instant } from './clock.ts'

/** How many portals' keys are held unwrapped; a law firm's installation has all of its own in memory. */
const KEPT = 5000

/**
 * Envelope encryption: a data key per portal, wrapped by the master key, which lives outside of the
 * database. Destroying the wrapped key makes what backups still hold unreadable.
 */
export class Keys {
  readonly #master: Buffer
  readonly #kept = new Map<string, Buffer>()

  constructor(master: Buffer) {
    this.#master = master
  }

  /** Makes the portal's key unless it has one; may be called twice. @returns the key it made, else null */
  async create(tx: Tx, portal: string, now: Instant): Promise<Buffer | null> {
    const key = randomBytes(32)
    const made = await tx.db
      .insertInto('portal_keys')
      .values({
        portal_id: portal,
        version: 1,
        wrapped: seal(this.#master, place(portal), key),
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('version')
      .executeTakeFirst()
    return made ? key : null
  }

  /** Destroys every version; what was sealed under them is gone, in backups of the rows too. */
  async destroy(tx: Tx, portal: string, now: Instant): Promise<void> {
    this.#kept.delete(portal)
    await tx.db
      .updateTable('portal_keys')
      .set({ wrapped: null, destroyed_at: now })
      .where('portal_id', '=', portal)
      .where('wrapped', 'is not', null)
      .execute()
  }

  /** @throws CannotOpen where the portal has no key (any more) or the master key is another. */
  async of(tx: Tx, portal: string): Promise<Buffer> {
    const kept = this.#kept.get(portal)
    if (kept) return kept
    const row = await tx.db
      .selectFrom('portal_keys')
      .select('wrapped')
      .where('portal_id', '=', portal)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!row?.wrapped) throw new CannotOpen(`portal ${portal} has no key`)
    const key = open(this.#master, place(portal), row.wrapped)
    if (this.#kept.size >= KEPT) this.#kept.delete(this.#kept.keys().next().value!)
    this.#kept.set(portal, key)
    return key
  }

  /** Like `of`, without a transaction at hand: for most requests from memory. */
  async held(db: Database, portal: string): Promise<Buffer> {
    return this.#kept.get(portal) ?? db.read({ portal }, (tx) => this.of(tx, portal))
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
}

const CHECK = { portal: '', table: 'installation', row: '', column: 'key_check' }
const place = (portal: string) => ({ portal, table: 'portal_keys', row: '1', column: 'wrapped' })
