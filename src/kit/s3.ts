import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'

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

interface S3Request {
  body?: Buffer
  headers?: Record<string, string>
  /** How long it may take until it answers; the body of the answer has its time apart, where it is `streamed`. */
  patienceMs?: number
  streamed?: boolean
}

/** One bucket of an S3-compatible store, or what is below a prefix in it. */
export class Bucket {
  /** For people: where it is. */
  readonly place: string
  /** Its address, without a slash at its end. */
  readonly address: string
  /** Empty, or with a slash at its end. */
  readonly prefix: string
  readonly #client: AwsClient
  readonly #unavailable: (why: string, cause?: unknown) => Error

  /** @param unavailable what is thrown where it does not answer, or not as it should */
  constructor(
    { url, accessKeyId, secretAccessKey, region }: S3Place,
    unavailable: (why: string, cause?: unknown) => Error,
  ) {
    const [bucket, ...prefix] = url.pathname.split('/').filter(Boolean)
    this.place = url.origin + url.pathname
    this.address = `${url.origin}/${bucket}`
    this.prefix = prefix.map((part) => `${part}/`).join('')
    this.#client = new AwsClient({
      accessKeyId,
      secretAccessKey,
      region,
      service: 's3',
      retries: 1,
    })
    this.#unavailable = unavailable
  }

  /** Where something lies. */
  at = (name: string): string => `${this.address}/${this.prefix}${name}`

  /** @throws what `unavailable` makes, where there is no answer */
  async ask(
    method: string,
    url: string,
    { body, headers, patienceMs = PATIENCE_MS, streamed = false }: S3Request = {},
  ): Promise<Response> {
    const patience = new AbortController()
    const late = () => patience.abort(new Error(`no answer within ${patienceMs / 1000} seconds`))
    const timer = setTimeout(late, patienceMs)
    try {
      const answer = await this.#client.fetch(url, {
        method,
        body,
        redirect: 'error',
        signal: patience.signal,
        headers: {
          ...headers,
          ...(body && { 'x-amz-content-sha256': createHash('sha256').update(body).digest('hex') }),
        },
      })
      // What is short is read here, within the time.
      return streamed
        ? answer
        : new Response(await bytesOf(answer), { status: answer.status, headers: answer.headers })
    } catch (error) {
      // Its cause says which of many: nobody there, no such name, too slow.
      const { message, cause } = error as Error
      throw this.#unavailable((cause as Error | undefined)?.message ?? message, error)
    } finally {
      clearTimeout(timer)
    }
  }

  /** @throws what `unavailable` makes, unless it is well, or has one of those statuses */
  async well(method: string, url: string, request?: S3Request, also: readonly number[] = []) {
    const answer = await this.ask(method, url, request)
    if (!answer.ok && !also.includes(answer.status)) throw this.failed(answer, url)
    // A bucket that is not there says the same of everything in it, and that would be no answer.
    if (answer.status === 404 && /<Code>NoSuchBucket<\/Code>/.test(await answer.clone().text()))
      throw this.failed(answer, url)
    return answer
  }

  failed = ({ status }: Response, url: string): Error =>
    this.#unavailable(`it answered ${status} at ${new URL(url).pathname}`)

  /** May be asked of what is not there. */
  async delete(name: string): Promise<void> {
    await this.well('DELETE', this.at(name), {}, [404])
  }

  /** Names of all that lies under a name, in the order of their letters; such as nothing in is ever escaped. */
  async *list(under: string): AsyncIterable<string> {
    for (let after: string | undefined; ;) {
      const query = new URLSearchParams({ 'list-type': '2', prefix: this.prefix + under })
      if (after !== undefined) query.set('continuation-token', after)
      const text = await (await this.well('GET', `${this.address}?${query}`)).text()
      for (const [, name] of text.matchAll(/<Key>([^<]*)<\/Key>/g))
        yield name!.slice(this.prefix.length)
      after = /<NextContinuationToken>([^<]+)</.exec(text)?.[1]
      if (after === undefined) return
    }
  }
}

/** A status that has no body may not be given one. */
const bytesOf = async (answer: Response) =>
  answer.status === 204 || answer.status === 304 ? null : answer.arrayBuffer()
