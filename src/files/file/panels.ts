import type { IdKind } from '../../kit/ids.ts'
import { Place } from '../../kit/place.ts'
import type { Crumb } from '../../ui/index.ts'
import { PanelPlace, type SignedInContext } from '../../web/index.ts'
import type { ShownFile } from './view.ts'

/** What a file lies in within what has it, from the outermost, for the way up from its page. */
export const aboveFile = new Place<(ctx: SignedInContext, file: ShownFile) => Promise<Crumb[]>>()

/** The page of a file, on which features that stand higher show what they know of it. */
export const onFilePage = new PanelPlace<ShownFile>()

/** The page of whatever has files, below these. */
export const onHolderPage = new PanelPlace<{ kind: IdKind; id: string }>()
