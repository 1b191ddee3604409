import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openFolderStore } from '../../src/kit/key-store/folder.ts'
import { KeyStoreUnavailable, KeyStoreUnfit } from '../../src/kit/key-store/key-store.ts'
import { openS3Store } from '../../src/kit/key-store/s3.ts'
import { newId } from '../../src/kit/ids.ts'
import { aBucket, aFolder } from './key-stores.ts'

const at = Temporal.Instant.from('2026-01-05T09:00:00Z')
const later = at.add({ hours: 1 })

const stores = {
  folder: async () => {
    const folder = await aFolder()
    return () => openFolderStore(join(folder, 'keys'))
  },
  'S3-compatible store': async () => {
    const place = await aBucket()
    return () => openS3Store(place)
  },
}

describe.each(Object.entries(stores))('a key store in a %s', (_, where) => {
  it('keeps the first key of a portal, for every server that opens it', async () => {
    const open = await where()
    const [one, two] = [await open(), await open()]
    const [a, b] = [newId(), newId()]
    expect(await one.get(a)).toBeNull()
    expect(await one.putIfAbsent(a, Buffer.from('first'))).toEqual(Buffer.from('first'))
    expect(await two.putIfAbsent(a, Buffer.from('second'))).toEqual(Buffer.from('first'))
    await two.putIfAbsent(b, Buffer.from('other'))
    expect(await two.get(a)).toEqual(Buffer.from('first'))
    expect((await one.keys()).toSorted()).toEqual([a, b].toSorted())
  })

  it('keeps one of those that many servers put at once', async () => {
    const open = await where()
    const servers = await Promise.all(Array.from({ length: 4 }, open))
    const portal = newId()
    const kept = await Promise.all(
      servers.map((server, n) => server.putIfAbsent(portal, Buffer.from(`key ${n}`))),
    )
    const stands = await servers[0]!.get(portal)
    for (const one of kept) expect(one).toEqual(stands)
  })

  it('destroys a key, also twice, and no other', async () => {
    const store = await (await where())()
    const [a, b] = [newId(), newId()]
    for (const portal of [a, b]) await store.putIfAbsent(portal, Buffer.from(portal))
    await store.destroy(a)
    await store.destroy(a)
    expect(await store.get(a)).toBeNull()
    expect(await store.keys()).toEqual([b])
  })

  it('keeps the first tombstone of a portal', async () => {
    const store = await (await where())()
    const portal = newId()
    expect(await store.tombstone(portal)).toBeNull()
    await store.bury({ portal, at })
    await store.bury({ portal, at: later })
    expect(await store.tombstone(portal)).toEqual({ portal, at })
    expect(await store.tombstones()).toEqual([{ portal, at }])
    expect(await store.keys()).toEqual([])
  })

  it('takes nothing for a name but a portal’s id', async () => {
    const store = await (await where())()
    for (const name of ['', '..', `../${newId()}`, `${newId()}/x`])
      await expect(async () => store.get(name)).rejects.toThrow('no portal id')
  })
})

describe('a folder of keys', () => {
  it('is made for its owner alone, and what is in it too', async () => {
    const folder = join(await aFolder(), 'deep', 'keys')
    const store = await openFolderStore(folder)
    const portal = newId()
    await store.putIfAbsent(portal, Buffer.from('key'))
    await store.bury({ portal: newId(), at })
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
    for (const name of await readdir(folder))
      expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600)
  })

  it('is refused where others can read it, or anything in it', async () => {
    const folder = join(await aFolder(), 'keys')
    await mkdir(folder, { mode: 0o700 })
    await chmod(folder, 0o750)
    await expect(openFolderStore(folder)).rejects.toThrow(KeyStoreUnfit)
    await expect(openFolderStore(folder)).rejects.toThrow(/can be read by others; set it to 0700/)
    await chmod(folder, 0o700)
    const key = join(folder, `${newId()}.key`)
    await writeFile(key, 'key', { mode: 0o600 })
    await chmod(key, 0o604)
    await expect(openFolderStore(folder)).rejects.toThrow(/can be read by others; set it to 0600/)
    await chmod(key, 0o600)
    await openFolderStore(folder)
  })

  it('erases with a key what a crash left of its writing', async () => {
    const folder = await aFolder()
    await chmod(folder, 0o700)
    const store = await openFolderStore(folder)
    const portal = newId()
    await writeFile(join(folder, `${portal}.key.1234.draft`), 'key', { mode: 0o600 })
    await store.putIfAbsent(portal, Buffer.from('key'))
    await store.destroy(portal)
    expect(await readdir(folder)).toEqual([])
  })

  it('takes a tombstone that cannot be read for one all the same', async () => {
    const folder = await aFolder()
    await chmod(folder, 0o700)
    const portal = newId()
    await writeFile(join(folder, `${portal}.deleted`), '', { mode: 0o600 })
    expect(await (await openFolderStore(folder)).tombstone(portal)).toMatchObject({ portal })
    expect((await readFile(join(folder, `${portal}.deleted`))).length).toBe(0)
  })
})

describe('an S3-compatible store', () => {
  it('is refused where two servers could overwrite each other', async () => {
    await expect(openS3Store(await aBucket({ heeds: false }))).rejects.toThrow(/If-None-Match/)
  })

  it('is refused where a destroyed key would be kept as an old version', async () => {
    await expect(openS3Store(await aBucket({ versioned: true }))).rejects.toThrow(/old versions/)
  })

  it('that is away, or knows us not, is no store without keys', async () => {
    const place = await aBucket()
    const store = await openS3Store(place)
    const nobody = new URL('http://127.0.0.1:1/keys')
    await expect(openS3Store({ ...place, url: nobody })).rejects.toThrow(KeyStoreUnavailable)
    await expect(openS3Store({ ...place, accessKeyId: 'somebody' })).rejects.toThrow(/403/)
    const url = new URL('/no-such-bucket', place.url)
    await expect(openS3Store({ ...place, url })).rejects.toThrow(KeyStoreUnavailable)
    expect(await store.get(newId())).toBeNull()
  })
})
