import { PanelPlace, type CurrentPerson } from '../../web/index.ts'

/** A client's home page, on which features that stand higher show a card with what waits behind it. */
export const onGuestHome = new PanelPlace<CurrentPerson>()
