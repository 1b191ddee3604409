import { createHash, randomUUID } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import {
  KeyStoreUnavailable,
  KeyStoreUnfit,
  PORTAL,
  readTombstone,
  tombstoneText,
  type KeyStore,
  type Tombstone,
} from './key-store.ts'

/** Where a bucket is and who may use it. */
export interface S3Place {
  /** `https://s3.example.com/bucket/prefix`; the prefix may be left out. */
  url: URL
  accessKeyId: string
  secretAccessKey: string
  region: string
}

/** How long the store may take for one answer, a second try included. */
const PATIENCE_MS = 5000

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
  readonly #client: AwsClient
  /** Of the bucket, without a slash at its end. */
  readonly #bucket: string
  /** Empty, or with a slash at its end. */
  readonly #prefix: string

  constructor({ url, accessKeyId, secretAccessKey, region }: S3Place) {
    const [bucket, ...prefix] = url.pathname.split('/').filter(Boolean)
    this.place = url.origin + url.pathname
    this.#bucket = `${url.origin}/${bucket}`
    this.#prefix = prefix.map((part) => `${part}/`).join('')
    this.#client = new AwsClient({
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
      retries: 1,
    })
  }

  /** What a store must do, asked of this one: not all that call themselves S3-compatible do. */
  async check(): Promise<void> {
    const probe = `probe/${randomUUID()}`
    try {
      await this.#putOnce(probe, Buffer.from('1'))
      const again = await this.#ask('PUT', this.#address(probe), Buffer.from('2'), true)
      if (again.status !== 412)
        throw new KeyStoreUnfit(
          `${this.place} does not heed If-None-Match, without which two servers could overwrite a key`,
        )
    } finally {
      await this.#delete(probe)
    }
    const versioning = await this.#ask('GET', `${this.#bucket}?versioning`)
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
    return this.#delete(KEYS + named(portal))
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

  #address = (name: string): string => `${this.#bucket}/${this.#prefix}${name}`

  async #get(name: string): Promise<Buffer | null> {
    const answer = await this.#ask('GET', this.#address(name))
    if (answer.status === 404) {
      // A bucket that is not there says the same of everything in it, and that would be no answer.
      if (/<Code>NoSuchBucket<\/Code>/.test(await answer.text())) throw failed(answer)
      return null
    }
    if (!answer.ok) throw failed(answer)
    return Buffer.from(await answer.arrayBuffer())
  }

  /** Whoever is second changes nothing. */
  async #putOnce(name: string, bytes: Buffer): Promise<void> {
    const answer = await this.#ask('PUT', this.#address(name), bytes, true)
    if (!answer.ok && answer.status !== 412) throw failed(answer)
  }

  async #delete(name: string): Promise<void> {
    const answer = await this.#ask('DELETE', this.#address(name))
    if (!answer.ok && answer.status !== 404) throw failed(answer)
  }

  async #list(kind: string): Promise<string[]> {
    const results: string[] = []
    for (let after: string | undefined; ;) {
      const query = new URLSearchParams({ 'list-type': '2', prefix: this.#prefix + kind })
      if (after !== undefined) query.set('continuation-token', after)
      const answer = await this.#ask('GET', `${this.#bucket}?${query}`)
      if (!answer.ok) throw failed(answer)
      // Names here are ids, so nothing in them is ever escaped.
      const text = await answer.text()
      for (const [, name] of text.matchAll(/<Key>([^<]*)<\/Key>/g)) {
        const portal = name!.slice((this.#prefix + kind).length)
        if (PORTAL.test(portal)) results.push(portal)
      }
      after = /<NextContinuationToken>([^<]+)</.exec(text)?.[1]
      if (after === undefined) return results
    }
  }

  async #ask(method: string, url: string, body?: Buffer, once = false): Promise<Response> {
    try {
      return await this.#client.fetch(url, {
        method,
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(PATIENCE_MS),
        headers: {
          ...(body && { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') }),
          ...(once && { 'if-none-match': '*' }),
        },
      })
    } catch (error) {
      // Its cause says which of many: nobody there, no such name, too slow.
      const { message, cause } = error as Error
      const why = (cause as Error | undefined)?.message ?? message
      throw new KeyStoreUnavailable(`the key store: ${why}`, { cause: error })
    }
  }
}

function named(portal: string): string {
  if (!PORTAL.test(portal)) throw new Error(`no portal id: ${portal}`)
  return portal
}

const failed = ({ status, url }: Response) =>
  new KeyStoreUnavailable(`the key store answered ${status} at ${new URL(url).pathname}`)
