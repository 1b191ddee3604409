import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { moveAll, sweepFiles } from '../../src/files/index.ts'
import { moveOne, movingQueue } from '../../src/files/moving/moving.ts'
import { wherever } from '../../src/files/contents/reading.ts'
import {
  ContentMissing,
  FileStoreUnavailable,
  type ContentName,
  type FileStore,
} from '../../src/kit/file-store/file-store.ts'
import type { FileStores } from '../../src/kit/file-store/stores.ts'
import { sealedBytes } from '../../src/kit/file-store/sealed-chunks.ts'
import { newId, parseId, show } from '../../src/kit/ids.ts'
import { aPerson } from '../identity/identity-world.ts'
import { s3Server } from '../kit/key-stores.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { aWorld, type World } from '../world.ts'
import { addedFile, sentFile, someBytes } from './files-world.ts'

let s3: Awaited<ReturnType<typeof s3Server>>
let world: World
let office: Office
let about: string

beforeEach(async () => {
  s3 = await s3Server()
  world = await aWorld({ more: { files: s3.place } })
  office = await anOffice(world)
  const carla = await aPerson(world, office.portal.id, { name: 'Carla Soto', kind: 'contact' })
  about = show('person', carla.id)
})

async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const results: T[] = []
  for await (const one of source) results.push(one)
  return results
}
const inFolder = () => all(world.installation.files.folder.list(office.portal.id))
const inBucket = () => all(world.installation.files.bucket!.list(office.portal.id))
const rows = () =>
  world.owner<{ id: string; store: string; held: boolean }>(
    'select id, store, held_until is not null as held from file_contents where doomed_at is null order by id',
  )
const contentOf = (id: string, headers: Record<string, string> = {}) =>
  office.browser.send(`/api/v1/files/${id}/content`, { headers })
const bytesOf = async (id: string) => Buffer.from(await (await contentOf(id)).arrayBuffer())

/** What the clock does every minute, and every job after it. */
async function minute(): Promise<void> {
  const { db, jobs } = world.installation
  await world.drain()
  await db.write({ portal: office.portal.id }, (tx) => jobs.enqueue(tx, movingQueue.sweep, {}))
  await world.drain()
}
const quietly = { tell: () => undefined, stopping: () => false }
/** Everything that is left lies there for long. */
const sweep = () => sweepFiles(world.installation, Temporal.Duration.from({ hours: 0 }))

describe('a file, where there is a bucket,', () => {
  it('moves on to it by itself once it was looked at, and is given from there', async () => {
    const bytes = someBytes(300_001)
    const id = await addedFile(office, about, bytes)
    const unadded = await sentFile(office, someBytes(10))
    expect(await inFolder()).toHaveLength(2)
    await minute()
    expect(await inFolder()).toHaveLength(1)
    expect(await inBucket()).toHaveLength(1)
    expect((await rows()).map(({ store, held }) => `${store} ${held}`).toSorted()).toEqual([
      'bucket false',
      'folder false',
    ])
    expect((await bytesOf(id)).equals(bytes)).toBe(true)
    const range = await contentOf(id, { range: 'bytes=131071-200000' })
    expect(range.status).toBe(206)
    expect(Buffer.from(await range.arrayBuffer()).equals(bytes.subarray(131_071, 200_001))).toBe(
      true,
    )
    expect((await office.api('DELETE', `files/${id}`)).status).toBe(204)
    expect((await office.api('DELETE', `uploads/${unadded}`)).status).toBe(204)
    await world.drain()
    expect([await inFolder(), await inBucket(), await rows()]).toEqual([[], [], []])
  })

  it('is read on when it moves meanwhile, and found by whoever looked it up before', async () => {
    await addedFile(office, about, someBytes(2_000_000))
    await world.drain()
    const [row] = await rows()
    const name = { portal: office.portal.id, content: row!.id }
    const { installation } = world
    const length = sealedBytes(2_000_000)
    const before = Buffer.concat(await all(installation.files.folder.read(name, 0, length)))
    const reading = wherever(installation, 'folder').read(name, 0, length)[Symbol.asyncIterator]()
    const pieces = [(await reading.next()).value as Buffer]
    expect(await moveOne(installation, office.portal.id, 'bucket')).toMatchObject({
      outcome: 'moved',
    })
    for (let one = await reading.next(); !one.done; one = await reading.next())
      pieces.push(one.value)
    expect(Buffer.concat(pieces).equals(before)).toBe(true)
    const late = await all(wherever(installation, 'folder').read(name, 5, length))
    expect(Buffer.concat(late).equals(before.subarray(5))).toBe(true)
  })

  it('is found by whoever misses it while it is moved there and back, and is missing only where it stays so', async () => {
    await addedFile(office, about, someBytes(10))
    await world.drain()
    const [row] = await rows()
    const name = { portal: office.portal.id, content: row!.id }
    const { db, files } = world.installation
    const whole = Buffer.concat(await all(files.folder.read(name, 0, sealedBytes(10))))
    let left = 0
    const moving: FileStore['read'] = async function* () {
      if (left-- > 0) throw new ContentMissing('it has just moved')
      yield whole
    }
    const read = () => {
      const of = () => ({ read: moving }) as FileStore
      const source = wherever({ db, files: { of } as unknown as FileStores }, 'folder')
      return all(source.read(name, 0, whole.length))
    }
    left = 1
    expect(Buffer.concat(await read()).equals(whole)).toBe(true)
    left = 5
    await expect(read()).rejects.toThrow(ContentMissing)
    expect(left).toBe(3)
  })

  it('stays where it is while somebody holds it', async () => {
    await addedFile(office, about, someBytes(10))
    await world.drain()
    await world.owner(`update file_contents set held_until = clock_timestamp() + interval '1 hour'`)
    expect(await moveOne(world.installation, office.portal.id, 'bucket')).toBeNull()
  })

  it('stays, and others move, where its bytes are not what they should be', async () => {
    await addedFile(office, about, someBytes(10))
    await world.drain()
    const [lost] = await rows()
    await world.installation.files.folder.remove({ portal: office.portal.id, content: lost!.id })
    await addedFile(office, about, someBytes(20))
    await world.drain()
    const outcome = await moveAll(world.installation, 'bucket', quietly)
    expect(outcome).toEqual({ to: 'bucket', moved: 1, bytes: 20, missing: 1, left: 1 })
  })
})

