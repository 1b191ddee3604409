import { PanelPlace } from '../../web/index.ts'

/** The page of what is shared with somebody, above it; of whom, by row id. */
export const onDocumentsPage = new PanelPlace<string>()
