import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it, onTestFinished } from 'vitest'
import { checkingQueue } from '../../src/files/checking/checking.ts'
import { sweepFiles } from '../../src/files/index.ts'
import { movingQueue } from '../../src/files/moving/moving.ts'
import { wakeDue } from '../../src/kit/due/queue.ts'
import { show } from '../../src/kit/ids.ts'
import { verifyAudit } from '../../src/verify-audit.ts'
import { someBytes } from '../files/files-world.ts'
import { aPerson } from '../identity/identity-world.ts'
import { s3Server } from '../kit/key-stores.ts'
import { anOffice } from '../people/people-world.ts'
import { aWorld, type World } from '../world.ts'
import { freePort, startApp, until } from './app-process.ts'
import { FilesClient } from './files-client.ts'
import { Victim } from './victim.ts'

const KILLS = Number(process.env['FILE_KILLS'] ?? process.env['KILLS'] ?? 1)
const timeout = 180_000 + KILLS * 120_000

async function setting() {
  const s3 = await s3Server()
  const world = await aWorld({ start: null, more: { files: s3.place } })
  const office = await anOffice(world)
  const carla = await aPerson(world, office.portal.id, { name: 'Carla Soto', kind: 'contact' })
  const port = await freePort()
  const env = {
    GATEHOUSE_FILES: s3.place.url.href,
    AWS_ACCESS_KEY_ID: s3.place.accessKeyId,
    AWS_SECRET_ACCESS_KEY: s3.place.secretAccessKey,
    GATEHOUSE_API_REQUESTS: '9999999',
  }
  const victim = await Victim.start(world, port, undefined, env)
  onTestFinished(() => victim.kill())
  const about = show('person', carla.id)
  const client = new FilesClient(office, port, about)
  return { s3, world, office, portal: office.portal.id, about, victim, client }
}

type Setting = Awaited<ReturnType<typeof setting>>

/** Wakes what moves, without waiting for the minute. */
const moveOn = ({ world, portal }: Setting) =>
  world.installation.db.write({ portal }, (tx) =>
    world.installation.jobs.enqueue(tx, movingQueue.wake, { portal }),
  )

/** What each kind of kill falls into; each goes on until the process is dead. */
const works: Record<string, (setting: Setting, isOver: () => boolean) => Promise<void>> = {
  upload: async ({ client }, isOver) => {
    for (let n = 0; !isOver(); n++) {
      const length = 3_000_000 + n
      const upload = await client.upload(length)
      if (upload && n % 3 === 0) await client.add(upload, length)
      else if (upload) await client.send('DELETE', `uploads/${upload}`)
    }
  },
  add: async ({ client }, isOver) => {
    for (let n = 0; !isOver(); n++) {
      const upload = await client.upload(1000 + n)
      if (upload) await client.add(upload, 1000 + n)
    }
  },
  share: async ({ client, about }, isOver) => {
    const upload = await client.upload(100)
    const file = upload && (await client.add(upload, 100))
    while (!isOver() && file) {
      await client.share(file, about)
      await client.send('DELETE', `files/${file}/shares/${about}`)
    }
  },
  remove: async ({ client }, isOver) => {
    while (!isOver()) {
      const upload = await client.upload(200_000)
      const file = upload && (await client.add(upload, 200_000))
      if (file) await client.remove(file)
    }
  },
  move: async (setting, isOver) => {
    const { client } = setting
    for (let n = 0; !isOver() && n < 6; n++) {
      const upload = await client.upload(9_000_000 + n)
      if (upload) await client.add(upload, 9_000_000 + n)
      await moveOn(setting)
    }
    // They move by themselves from here.
    await until(async () => isOver() || (await moveOn(setting).then(() => false)), 180_000)
  },
}

/** How often it was done: before the first time there is nothing to fall into the middle of. */
async function progress({ client, world }: Setting, what: string): Promise<number> {
  if (what !== 'move') return client.files.size
  const [row] = await world.owner<{ moved: number }>(
    `select count(*)::int as moved from file_contents where store = 'bucket'`,
  )
  return row!.moved
}

