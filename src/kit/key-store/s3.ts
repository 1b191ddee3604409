import { randomUUID } from 'node:crypto'
import { Bucket, type S3Place } from '../s3.ts'
import {
  KeyStoreUnavailable,
  KeyStoreUnfit,
  PORTAL,
  readTombstone,
  tombstoneText,
  type KeyStore,
  type Tombstone,
} from './key-store.ts'

const KEYS = 'keys/'
const DELETED = 'deleted/'

/**
 * A key store in a bucket of any S3-compatible store, for several servers: `keys/<portal>`, `deleted/<portal>`.
 * @throws KeyStoreUnfit where two servers could overwrite each other there, or what is deleted would be kept
 */
export async function openS3Store(place: S3Place): Promise<KeyStore> {
  const store = new S3Store(place)
  await store.check()
  return store
}

class S3Store implements KeyStore {
  readonly place: string
  readonly #bucket: Bucket

  constructor(place: S3Place) {
    this.#bucket = new Bucket(place, unavailable)
    this.place = this.#bucket.place
  }

  /** What a store must do, asked of this one: not all that call themselves S3-compatible do. */
  async check(): Promise<void> {
    const probe = `probe/${randomUUID()}`
    try {
      await this.#putOnce(probe, Buffer.from('1'))
      const again = await this.#bucket.ask('PUT', this.#bucket.at(probe), {
        body: Buffer.from('2'),
        headers: ONCE,
      })
      if (again.status !== 412)
        throw new KeyStoreUnfit(
          `${this.place} does not heed If-None-Match, without which two servers could overwrite a key`,
        )
    } finally {
      await this.#bucket.delete(probe)
    }
    const versioning = await this.#bucket.ask('GET', `${this.#bucket.address}?versioning`)
    const said = await versioning.text()
    if (versioning.ok && /<Status>Enabled<\/Status>/.test(said))
      throw new KeyStoreUnfit(
        `${this.place} keeps old versions, so that a destroyed key would stay; use a bucket without versioning`,
      )
  }

  get(portal: string): Promise<Buffer | null> {
    return this.#get(KEYS + named(portal))
  }

  async putIfAbsent(portal: string, wrapped: Buffer): Promise<Buffer> {
    await this.#putOnce(KEYS + named(portal), wrapped)
    const kept = await this.get(portal)
    if (!kept) throw new KeyStoreUnavailable(`the key of ${portal} was destroyed meanwhile`)
    return kept
  }

  destroy(portal: string): Promise<void> {
    return this.#bucket.delete(KEYS + named(portal))
  }

  bury(tombstone: Tombstone): Promise<void> {
    return this.#putOnce(DELETED + named(tombstone.portal), Buffer.from(tombstoneText(tombstone)))
  }

  async tombstone(portal: string): Promise<Tombstone | null> {
    const text = await this.#get(DELETED + named(portal))
    return text && readTombstone(portal, text.toString())
  }

  keys(): Promise<string[]> {
    return this.#list(KEYS)
  }

  async tombstones(): Promise<Tombstone[]> {
    const results: Tombstone[] = []
    for (const portal of await this.#list(DELETED)) {
      const tombstone = await this.tombstone(portal)
      if (tombstone) results.push(tombstone)
    }
    return results
  }

  async #get(name: string): Promise<Buffer | null> {
    const answer = await this.#bucket.well('GET', this.#bucket.at(name), {}, [404])
    return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null
  }

  /** Whoever is second changes nothing. */
  async #putOnce(name: string, body: Buffer): Promise<void> {
    await this.#bucket.well('PUT', this.#bucket.at(name), { body, headers: ONCE }, [412])
  }

  async #list(kind: string): Promise<string[]> {
    const results: string[] = []
    for await (const name of this.#bucket.list(kind)) {
      const portal = name.slice(kind.length)
      if (PORTAL.test(portal)) results.push(portal)
    }
    return results
  }
}

/** Unless it is there. */
const ONCE = { 'if-none-match': '*' }

function named(portal: string): string {
  if (!PORTAL.test(portal)) throw new Error(`no portal id: ${portal}`)
  return portal
}

const unavailable = (why: string, cause?: unknown) =>
  new KeyStoreUnavailable(`the key store: ${why}`, { cause })
