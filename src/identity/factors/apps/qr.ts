/** A QR code as one path of unit squares, with the quiet margin that scanners need around it. */
export interface Qr {
  size: number
  path: string
}

const MARGIN = 4

/** Loaded when the first code is drawn. */
export async function qrOf(text: string): Promise<Qr> {
  const { encode } = await import('uqr')
  const { data, size } = encode(text, { ecc: 'M', border: MARGIN })
  const squares = data.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  return { size, path: squares.join('') }
}
