import { crc32, deflateSync } from 'node:zlib'

const chunk = (name: string, data: Buffer): Buffer => {
  const said = Buffer.concat([Buffer.from(name), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(said))
  return Buffer.concat([length, said, sum])
}

/** A whole PNG, as far as Gatehouse reads one; of so many pixels that they are not all there, only a few rows. */
export const aPng = (width = 120, height = 40): Buffer<ArrayBuffer> => {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits of grey.
  header[8] = 8
  const rows = Buffer.alloc(Math.min(height * (width + 1), 100_000))
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** A photograph of few pixels, with a picture of itself in its head, in two scans. */
export const aJpeg = (width = 16, height = 16): Buffer<ArrayBuffer> => {
  const sides = Buffer.alloc(4)
  sides.writeUInt16BE(height, 0)
  sides.writeUInt16BE(width, 2)
  return Buffer.concat([
    Buffer.from('ffd8', 'hex'),
    // A whole JPEG within a segment, whose end is not the end.
    Buffer.from('ffe000144a46494600010100000100010000ffd8ffd9', 'hex'),
    Buffer.from('ffc0000b08', 'hex'),
    sides,
    Buffer.from('01011100', 'hex'),
    // Pixels with a 0xff of their own, a mark to restart at, and filling before the next marker.
    Buffer.from('ffda0008010100003f001234ff0056ffd078ffff', 'hex'),
    Buffer.from('ffda0008010100003f009abcffd9', 'hex'),
  ])
}

/** With pixels that are not looked at. */
export const aWebp = (width = 16, height = 16): Buffer<ArrayBuffer> => {
  const extended = Buffer.alloc(18)
  extended.write('VP8X\x0a\0\0\0', 'latin1')
  extended.writeUIntLE(width - 1, 12, 3)
  extended.writeUIntLE(height - 1, 15, 3)
  const pixels = Buffer.from('VP8L\x05\0\0\0\x2f\0\0\0\0\0', 'latin1')
  const box = Buffer.alloc(12)
  box.write('RIFF    WEBP')
  box.writeUInt32LE(4 + extended.length + pixels.length, 4)
  return Buffer.concat([box, extended, pixels])
}
