import sharp, { type Sharp } from 'sharp'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases/index.ts'
import { clean } from '../../src/files/checking/pictures/cleaning.ts'
import { decode } from '../../src/files/checking/pictures/decoding.ts'
import { show } from '../../src/kit/ids.ts'
import { aPerson, Browser } from '../identity/identity-world.ts'
import { aPng } from '../images.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import { openWorld, type World } from '../world.ts'
import { addFile, contentOf, shownFile } from './files-world.ts'
import { aHeic, aPhoto, CANARY, CORNER, redCorner } from './pictures.ts'

let world: World
let office: Office
let about: string

beforeAll(async () => {
  world = await openWorld()
  office = await anOffice(world)
  const opened = await office.act(openCase, { number: 'N-1', title: 'Soto v Roe' })
  about = show('case', opened.case)
  return () => world.close()
})

async function added(bytes: Buffer, name = 'photo.jpg') {
  const id = await addFile(office, about, { name, bytes })
  await world.drain()
  return { id, shown: await shownFile(office, id), content: await contentOf(office, id) }
}

const thumbnail = (id: string, by = office.browser) => by.send(`/files/${id}/thumbnail`)

describe('a photo', () => {
  it('is upright however the phone was held, says nothing but its pixels, and is shown small', async () => {
    for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const photo = await aPhoto({ orientation })
      expect(photo.includes(CANARY)).toBe(true)
      const { id, content } = await added(photo)
      const { width, height, exif, xmp, orientation: still = 1 } = await sharp(content).metadata()
      expect([width, height]).toEqual(orientation < 5 ? [64, 32] : [32, 64])
      expect([exif, xmp, still]).toEqual([undefined, undefined, 1])
      expect(content.includes('CANARY')).toBe(false)
      expect(await redCorner(content), `orientation ${orientation}`).toBe(CORNER[orientation])
      const small = await thumbnail(id)
      expect([small.status, small.headers.get('content-type')]).toEqual([200, 'image/webp'])
      expect(small.headers.get('x-content-type-options')).toBe('nosniff')
      expect(small.headers.get('cache-control')).toBe('private, no-store')
      const picture = Buffer.from(await small.arrayBuffer())
      expect(await redCorner(picture)).toBe(CORNER[orientation])
      expect(picture.includes('CANARY')).toBe(false)
    }
  })

  it.each(['png', 'webp'] as const)('is cleaned as %s too', async (format) => {
    const { shown, content } = await added(await aPhoto({ format, orientation: 6 }))
    expect(shown.type).toBe(`image/${format}`)
    expect(shown.bytes).toBe(content.length)
    expect(content.includes('CANARY')).toBe(false)
    expect(await redCorner(content)).toBe('right top')
  })

  it('that is cut off, or has too many pixels, keeps its bytes and loses what it says', async () => {
    const photo = await aPhoto()
    const cut = photo.subarray(0, photo.length - 40)
    const flood = await sharp({
      create: { width: 9000, height: 6000, channels: 3, background: 'red' },
    })
      .withExif({ IFD0: { ImageDescription: CANARY } })
      .png()
      .toBuffer()
    for (const [bytes, type] of [
      [cut, 'image/jpeg'],
      [flood, 'image/png'],
      [aHeic(), 'image/heic'],
    ] as const) {
      expect(bytes.includes(CANARY)).toBe(true)
      const { id, shown, content } = await added(bytes)
      expect([shown.type, content.length]).toEqual([type, bytes.length])
      expect(content.includes('CANARY'), type).toBe(false)
      expect((await thumbnail(id)).status).toBe(404)
    }
    // Nothing but that is another: a program that reads PNGs reads this one as before.
    const { content } = await added(flood)
    const { width, exif } = await sharp(content, { failOn: 'warning' }).metadata()
    expect([width, exif?.includes('CANARY') ?? false]).toEqual([9000, false])
  })

  it('whose boxes make no sense is a picture to nobody', async () => {
    const broken = Buffer.concat([Buffer.from('ffd8ffe00001', 'hex'), Buffer.from(CANARY)])
    const { shown } = await added(broken)
    expect(shown.type).toBe('application/octet-stream')
  })

  it('of a small header that promises pixels without end is not decoded', async () => {
    const { id, shown } = await added(aPng(65_535, 65_535))
    expect(shown.state).toBe('ready')
    expect((await thumbnail(id)).status).toBe(404)
  })

  it('is shown small to those who see the file, and to nobody else', async () => {
    const { id } = await added(await aPhoto())
    const carla = await aPerson(world, office.portal.id, { name: 'Carla Soto', kind: 'contact' })
    const client = await new Browser(office.app, office.portal).signIn(carla)
    expect((await thumbnail(id, client)).status).toBe(404)
    await office.api('POST', `files/${id}/shares`, { with: [show('person', carla.id)] })
    expect((await thumbnail(id, client)).status).toBe(200)
    expect(await (await client.get('/documents')).text()).toContain(`/files/${id}/thumbnail`)
    // A look at it is nobody's download.
    const { body } = await office.api<{ downloads: { name: string }[] }>(
      'GET',
      `files/${id}/downloads`,
    )
    expect(body.downloads.map(({ name }) => name)).not.toContain('Carla Soto')
  })

  it('leaves nothing behind: what was sent is gone, and all of it when the file is removed', async () => {
    const stored = async () =>
      (await readdir(join(world.data, 'files'), { recursive: true, withFileTypes: true })).filter(
        (entry) => entry.isFile(),
      ).length
    const counted = async () => {
      const [row] = await world.owner<{ told: number; are: number }>(
        `select file_bytes as told, (select coalesce(sum(bytes), 0)::bigint from file_contents
           where doomed_at is null) as are from portal_summaries where portal_id = $1`,
        [office.portal.id],
      )
      expect(row!.told).toBe(row!.are)
      return row!.told
    }
    const [files, bytes] = [await stored(), await counted()]
    const { id, content } = await added(await aPhoto())
    expect(await stored()).toBe(files + 2)
    expect(await counted()).toBeGreaterThan(bytes + content.length)
    await office.api('DELETE', `files/${id}`)
    await world.drain()
    expect([await stored(), await counted()]).toEqual([files, bytes])
  })
})

