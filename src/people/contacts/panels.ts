import type { Child } from 'hono/jsx'
import type { SignedInContext } from '../../web/index.ts'
import type { Contact } from './contact.ts'

/** Something a higher domain knows about a contact, drawn; null where it has nothing to say. */
export type ContactPanel = (ctx: SignedInContext, contact: Contact) => Promise<Child>

const panels = new Set<ContactPanel>()

/** Lets a domain that stands higher show what it knows on a contact's page, in the order they came. */
export function showOnContactPage(panel: ContactPanel): void {
  panels.add(panel)
}

export const panelsFor = (ctx: SignedInContext, contact: Contact): Promise<Child[]> =>
  Promise.all(Array.from(panels, (panel) => panel(ctx, contact)))
