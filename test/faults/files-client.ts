import { request } from 'node:http'
import type { Office } from '../people/people-world.ts'
import { someBytes } from '../files/files-world.ts'

export interface Got {
  status: number
  bytes: Buffer
}

/** Somebody at the office, who talks to the application that runs as a process of its own, and survives its death. */
export class FilesClient {
  readonly #port: number
  readonly #headers: Record<string, string>
  readonly #about: string
  /** What was acknowledged: how long each file is, whose bytes are those of that length; null once it was removed. */
  readonly files = new Map<string, number | null>()
  /** Files of which nobody has heard whether they were removed. */
  readonly inDoubt = new Set<string>()

  constructor({ browser }: Office, port: number, about: string) {
    const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    this.#port = port
    this.#headers = { host: new URL(browser.origin).host, cookie }
    this.#about = about
  }

  /** @returns null where the process died before it answered in full */
  send(
    method: string,
    path: string,
    { body, headers = {} }: { body?: Buffer | object; headers?: Record<string, string> } = {},
  ): Promise<Got | null> {
    const sent = body && !Buffer.isBuffer(body) ? Buffer.from(JSON.stringify(body)) : body
    const type = sent === body ? {} : { 'content-type': 'application/json' }
    return new Promise((resolve) => {
      const none = () => resolve(null)
      const asked = request(
        {
          // Each by a connection of its own: one on which not all was read is closed.
          agent: false,
          host: '127.0.0.1',
          port: this.#port,
          method,
          path: `/api/v1/${path}`,
          headers: { ...this.#headers, ...type, ...headers, 'content-length': sent?.length ?? 0 },
        },
        (answer) => {
          const pieces: Buffer[] = []
          answer
            .on('data', (piece: Buffer) => pieces.push(piece))
            .on('error', none)
            .on('aborted', none)
            .on('end', () => resolve({ status: answer.statusCode!, bytes: Buffer.concat(pieces) }))
        },
      )
      asked.on('error', none)
      asked.end(sent)
    })
  }

  /** @throws where it answered otherwise than it should; null where it died */
  async #told(status: number, answer: Promise<Got | null>): Promise<Got | null> {
    const got = await answer
    if (got !== null && got.status !== status)
      throw new Error(`answered ${got.status}: ${got.bytes.toString().slice(0, 300)}`)
    return got
  }

  /** @returns its id; null where the process died */
  upload = (length: number): Promise<string | null> => this.sent(someBytes(length))

  /** @returns as `upload` does */
  async sent(bytes: Buffer): Promise<string | null> {
    const body = { name: `${bytes.length}.bin`, bytes: bytes.length }
    const begun = await this.#told(201, this.send('POST', 'uploads', { body }))
    if (begun === null) return null
    const { id } = JSON.parse(begun.bytes.toString()) as { id: string }
    const headers = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
    const sent = this.send('PATCH', `uploads/${id}`, { body: bytes, headers })
    return (await this.#told(204, sent)) && id
  }

  /** Goes on with an upload from wherever it is held. */
  async goOn(id: string, length: number): Promise<boolean> {
    const shown = await this.#told(200, this.send('GET', `uploads/${id}`))
    if (shown === null) return false
    const { held, arrived } = JSON.parse(shown.bytes.toString()) as {
      held: number
      arrived: boolean
    }
    if (arrived) return true
    const headers = {
      'upload-offset': `${held}`,
      'content-type': 'application/offset+octet-stream',
    }
    const body = someBytes(length).subarray(held)
    return (await this.#told(204, this.send('PATCH', `uploads/${id}`, { body, headers }))) !== null
  }

  async add(upload: string, length: number): Promise<string | null> {
    const body = { about: this.#about, upload }
    const added = await this.#told(201, this.send('POST', 'files', { body }))
    if (added === null) return null
    const { id } = JSON.parse(added.bytes.toString()) as { id: string }
    this.files.set(id, length)
    return id
  }

  async share(file: string, person: string): Promise<boolean> {
    const body = { with: [person] }
    return (await this.#told(200, this.send('POST', `files/${file}/shares`, { body }))) !== null
  }

  async remove(file: string): Promise<boolean> {
    this.inDoubt.add(file)
    const gone = await this.#told(204, this.send('DELETE', `files/${file}`))
    if (gone === null) return false
    this.inDoubt.delete(file)
    this.files.set(file, null)
    return true
  }

  /** Everything that is shown. */
  async shown(): Promise<{ id: string; bytes: number; state: string }[]> {
    const results: { id: string; bytes: number; state: string }[] = []
    for (let cursor = ''; ;) {
      const path = `files?about=${this.#about}&limit=100${cursor && `&cursor=${cursor}`}`
      const got = await this.send('GET', path)
      const { files, next } = JSON.parse(got!.bytes.toString()) as {
        files: typeof results
        next: string | null
      }
      results.push(...files)
      if (next === null) return results
      cursor = next
    }
  }

  content = (file: string) => this.send('GET', `files/${file}/content`)
}
