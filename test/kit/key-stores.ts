import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import { onTestFinished } from 'vitest'
import type { S3Place } from '../../src/kit/key-store/s3.ts'

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
export async function aBucket({ heeds = true, versioned = false } = {}): Promise<S3Place> {
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: await aFolder(),
    configureBuckets: [{ name: 'keys', configs: [] }],
  })
  // What was put under a path, once it is there whole: this store lets an object be read while it is written.
  const there = new Map<string, Promise<void>>()
  server.middleware.unshift(async (context: Context, next: () => Promise<void>) => {
    const { method, path } = context
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
  })
  const { port } = await server.run()
  onTestFinished(() => server.close())
  return {
    url: new URL(`http://127.0.0.1:${port}/keys/gatehouse`),
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    region: 'us-east-1',
  }
}
