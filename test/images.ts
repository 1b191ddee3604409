/** A PNG as far as its header goes, which is as far as Gatehouse reads one. */
export const aPng = (width = 120, height = 40): Buffer<ArrayBuffer> => {
  const header = Buffer.alloc(33)
  header.write('\x89PNG\r\n\x1a\n', 'latin1')
  header.writeUInt32BE(13, 8)
  header.write('IHDR', 12)
  header.writeUInt32BE(width, 16)
  header.writeUInt32BE(height, 20)
  return header
}
