import sharp from 'sharp'

export const CANARY = 'CANARY-in-a-photo'

/** As a phone writes one: place, camera and a text in its head, and how it was held. */
export async function aPhoto({
  format = 'jpeg' as 'jpeg' | 'png' | 'webp',
  orientation = 1,
  text = CANARY,
} = {}): Promise<Buffer> {
  const corner = await sharp({
    create: { width: 16, height: 8, channels: 3, background: 'red' },
  })
    .png()
    .toBuffer()
  return sharp({ create: { width: 64, height: 32, channels: 3, background: 'blue' } })
    .composite([{ input: corner, left: 0, top: 0 }])
    .withMetadata({ orientation })
    .withExifMerge({
      IFD0: { Make: text, ImageDescription: text },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 3230/100', GPSAreaInformation: text },
    })
    .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${text}</a></x:xmpmeta>`)
    .toFormat(format, format === 'jpeg' ? { quality: 95, chromaSubsampling: '4:4:4' } : {})
    .toBuffer()
}

/** Where the first of the stored rows and columns is to be seen, by EXIF's own words. */
export const CORNER: Record<number, 'left top' | 'right top' | 'right bottom' | 'left bottom'> = {
  1: 'left top',
  2: 'right top',
  3: 'right bottom',
  4: 'left bottom',
  5: 'left top',
  6: 'right top',
  7: 'right bottom',
  8: 'left bottom',
}

/** In which corner a picture is red. */
export async function redCorner(picture: Buffer): Promise<string | undefined> {
  const { data, info } = await sharp(picture)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const red = (x: number, y: number) => {
    const at = (y * info.width + x) * info.channels
    return data[at]! > 150 && data[at + 2]! < 100
  }
  const [right, bottom] = [info.width - 2, info.height - 2]
  const corners = [
    ['left top', 1, 1],
    ['right top', right, 1],
    ['right bottom', right, bottom],
    ['left bottom', 1, bottom],
  ] as const
  return corners.find(([, x, y]) => red(x, y))?.[0]
}

const box = (name: string, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(8)
  head.writeUInt32BE(body.length + 8)
  head.write(name, 4, 'latin1')
  return Buffer.concat([head, body])
}

/** A HEIC as far as its boxes go: an item of pixels, and one that says where it was taken. */
export function aHeic(text = CANARY): Buffer {
  const kind = box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1'))
  const item = (id: number, type: string) =>
    box('infe', Buffer.from([2, 0, 0, 0, 0, id, 0, 0]), Buffer.from(`${type}\0`))
  const items = box('iinf', Buffer.from([0, 0, 0, 0, 0, 2]), item(1, 'hvc1'), item(2, 'Exif'))
  const [pixels, exif] = [Buffer.alloc(100, 7), Buffer.from(`\0\0\0\0Exif\0\0${text}`)]
  const meta = (start: number) => {
    const place = (id: number, at: number, bytes: number) => {
      const entry = Buffer.alloc(14)
      entry.writeUInt16BE(id)
      entry.writeUInt16BE(1, 4)
      entry.writeUInt32BE(at, 6)
      entry.writeUInt32BE(bytes, 10)
      return entry
    }
    const places = [place(1, start, pixels.length), place(2, start + pixels.length, exif.length)]
    const head = Buffer.from([0, 0, 0, 0, 0x44, 0x00, 0, 2])
    return box('meta', Buffer.alloc(4), items, box('iloc', head, ...places))
  }
  const start = kind.length + meta(0).length + 8
  return Buffer.concat([kind, meta(start), box('mdat', pixels, exif)])
}
