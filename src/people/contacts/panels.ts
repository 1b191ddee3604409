import { PanelPlace } from '../../web/index.ts'
import type { Contact } from './contact.ts'

/** The page of a contact, on which features that stand higher show what they know of them. */
export const onContactPage = new PanelPlace<Contact>()