describe('moving all', () => {
  it('is stopped and gone on with, and goes back; what comes later follows', async () => {
    const ids = []
    const files = [70_000, 1, 200_000, 65_536].map(someBytes)
    for (const bytes of files) ids.push(await addedFile(office, about, bytes))
    await world.drain()
    let moved = 0
    const first = await moveAll(world.installation, 'bucket', {
      tell: (progress) => (moved = progress.moved),
      stopping: () => moved === 2,
    })
    expect(first).toMatchObject({ moved: 2, left: 2 })
    const rest = await moveAll(world.installation, 'bucket', quietly)
    expect(rest).toMatchObject({ moved: 2, left: 0, missing: 0 })
    expect(await inFolder()).toEqual([])
    for (const [n, id] of ids.entries()) expect((await bytesOf(id)).equals(files[n]!)).toBe(true)

    expect(await moveAll(world.installation, 'folder', quietly)).toMatchObject({
      moved: 4,
      left: 0,
    })
    expect(await inBucket()).toEqual([])
    // It is the operator's word that they stay.
    await minute()
    expect(await inFolder()).toHaveLength(4)
    for (const [n, id] of ids.entries()) expect((await bytesOf(id)).equals(files[n]!)).toBe(true)
  })
})

describe('reading while all moves there and back', () => {
  it('finds every file, whole and as it was', async () => {
    const files = new Map<string, Buffer>()
    for (const length of [1, 70_000, 400_000]) {
      const bytes = someBytes(length)
      files.set(await addedFile(office, about, bytes), bytes)
    }
    await world.drain()
    let isOver = false
    const moving = (async () => {
      for (let times = 0; times < 3; times++)
        for (const to of ['bucket', 'folder'] as const)
          expect(await moveAll(world.installation, to, quietly)).toMatchObject({ missing: 0 })
    })().finally(() => (isOver = true))
    const readers = [...files].map(async ([id, bytes]) => {
      let read = 0
      for (; !isOver; read++) {
        const answer = await contentOf(id)
        const got = Buffer.from(await answer.arrayBuffer())
        expect([answer.status, got.equals(bytes)], got.toString().slice(0, 300)).toEqual([
          200,
          true,
        ])
      }
      return read
    })
    expect((await Promise.all(readers)).every((read) => read > 1)).toBe(true)
    await moving
  })
})

describe('with the bucket away', () => {
  it('files are refused clearly, none is lost, and all goes on when it is back', async () => {
    const bytes = someBytes(100_000)
    const id = await addedFile(office, about, bytes)
    await minute()
    const later = await addedFile(office, about, bytes)
    await world.drain()
    await s3.stop()
    const answer = await contentOf(id)
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('30')
    expect(await answer.json()).toMatchObject({ code: 'files_away' })
    expect((await bytesOf(later)).equals(bytes)).toBe(true)
    await expect(moveOne(world.installation, office.portal.id, 'bucket')).rejects.toThrow(
      FileStoreUnavailable,
    )
    expect((await rows()).some(({ held }) => held)).toBe(false)
    // What is sent comes to the folder all the same.
    await sentFile(office, bytes)
    await s3.start()
    expect((await bytesOf(id)).equals(bytes)).toBe(true)
    await minute()
    expect(await inBucket()).toHaveLength(2)
  })
})

