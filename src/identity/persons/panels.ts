import type { Child } from 'hono/jsx'
import type { SignedInContext } from '../../web/index.ts'
import type { Person } from './person.ts'

/** Something a higher domain knows about a person, drawn; null where it has nothing to say. */
export type PersonPanel = (ctx: SignedInContext, person: Person) => Promise<Child>

const panels = new Set<PersonPanel>()

/** Lets a domain that stands higher show what it knows on a person's page, in the order they came. */
export function showOnPersonPage(panel: PersonPanel): void {
  panels.add(panel)
}

export const panelsFor = (ctx: SignedInContext, person: Person): Promise<Child[]> =>
  Promise.all(Array.from(panels, (panel) => panel(ctx, person)))
