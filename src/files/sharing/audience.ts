import { z } from 'zod'
import type { Tx } from '../../kit/db/database.ts'
import { PREFIXES, parseId, show, type IdKind } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import type { InWords } from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'

/** Somebody who is served. */
export interface Seer {
  id: string
  name: string
  email: string | null
  language: string | null
}

/** Somebody who is in an audience, of several that were asked about. */
export interface Member extends Seer {
  /** Row id of what they are in. */
  in: string
}

/** A kind of those whom files are shared with, such as everybody of a company; features declare them. */
export interface Audience {
  readonly kind: IdKind
  /** Whether it stands for many, and is called by its name and how many they are. */
  readonly isGroup: boolean
  /**
   * What each of several is called, by row id, of those that are there.
   * @param hold against deletion, until the end of the transaction
   */
  names(tx: Tx, ids: readonly string[], hold?: 'hold'): Promise<ReadonlyMap<string, string>>
  /** Those who are in several now, by name: however many they are, one statement. */
  people(tx: Tx, ids: readonly string[]): Promise<Member[]>
  /** Those of its kind that somebody is in, by row id. */
  of(tx: Tx, person: string): Promise<string[]>
  /** Those that are near to a thing that has files, of its kind: what staff choose from. */
  near(tx: Tx, holder: { kind: string; id: string }): Promise<string[]>
  /**
   * What is said, before they are shown a file of a thing of its kind, of people who are not near to that: by row id.
   * "Not in this case", of one; of those who are in it and no clients, that.
   */
  readonly strangers?: (
    tx: Tx,
    id: string,
    people: readonly string[],
  ) => Promise<ReadonlyMap<string, InWords>>
}

const audiences = new Place<Audience>()

export const sharedWith = (audience: Audience) => audiences.with(audience)

type Declaring = Pick<Installation, 'declared'>

export const allAudiences = (installation: Declaring) => audiences.of(installation)

/** One audience. */
export interface With {
  audience: Audience
  /** Row id. */
  id: string
}

export const audienceOf = (installation: Declaring, kind: string, id: string): With | null => {
  const audience = allAudiences(installation).find((one) => one.kind === kind)
  return audience ? { audience, id } : null
}

/** What a shown id names, of those whom files are shared with; null where it names none such. */
export function audienceNamed(installation: Declaring, shown: string): With | null {
  for (const audience of allAudiences(installation)) {
    if (!shown.startsWith(`${PREFIXES[audience.kind]}_`)) continue
    const id = parseId(audience.kind, shown)
    if (id !== null) return { audience, id }
  }
  return null
}

export const shownAudience = ({ audience, id }: With): string => show(audience.kind, id)

/** As ids of people, companies and cases name them. */
export const audienceIds = z
  .array(z.string().max(60))
  .min(1)
  .max(50)
  .describe('Ids of people, of companies for everybody of them, of cases for their clients')
