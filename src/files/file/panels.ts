import { PanelPlace } from '../../web/index.ts'
import type { ShownFile } from './view.ts'

/** The page of a file, on which features that stand higher show what they know of it. */
export const onFilePage = new PanelPlace<ShownFile>()
