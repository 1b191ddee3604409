import type { Installation } from '../../kit/installation.ts'

const [MB, GB] = [1e6, 1e9]

/** How much a portal's files may take, in bytes. @param filesMb what its provider gives it; null for what all have */
export const quotaFor = (
  installation: Pick<Installation, 'filesGb'>,
  filesMb: number | null,
): number => (filesMb === null ? installation.filesGb * GB : filesMb * MB)

/** How far files have filled their room; said while somebody can still do something about it. */
export const fillingOf = (used: number, most: number): 'full' | 'nearly' | null => {
  if (used >= most) return 'full'
  return used >= 0.9 * most ? 'nearly' : null
}
