import { z } from 'zod'
import type { Right } from '../../gate/index.ts'
import type { Visit } from '../../web/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { CONSOLE, id, parseId } from '../../kit/ids.ts'
import type { Caller, Work } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { inPortal } from '../console/scopes.ts'
import { isRefusal, lockLiving } from '../living.ts'
import { partnerExists } from '../partners/queries.ts'
import { findPortal } from '../queries.ts'
import { findEndpoint, type Endpoint } from './queries.ts'
import type { Owner, OwnerKind } from './webhook.ts'

/** Who may look at and change what such an owner has. */
export const RIGHT_OVER: Record<OwnerKind, Right> = {
  portal: 'portal:configure',
  partner: 'portals:provision',
}

interface Named {
  portal?: string
  partner?: string
}

/** An input that names its owner, and what else the operation takes. */
export const owned = <S extends z.ZodRawShape>(kind: OwnerKind, shape: S) =>
  z.strictObject({ [kind]: id(kind), ...shape }) as unknown as z.ZodType<
    z.output<z.ZodObject<S>> & Named
  >

/** The portal that an operation on such an owner happens in. */
export const homeOf = ({ portal }: Named): string => portal ?? CONSOLE

/** The owner as it exists for the caller, and can be changed. */
export async function lockOwner(work: Work, { portal, partner }: Named): Promise<Owner | Refusal> {
  if (portal !== undefined) {
    const found = await lockLiving(work, portal)
    return isRefusal(found) ? found : { kind: 'portal', portal, partner: null }
  }
  const owner = await findPartner(work.tx, work.caller, partner!)
  return owner ?? kitRefuse('not_found')
}

/** The owner as it exists for the caller, to look at; null for another's as for none. */
export async function findOwner(
  tx: Tx,
  caller: Pick<Caller, 'portal' | 'partner'>,
  kind: OwnerKind,
  row: string,
): Promise<Owner | null> {
  if (kind === 'partner') return findPartner(tx, caller, row)
  const found = await findPortal(tx, row, caller)
  return found && found.status !== 'cancelled' ? { kind, portal: row, partner: null } : null
}

async function findPartner(
  tx: Tx,
  caller: Pick<Caller, 'portal' | 'partner'>,
  partner: string,
): Promise<Owner | null> {
  const theirs = caller.portal === CONSOLE && [undefined, partner].includes(caller.partner)
  return theirs && (await partnerExists(tx, partner))
    ? { kind: 'partner', portal: CONSOLE, partner }
    : null
}

/**
 * Reads something of the owner that the address names, or of the portal whose host this is; null where
 * it does not exist for the caller.
 */
export async function readOwned<T>(
  visit: Visit,
  kind: OwnerKind,
  work: (tx: Tx, owner: Owner) => Promise<T | null>,
): Promise<T | null> {
  const shown = visit.param(kind)
  const row = kind === 'portal' && shown === '' ? visit.portal.id : parseId(kind, shown)
  if (row === null) return null
  const find = async (tx: Tx) => {
    const owner = await findOwner(tx, visit.caller, kind, row)
    return owner && work(tx, owner)
  }
  return kind === 'portal' ? inPortal(visit, row, find) : visit.read(find)
}

/** The same of one of its endpoints. */
export const readEndpoint = <T>(
  visit: Visit,
  kind: OwnerKind,
  work: (tx: Tx, owner: Owner, endpoint: Endpoint) => Promise<T | null>,
): Promise<T | null> =>
  readOwned(visit, kind, async (tx, owner) => {
    const row = parseId('webhook', visit.param('webhook'))
    const endpoint = row === null ? undefined : await findEndpoint(tx, owner, row)
    return endpoint ? work(tx, owner, endpoint) : null
  })
