import type { Right } from '../../gate/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { PREFIXES, parseId, type IdKind } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import type { InWords } from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'

/** A kind of thing that has files. */
export interface Holder {
  readonly kind: IdKind
  /** What many of them are called. */
  readonly many: InWords
  /** What staff need to look after its files. */
  readonly right: Right
  /** Whether staff put its files into folders; those of a message lie with it. */
  readonly hasFolders?: boolean
  /** Where it is looked at. @param shown its id as shown */
  readonly page: (shown: string) => string
  /**
   * What it is called; null where there is none.
   * @param hold against deletion, until the end of the transaction
   */
  find(tx: Tx, id: string, hold?: 'hold'): Promise<string | null>
  /** Those that are called so, or begin so, for moving a file there. */
  readonly search?: (tx: Tx, text: string, limit: number) => Promise<{ id: string; name: string }[]>
  /** Whether somebody who is served sees its files without that they are shared, as in a thread of theirs. */
  readonly isOpenTo?: (tx: Tx, id: string, person: string) => Promise<boolean>
}

export const holders = new Place<Holder>()

/** One thing that has files. */
export interface Held {
  holder: Holder
  /** Row id. */
  id: string
}

type Declaring = Pick<Installation, 'declared'>

export const holderOf = (installation: Declaring, kind: string): Holder | undefined =>
  holders.of(installation).find((holder) => holder.kind === kind)

/** What a shown id names, of those that have files; null where it names none such. */
export function heldNamed(installation: Declaring, shown: string): Held | null {
  for (const holder of holders.of(installation)) {
    const id = shown.startsWith(`${PREFIXES[holder.kind]}_`) ? parseId(holder.kind, shown) : null
    if (id !== null) return { holder, id }
  }
  return null
}
