import { PanelPlace } from '../../web/index.ts'
import type { IdKind } from '../../kit/ids.ts'
import type { ShownFile } from './view.ts'

/** The page of a file, on which features that stand higher show what they know of it. */
export const onFilePage = new PanelPlace<ShownFile>()

/** The page of whatever has files, below these. */
export const onHolderPage = new PanelPlace<{ kind: IdKind; id: string }>()