describe('the sweep', () => {
  async function everything(store: FileStore): Promise<ContentName[]> {
    const results: ContentName[] = []
    for await (const portal of store.portals())
      for await (const content of store.list(portal)) results.push({ portal, content })
    return results
  }
  async function* once(bytes: Buffer) {
    yield bytes
  }

  it('removes what no row knows, or knows elsewhere, from folder and bucket, and nothing else', async () => {
    const { folder, bucket } = world.installation.files
    const moved = await addedFile(office, about, someBytes(1000))
    await minute()
    const stays = await addedFile(office, about, someBytes(1000))
    const arriving = await sentFile(office, someBytes(1000))
    await world.drain()
    const known = await rows()
    const bytes = someBytes(50)
    for (const store of [folder, bucket!]) {
      await store.put({ portal: office.portal.id, content: newId() }, once(bytes), 50)
      await store.put({ portal: newId(), content: newId() }, once(bytes), 50)
      // As of a move that was killed before its row changed, or after.
      for (const { id: content, store: where } of known)
        if (where !== store.kind)
          await store.put({ portal: office.portal.id, content }, once(bytes), 50)
    }
    // What is young may be under way.
    await sweepFiles(world.installation)
    expect([await everything(folder), await everything(bucket!)]).toMatchObject([
      { length: 5 },
      { length: 5 },
    ])
    await sweep()
    for (const store of [folder, bucket!]) {
      expect((await everything(store)).map(({ portal }) => portal)).toEqual(
        Array.from({ length: store === folder ? 2 : 1 }, () => office.portal.id),
      )
      expect((await all(store.list(office.portal.id))).toSorted()).toEqual(
        known.filter((row) => row.store === store.kind).map(({ id }) => id),
      )
    }
    expect((await rows()).some(({ held }) => held)).toBe(false)
    for (const id of [moved, stays]) expect((await bytesOf(id)).length).toBe(1000)
    expect((await office.api('GET', `uploads/${arriving}`)).body).toMatchObject({ held: 1000 })
  })

  it('leaves alone what somebody is moving', async () => {
    await addedFile(office, about, someBytes(1000))
    await world.drain()
    const [row] = await rows()
    const name = { portal: office.portal.id, content: row!.id }
    await world.installation.files.bucket!.put(name, once(someBytes(50)), 50)
    await world.owner(`update file_contents set held_until = clock_timestamp() + interval '1 hour'`)
    await sweep()
    expect(await inBucket()).toEqual([row!.id])
  })

  it('withdraws what was sent and belongs to nothing, and contents that nothing refers to', async () => {
    await sentFile(office, someBytes(1000))
    const kept = await addedFile(office, about, someBytes(10))
    const lost = newId()
    await world.owner(
      `insert into file_contents (portal_id, id, store, bytes, made_at) values ($1, $2, 'folder', 7, $3)`,
      [office.portal.id, lost, (await world.now()).toString()],
    )
    await world.owner(
      'update portal_summaries set file_bytes = file_bytes + 7 where portal_id = $1',
      [office.portal.id],
    )
    await world.drain()
    await sweep()
    expect(await rows()).toHaveLength(3)
    await world.setClock((await world.now()).add({ hours: 25 }))
    await sweep()
    await world.drain()
    expect(await rows()).toHaveLength(1)
    expect(await inFolder()).toHaveLength(1)
    const [{ bytes } = { bytes: 0 }] = await world.owner<{ bytes: number }>(
      'select file_bytes as bytes from portal_summaries where portal_id = $1',
      [office.portal.id],
    )
    expect(bytes).toBe(10)
    expect(parseId('file', kept)).not.toBeNull()
  })

  it('forgets parts that were never put together', async () => {
    const { bucket } = world.installation.files
    const { url, ...who } = s3.place
    const { AwsClient } = await import('aws4fetch')
    const client = new AwsClient({ ...who, service: 's3' })
    const path = `${url.href}/files/${newId()}/${newId()}?uploads`
    expect((await client.fetch(path, { method: 'POST' })).status).toBe(200)
    expect(await s3.unfinished()).toHaveLength(1)
    await bucket!.forgetParts(Temporal.Now.instant().subtract({ hours: 1 }))
    expect(await s3.unfinished()).toHaveLength(1)
    await sweep()
    expect(await s3.unfinished()).toEqual([])
  })

  it('finds nothing in a folder that is not there', async () => {
    await sweep()
    expect(await readdir(join(world.data, 'files')).catch(() => [])).toEqual([])
  })
})
