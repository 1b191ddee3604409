import { QuotaAlert, ClientQuotaAlert } from '../../portals/index.ts'
import { useSignedInContext, type SignedInContext } from '../../web/index.ts'
import { fileUsage } from '../contents/queries.ts'

/** What a portal's files take and may take, for pages on which some are sent. */
export interface Space {
  /** Bytes. */
  fileBytes: number
  /** What its provider gives it, in MB; null for what all have. */
  filesMb: number | null
}

export async function readSpace({ read }: Pick<SignedInContext, 'read'>): Promise<Space> {
  const { bytes, filesMb } = await read(fileUsage)
  return { fileBytes: bytes, filesMb }
}

interface SpaceProps {
  space: Space
  /** Stands where they would write to somebody. */
  isThere?: boolean
}

/** Above a form that sends files: that there is little room left for them, or none, and whom to turn to. */
export function SpaceAlert({ space, isThere }: SpaceProps) {
  const { person } = useSignedInContext()
  return person.kind === 'staff' ? (
    <QuotaAlert portal={space} />
  ) : (
    <ClientQuotaAlert portal={space} isThere={isThere} />
  )
}