/** As if the minutes had passed after which a hold of whoever died is over. */
async function endHolds({ world }: Setting): Promise<void> {
  await world.owner('update file_contents set held_until = null')
  await world.owner('update file_versions set held_until = null')
}

/** What is shown is there, whole and as it was sent; what was acknowledged is shown. */
async function expectTrue({ client, world }: Setting): Promise<void> {
  // What came just before is looked at first: as the next minute's sweep would.
  await wakeDue(world.installation, checkingQueue)
  await until(async () => (await client.shown()).every(({ state }) => state === 'ready'))
  const shown = await client.shown()
  for (const { id, bytes } of shown) {
    const got = await client.content(id)
    expect([got?.status, got?.bytes.equals(someBytes(bytes))], `${id} of ${bytes}`).toEqual([
      200,
      true,
    ])
  }
  const ids = new Set(shown.map(({ id }) => id))
  for (const [id, length] of client.files)
    if (!client.inDoubt.has(id)) expect(ids.has(id), id).toBe(length !== null)
  // What is in doubt is settled now, one way or the other.
  for (const id of client.inDoubt) if (!ids.has(id)) client.files.set(id, null)
  client.inDoubt.clear()
  const [sums] = await world.owner<{ told: string; are: string }>(
    `select s.file_bytes as told, (select coalesce(sum(bytes), 0) from file_contents c
       where c.portal_id = s.portal_id and doomed_at is null) as are
     from portal_summaries s where s.file_bytes > 0`,
  )
  expect(Number(sums?.told ?? 0)).toBe(Number(sums?.are ?? 0))
}

/** Every object has its row and every row its object, where it says, once all that waits was done. */
async function expectNoOrphans({ world, s3 }: Setting): Promise<void> {
  // As if a day had passed.
  await world.owner(`update file_uploads set expires_at = now()`)
  await world.owner('update file_contents set held_until = null')
  const at = Temporal.Duration.from({ hours: 0 })
  for (let n = 0; n < 2; n++) {
    await sweepFiles(world.installation, at)
    await world.drain()
  }
  const rows = await world.owner<{ name: string }>(
    `select store || ' ' || portal_id || ' ' || id as name from file_contents`,
  )
  const objects: string[] = []
  for (const store of world.installation.files.all)
    for await (const portal of store.portals())
      for await (const content of store.list(portal))
        objects.push(`${store.kind} ${portal} ${content}`)
  expect(objects.toSorted()).toEqual(rows.map(({ name }) => name).toSorted())
  expect(await s3.unfinished()).toEqual([])
  const [left] = await world.owner<{ uploads: number }>(
    'select count(*)::int as uploads from file_uploads',
  )
  expect(left!.uploads).toBe(0)
}

it.each(Object.entries(works))(
  `kill -9 of the application, ${KILLS} times in the middle of %s: no file is lost or corrupt, none is shown that is not there, and no bytes are left over`,
  { timeout },
  async (what, work) => {
    const here = await setting()
    for (let kills = 0; kills < KILLS; kills++) {
      let over = false
      const going = work(here, () => over)
      const before = await progress(here, what)
      await here.victim.cutOff({
        ms: what === 'move' ? 3000 : 1500,
        work: async () => null,
        begun: async () => (await progress(here, what)) > before,
        unfinished: async () => {
          over = true
          await going
          return true
        },
      })
      await endHolds(here)
      await expectTrue(here)
    }
    expect(here.client.files.size).toBeGreaterThan(0)
    if (what === 'move') {
      const [moved] = await here.world.owner<{ some: boolean }>(
        `select exists (select from file_contents where store = 'bucket') as some`,
      )
      expect(moved!.some).toBe(true)
    }
    await here.victim.terminate()
    await expectNoOrphans(here)
    expect((await verifyAudit(here.world.installation)).findings).toEqual([])
  },
)

