import type { SignedInContext, RequestContext } from '../../web/index.ts'
import { z } from 'zod'
import type { Child } from 'hono/jsx'
import type { Tx } from '../../kit/db/database.ts'
import { CONSOLE, id, show } from '../../kit/ids.ts'
import type { Caller } from '../../kit/operation.ts'
import type { Language } from '../../kit/texts.ts'
import type { Crumb } from '../../ui/index.ts'

export type OwnerKind = 'portal' | 'partner' | 'installation'

/**
 * Whose something is: webhooks, keys, people, mails. What a portal has lies in that portal; what a partner
 * or the installation itself has, in the console.
 */
export interface Owner {
  kind: OwnerKind
  /** Row id of the portal that the rows lie in: the `portal_id` of every statement about them. */
  portal: string
  /** Row id: the `partner_id` of their rows; null for a portal's and the installation's own. */
  partner: string | null
}

export const INSTALLATION: Owner = { kind: 'installation', portal: CONSOLE, partner: null }

/** The owner as inputs and paths name it, by its shown id; the installation needs no name. */
export interface Named {
  portal?: string
  partner?: string
}

export const namesOf = ({ kind, portal, partner }: Owner): Named => {
  if (kind === 'installation') return {}
  return kind === 'portal'
    ? { portal: show('portal', portal) }
    : { partner: show('partner', partner!) }
}

/** Inputs that an endpoint takes from its path, for what belongs to such an owner. */
export const pathOf = (kind: OwnerKind): Record<string, string> =>
  kind === 'installation' ? {} : { [kind]: kind }

/** An input that names its owner, and what else the operation takes; the operation gets row ids. */
export const owned = <S extends z.ZodRawShape>(kind: OwnerKind, shape: S) =>
  z.strictObject({
    ...(kind === 'installation' ? {} : { [kind]: id(kind) }),
    ...shape,
  }) as unknown as z.ZodType<z.output<z.ZodObject<S>> & Named>

/** The portal that an operation with such an input happens in. @param named by row ids */
export const homeOf = ({ portal }: Named): string => portal ?? CONSOLE

/**
 * The owner that an operation's input names, as far as it can be one for the caller: staff have their portal, a
 * partner's people their partner, the console's all but the console itself. Whether it is there, and is a
 * partner's own portal, is the operation's to look. @param named by row ids
 */
export function ownerNamed(
  caller: Pick<Caller, 'portal' | 'partner'>,
  { portal, partner }: Named,
): Owner | null {
  const isHome = caller.portal === CONSOLE
  if (portal !== undefined)
    return portal !== CONSOLE && (isHome || caller.portal === portal)
      ? { kind: 'portal', portal, partner: null }
      : null
  if (!isHome) return null
  if (partner === undefined) return INSTALLATION
  return [undefined, partner].includes(caller.partner)
    ? { kind: 'partner', portal: CONSOLE, partner }
    : null
}

/**
 * Reads what is one portal's, or the console's own, whatever place the visitor is in: the transaction of this read is
 * set to that portal, and back. The statement that asked the gate was a transaction of its own.
 */
export const inPortal = <T>(
  ctx: RequestContext,
  portal: string,
  work: (tx: Tx) => Promise<T>,
): Promise<T> => ctx.read((tx) => tx.within(portal, () => work(tx)))

/** What an owner has, by the tab of its pages that it is looked after on. */
export type OwnerTab = 'people' | 'hosts' | 'keys' | 'webhooks' | 'mailbox'

interface TabProps {
  tab: OwnerTab
  /** What the page is called where the owner is the place one is in, and has no tabs. */
  title: string
  subtitle?: Child
  action?: Child
  children?: Child
}

/** An owner with all that a page about something of its own needs. */
export interface OwnerPage {
  owner: Owner
  /** As the addresses of its pages and what they perform name it; the place one is in needs no name. */
  names: Named
  /** Where it is another than the place one is in. */
  name?: string
  /** It is written to in. */
  language: Language
  /** The way back from a page below one of its tabs, up to the tab itself. */
  above: Crumb[]
  /** The frame of a page about it. */
  Tab(props: TabProps): Child
}

/** A place where one owner's things are looked after, such as a partner's pages in the console. */
export interface Section {
  kind: OwnerKind
  /** The owner that the address names, as it exists for the visitor; null for another's as for none. */
  owner(ctx: RequestContext): Promise<Owner | null>
  /** The same for a page, with its frame; or what is answered in its place. */
  page(ctx: SignedInContext): Promise<OwnerPage | Response | null>
}

/** Reads what is of the owner that the address names; null for another's as for none. */
export async function readOwned<T>(
  ctx: RequestContext,
  section: Section,
  work: (tx: Tx, owner: Owner) => Promise<T | null>,
): Promise<T | null> {
  const owner = await section.owner(ctx)
  return owner && inPortal(ctx, owner.portal, (tx) => work(tx, owner))
}
