import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { hashToken } from '../src/kit/tokens.ts'
import { VISIT_KNOWN } from '../src/identity/entry/queries.ts'

/** 10 kB of page, ready to be sent. */
const READY_HTML = `<!doctype html><title>Floor</title><p>${'x'.repeat(10_240 - 40)}</p>`

/**
 * What no product on this database can be faster than: bare `node:http`, and the same transaction
 * (begin, set portal, the same select, commit), pipelined into one round trip.
 */
export async function serveFloor(appUrl: string, portal: string, host: string): Promise<number> {
  const pool = new pg.Pool({ connectionString: appUrl, max: 16, pipeline: true } as pg.PoolConfig)
  const server = createServer((request, response) => {
    void (async () => {
      const token = /session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
      const client = await pool.connect()
      void client.query(`begin read only; set local app.portal_id = '${portal}'`)
      const ctx = client.query({
        name: 'visit',
        text: VISIT_KNOWN,
        values: [portal, host, hashToken(token)],
      })
      const commit = client.query('commit')
      const row = (await ctx).rows[0] as { person: string }
      await commit
      client.release()
      if (request.url === '/html') {
        response.setHeader('content-type', 'text/html; charset=utf-8')
        response.end(READY_HTML)
      } else {
        response.setHeader('content-type', 'application/json; charset=utf-8')
        response.end(JSON.stringify({ person: row.person }))
      }
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  process.on('SIGTERM', () => process.exit(0))
  return (server.address() as AddressInfo).port
}
