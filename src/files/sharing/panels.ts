import type { Tx } from '../../kit/db/database.ts'
import { Place } from '../../kit/place.ts'
import { PanelPlace } from '../../web/index.ts'
import type { FileRow } from '../file/index.ts'

/** The page of what is shared with somebody, above it; of whom, by row id. */
export const onDocumentsPage = new PanelPlace<string>()

/** Those who are served and see a file because they have sent it, by name, without that it is shared with them. */
export const sendersOf = new Place<
  (tx: Tx, file: FileRow) => Promise<readonly { id: string; name: string }[]>
>()
