import { open, seal } from '../../kit/crypto.ts'
import type { CsvLine } from './file.ts'

/** A whole file that was sent and not yet begun with. */
const uploadPlace = (portal: string, id: string) => ({
  portal,
  table: 'import_uploads',
  row: id,
  column: 'sealed',
})

/** One line of it, that waits for its turn. */
const linePlace = (portal: string, work: string, n: number) => ({
  portal,
  table: 'work_rows',
  row: `${work} ${n}`,
  column: 'sealed',
})

export const sealUpload = (key: Buffer, portal: string, id: string, csv: string): Buffer =>
  seal(key, uploadPlace(portal, id), csv)

/** @throws CannotOpen */
export const openUpload = (key: Buffer, portal: string, id: string, sealed: Buffer): string =>
  open(key, uploadPlace(portal, id), sealed).toString()

export const sealLine = (
  key: Buffer,
  portal: string,
  work: string,
  n: number,
  line: CsvLine,
): Buffer => seal(key, linePlace(portal, work, n), JSON.stringify(line))

/** @throws CannotOpen */
export const openLine = (
  key: Buffer,
  portal: string,
  work: string,
  { n, sealed }: { n: number; sealed: Buffer | null },
): CsvLine => JSON.parse(open(key, linePlace(portal, work, n), sealed!).toString()) as CsvLine