/** Processes of ours that decode. */
async function decoders(): Promise<number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    const about = (what: string) => readFile(`/proc/${name}/${what}`, 'utf8').catch(() => '')
    const parent = Number((await about('stat')).split(') ')[1]?.split(' ')[1])
    if (parent === process.pid && (await about('cmdline')).includes('VipsForeignLoad'))
      found.push(Number(name))
  }
  return found
}

const SMALL = { width: 90, height: 60 }

describe('pictures that come many at once', () => {
  it('are opened and decoded one at a time', async () => {
    const photo = await aPhoto()
    let [open, most, processes] = [0, 0, 0]
    const sent = () => ({
      portal: office.portal.id,
      bytes: photo.length,
      type: 'image/jpeg',
      open: async function* () {
        most = Math.max(most, ++open)
        for (let at = 0; at < photo.length; at += 500) {
          processes = Math.max(processes, (await decoders()).length)
          yield photo.subarray(at, at + 500)
        }
        open--
      },
    })
    const cleaned = await Promise.all([1, 2, 3, 4].map(() => clean(world.installation, sent())))
    expect(cleaned.every(({ thumbnail }) => thumbnail !== null)).toBe(true)
    expect([most, processes]).toEqual([1, 1])
  })

  it('are read no faster than they are decoded, so that little of one is held', async () => {
    const [piece, bytes] = [Buffer.alloc(65_536, 1), 64e6]
    let [given, stopped] = [0, 0]
    const source = (async function* () {
      // It is held up before it is given anything.
      await expect.poll(async () => ([stopped = 0] = await decoders())).toHaveLength(1)
      process.kill(stopped, 'SIGSTOP')
      for (; given < bytes; given += piece.length) yield piece
    })()
    const decoded = decode(source, async () => undefined)
    decoded.catch(() => undefined)
    let before = -1
    await expect.poll(() => given > 0 && before === (before = given), { interval: 200 }).toBe(true)
    expect(given).toBeLessThan(4e6)
    process.kill(stopped, 'SIGCONT')
    await expect(decoded).rejects.toThrow('unsupported')
    expect(given).toBeGreaterThanOrEqual(bytes)
  })

  it.each<[string, string, (grey: Sharp) => Sharp, { width: number; height: number }]>([
    ['in the colours of print', 'image/jpeg', (one) => one.toColourspace('cmyk').jpeg(), SMALL],
    [
      'in shades of grey',
      'image/jpeg',
      (one) => one.grayscale().jpeg({ progressive: true }),
      SMALL,
    ],
    ['of one row', 'image/png', (one) => one.png(), { width: 65_000, height: 1 }],
    ['of one column', 'image/jpeg', (one) => one.jpeg(), { width: 1, height: 65_000 }],
    ['of one pixel', 'image/webp', (one) => one.webp(), { width: 1, height: 1 }],
    ['of few colours', 'image/png', (one) => one.png({ palette: true, colours: 2 }), SMALL],
  ])('%s are shown small, and are what they were', async (_, type, made, size) => {
    const bytes = await made(
      sharp({ create: { ...size, channels: 3, background: 'grey' } }),
    ).toBuffer()
    const { id, shown, content } = await added(bytes)
    const { width, height } = await sharp(content).metadata()
    expect([shown.state, shown.type, { width, height }]).toEqual(['ready', type, size])
    const small = await thumbnail(id)
    const is = await sharp(Buffer.from(await small.arrayBuffer())).metadata()
    expect(Math.max(is.width, is.height)).toBeLessThanOrEqual(320)
  })

  it.each(['gif', 'webp'] as const)('that move as %s move on', async (format) => {
    const frames = await Promise.all(
      ['red', 'blue'].map((background) =>
        sharp({ create: { ...SMALL, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const moving = await sharp(frames, { join: { animated: true } })
      .toFormat(format)
      .toBuffer()
    const { shown, content } = await added(moving)
    expect([shown.state, shown.type]).toEqual(['ready', `image/${format}`])
    expect((await sharp(content, { animated: true }).metadata()).pages).toBe(2)
  })

  it('of many pixels are decoded all the same', async () => {
    const [width, height] = [8000, 6000]
    const grey = { width, height, channels: 3 as const, background: 'grey' }
    const photo = await sharp({ create: grey })
      .withMetadata({ orientation: 6 })
      .jpeg({ progressive: true })
      .toBuffer()
    const { id, content } = await added(photo)
    expect((await sharp(content).metadata()).width).toBe(height)
    expect((await thumbnail(id)).status).toBe(200)
  })
})