it(
  'kill -9 of the application while a photo is looked at: it is looked at again within a minute, and nothing is left over',
  { timeout },
  async () => {
    const here = await setting()
    const { client, victim, about } = here
    const create = { width: 8000, height: 6000, channels: 3 as const, background: 'grey' }
    const photo = await sharp({ create }).jpeg().toBuffer()
    await victim.cutOff({
      ms: 100,
      work: async () => {
        const upload = await client.sent(photo)
        await client.send('POST', 'files', { body: { about, upload } })
      },
      // What is made of it lies somewhere already, or is being made.
      begun: async () => (await draftsOf(here)) > 0,
      unfinished: async () => true,
    })
    await until(async () => (await client.shown()).every(({ state }) => state === 'ready'))
    const [shown] = await client.shown()
    const got = await client.content(shown!.id)
    expect((await sharp(got!.bytes).metadata()).width).toBe(8000)
    await here.victim.terminate()
    await expectNoOrphans(here)
  },
)

/** Contents that were begun to be made of what was sent. */
async function draftsOf({ world }: Setting): Promise<number> {
  const [row] = await world.owner<{ drafts: number }>(
    'select count(*)::int as drafts from file_contents where doomed_at > now()',
  )
  return row!.drafts
}

it('goes on with an upload after a kill, from what it told', { timeout }, async () => {
  const here = await setting()
  const { client, victim } = here
  const length = 6_000_001
  let upload: string | undefined
  for (let kills = 0; kills < KILLS; kills++) {
    const begun = await client.send('POST', 'uploads', { body: { name: 'x', bytes: length } })
    upload = (JSON.parse(begun!.bytes.toString()) as { id: string }).id
    await victim.cutOff({
      ms: 40,
      work: () => client.goOn(upload!, length),
      unfinished: async () => true,
    })
    expect(await client.goOn(upload, length)).toBe(true)
    expect(await client.add(upload, length)).not.toBeNull()
  }
  await endHolds(here)
  await expectTrue(here)
})

/** A disk of its own that is full soon; null where this machine does not let one be made. */
async function aSmallDisk(megabytes: number): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], {
      stdio: 'ignore',
    })
  } catch {
    await rm(folder, { recursive: true })
    return null
  }
  onTestFinished(async () => {
    execFileSync('umount', ['-l', folder])
    await rm(folder, { recursive: true, force: true })
  })
  return folder
}

it('a full disk is told clearly, harms no file, and is over when there is room', async (context) => {
  const disk = await aSmallDisk(8)
  if (disk === null) return context.skip('no file system can be mounted here')
  const world: World = await aWorld({ start: null })
  const office = await anOffice(world)
  const carla = await aPerson(world, office.portal.id, { name: 'Carla Soto', kind: 'contact' })
  const port = await freePort()
  await world.owner('update installation set set_up_at = now()')
  const app = await startApp(world, port, undefined, { GATEHOUSE_FILES: disk })
  onTestFinished(() => app.kill())
  const client = new FilesClient(office, port, show('person', carla.id))
  const first = await client.add((await client.upload(3_000_000))!, 3_000_000)

  const begun = await client.send('POST', 'uploads', { body: { name: 'x', bytes: 7_000_000 } })
  const { id } = JSON.parse(begun!.bytes.toString()) as { id: string }
  const headers = { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }
  const refused = await client.send('PATCH', `uploads/${id}`, {
    body: someBytes(7_000_000),
    headers,
  })
  expect([refused!.status, JSON.parse(refused!.bytes.toString()).code]).toEqual([
    503,
    'files_unavailable',
  ])
  await until(async () => (await client.shown()).every(({ state }) => state === 'ready'))
  expect((await client.content(first!))!.bytes.equals(someBytes(3_000_000))).toBe(true)
  // Somebody makes room: there is some again, without a restart.
  await client.remove(first!)
  await until(async () => client.goOn(id, 7_000_000).catch(() => false))
  const second = await client.add(id, 7_000_000)
  await until(async () => (await client.shown()).every(({ state }) => state === 'ready'))
  expect((await client.content(second!))!.bytes.equals(someBytes(7_000_000))).toBe(true)
})
