import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import pg from 'pg'
import { beforeEach, describe, expect, inject, it, onTestFinished, vi } from 'vitest'
import { awaited, Database, DatabaseUnavailable } from '../../src/kit/db/database.ts'
import { inTurn } from '../../src/kit/starting.ts'
import { prepareDatabase } from '../../src/open.ts'
import { asServer } from '../world.ts'

let said: string[]

beforeEach(() => {
  said = []
  const spy = vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    said.push(String(line))
    return true
  })
  onTestFinished(() => spy.mockRestore())
})

/** An empty database. @returns its owner's address */
async function aDatabase(): Promise<string> {
  const server = inject('databaseUrl')
  const name = `gh_${randomBytes(6).toString('hex')}`
  await asServer(server, (client) => client.query(`create database ${name}`))
  onTestFinished(() =>
    asServer(
      server,
      async (client) => void (await client.query(`drop database ${name} with (force)`)),
    ),
  )
  return Object.assign(new URL(server), { pathname: `/${name}` }).href
}

/**
 * A way to a database that is closed until it is opened, and can be cut.
 * @returns the address by this way
 */
async function aWayTo(url: string) {
  const sockets = new Set<Socket>()
  const { hostname, port } = new URL(url)
  const way = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket)
          near.destroy()
          far.destroy()
        })
    }
    near.pipe(far).pipe(near)
  })
  const listen = async (at: number) => {
    way.listen(at, '127.0.0.1')
    await once(way, 'listening')
  }
  const cut = () => sockets.forEach((socket) => socket.destroy())
  const close = async () => {
    way.close()
    cut()
    await once(way, 'close')
  }
  await listen(0)
  const own = (way.address() as AddressInfo).port
  await close()
  onTestFinished(() => void (way.listening && close()))
  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${own}` }).href,
    open: () => listen(own),
    cut,
  }
}

const select = async (url: string) => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('select 1')
  } finally {
    await client.end()
  }
}

describe('a connection that takes longer to make than somebody waits for an answer', () => {
  it('is waited for by whoever does not, and by nobody else', async () => {
    const { hostname, port } = new URL(inject('databaseUrl'))
    let deaf = 2
    const way = createServer((near) => {
      near.on('error', () => undefined)
      if (deaf-- > 0) return
      const far = connect(Number(port), hostname)
      near.pipe(far).pipe(near)
    }).listen(0, '127.0.0.1')
    await once(way, 'listening')
    const { port: own } = way.address() as AddressInfo
    const db = new Database(
      Object.assign(new URL(inject('databaseUrl')), { host: `127.0.0.1:${own}` }).href,
    )
    onTestFinished(async () => {
      await db.close()
      way.close()
    })
    const [answered, waited] = await Promise.allSettled([
      awaited(5_000, () => db.ask('select 1 as one')),
      db.ask('select 1 as one'),
    ])
    expect(answered).toMatchObject({ reason: expect.any(DatabaseUnavailable) })
    expect(waited).toMatchObject({ value: [{ one: 1 }] })
  })
})

describe('a database that is prepared', () => {
  it('by several at once is so by one after the other, and those who wait say for whom', async () => {
    const url = await aDatabase()
    const told: string[] = []
    const one = Promise.withResolvers<void>()
    const began = Promise.withResolvers<void>()
    const first = inTurn(url, async () => {
      began.resolve()
      await one.promise
      told.push('first')
    })
    await began.promise
    const second = inTurn(url, async () => void told.push('second'))
    await vi.waitFor(() => expect(said.join('')).toContain('another Gatehouse is preparing it'))
    one.resolve()
    await Promise.all([first, second])
    expect(told).toEqual(['first', 'second'])
  })

  it('by several at once is migrated by the first', async () => {
    const url = await aDatabase()
    const applied = await Promise.all([1, 2, 3].map(() => inTurn(url, () => prepareDatabase(url))))
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1)
  })

  it('is waited for where nobody answers yet', async () => {
    const way = await aWayTo(await aDatabase())
    const prepared = inTurn(way.url, () => select(way.url).then(() => 'done'))
    await vi.waitFor(() =>
      expect(said.join('')).toMatch(/Waiting for PostgreSQL at 127\.0\.0\.1:\d+\. .*ECONNREFUSED/),
    )
    await way.open()
    expect(await prepared).toBe('done')
  })

  it('is prepared anew where it went away in the middle', async () => {
    const way = await aWayTo(await aDatabase())
    await way.open()
    let tries = 0
    const prepared = inTurn(way.url, async () => {
      const client = new pg.Client({ connectionString: way.url })
      client.on('error', () => undefined)
      await client.connect()
      if (++tries === 1) way.cut()
      await client.query('select 1').finally(() => client.end())
      return 'done'
    })
    expect(await prepared).toBe('done')
    expect(tries).toBe(2)
  })

  it('and does not answer for so long is given up, with why', async () => {
    const way = await aWayTo(await aDatabase())
    const given = inTurn(way.url, () => select(way.url), { patience: 300 })
    // The port is nobody's: of the programs beside this one any may have it for a moment.
    await expect(given).rejects.toThrow(/ECONNREFUSED|Connection terminated/)
  })

  it('by a wrong password is given up at once', async () => {
    const url = new URL(await aDatabase())
    url.password = 'guess'
    await expect(inTurn(url.href, async () => undefined)).rejects.toThrow('password authentication')
    expect(said).toEqual([])
  })
})
