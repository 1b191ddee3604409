import { PanelPlace } from '../../web/index.ts'
import type { CaseLine } from './browse/list.ts'

/** The page of a case, on which other features show what they know of it. */
export const onCasePage = new PanelPlace<CaseLine>()
