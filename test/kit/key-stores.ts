import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { onTestFinished } from 'vitest'
import type { S3Place } from '../../src/kit/s3.ts'

export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-keys-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** As much of koa as is used here. */
interface Context {
  method: string
  path: string
  url: string
  get(header: string): string
  status: number
  body: unknown
}

/**
 * An S3-compatible store with one empty bucket, for one test.
 * @param heeds whether it heeds If-None-Match when something is put, as such stores do today; the one that
 *   is run here is older than that
 * @param versioned whether its bucket says that it keeps old versions
 */
export async function aBucket(options: Parameters<typeof s3Server>[0] = {}): Promise<S3Place> {
  return (await s3Server(options)).place
}

/** The same as a server that can be stopped and started. */
export async function s3Server({ heeds = true, versioned = false } = {}): Promise<{
  place: S3Place
  /** Begun with several parts, and neither put together nor forgotten. */
  unfinished(): Promise<string[]>
  stop(): Promise<void>
  start(): Promise<void>
}> {
  const directory = await aFolder()
  const options = {
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: 'keys', configs: [] }],
  }
  let server = new S3rver({ ...options, port: 0 })
  // What was put under a path, once it is there whole: this store lets an object be read while it is written.
  const there = new Map<string, Promise<void>>()
  const uploads = join(directory, 'keys', '._S3rver_uploads')
  const unfinished = () => readdir(uploads).catch(() => [])
  const middleware = async (context: Context, next: () => Promise<void>) => {
    const { method, path } = context
    // It has no listing of these, does not forget them, and leaves those that were put together.
    const upload = /[?&]uploadId=(\w+)/.exec(context.url)?.[1]
    const forget = () => rm(join(uploads, upload!), { recursive: true, force: true })
    if (method === 'DELETE' && upload !== undefined) {
      await forget()
      context.status = 204
      return
    }
    if (method === 'POST' && upload !== undefined) {
      await next()
      if (context.status === 200) await forget()
      return
    }
    if (method === 'GET' && /[?&]uploads=/.test(context.url)) {
      const listed = (await unfinished()).map(async (id) => {
        const key = await readFile(join(uploads, id, 'key'), 'utf8')
        const at = (await stat(join(uploads, id))).mtime.toISOString()
        return `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${at}</Initiated></Upload>`
      })
      context.status = 200
      context.body = `<ListMultipartUploadsResult>${(await Promise.all(listed)).join('')}</ListMultipartUploadsResult>`
      return
    }
    if (versioned && context.url.endsWith('?versioning')) {
      context.status = 200
      context.body = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>'
      return
    }
    if (heeds && method === 'PUT' && context.get('if-none-match') === '*') {
      const earlier = there.get(path)
      if (earlier) {
        await earlier
        context.status = 412
        return
      }
      const put = next()
      there.set(path, put)
      return put
    }
    if (method === 'DELETE') there.delete(path)
    await next()
  }
  server.middleware.unshift(middleware)
  const { port } = await server.run()
  const stop = () => server.close().catch(() => undefined)
  onTestFinished(stop)
  return {
    place: {
      url: new URL(`http://127.0.0.1:${port}/keys/gatehouse`),
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
      region: 'us-east-1',
    },
    unfinished,
    stop,
    start: async () => {
      server = new S3rver({ ...options, port })
      server.middleware.unshift(middleware)
      await server.run()
    },
  }
}
