import { PanelPlace, type SignedInContext } from '../../web/index.ts'

/** The home page of those who are served, whose cards features that stand higher add to. */
export const onGuestHome = new PanelPlace<SignedInContext['person']>()
