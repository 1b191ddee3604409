import { z } from 'zod'
import type { Tx } from '../../kit/db/database.ts'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { shape } from '../../kit/shape.ts'
import type { SignedInContext } from '../../web/index.ts'
import type { FileRow } from '../file/index.ts'
import { allAudiences, audienceOf, type Seer, type With } from './audience.ts'
import { membersOf, namesOfAll } from './members.ts'
import { sharesOf } from './queries.ts'

/** An audience as pages show it. */
export interface ShownAudience extends With {
  name: string
  people: Seer[]
}

/** Those that are there, with who is in them. */
async function described<T extends With>(
  tx: Tx,
  withs: readonly T[],
): Promise<(T & ShownAudience)[]> {
  const names = await namesOfAll(tx, withs)
  const members = await membersOf(tx, withs)
  return withs.flatMap((one) => {
    const name = names.get(one.id)
    return name === undefined ? [] : { ...one, name, people: members.get(one.id) ?? [] }
  })
}

export interface ShownShare extends ShownAudience {
  sharedBy: string
  sharedAt: Temporal.Instant
}

/** Whom a file is shared with, each with those who are in it now. */
export const readShares = (
  { installation, read }: SignedInContext,
  file: string,
): Promise<ShownShare[]> =>
  read(async (tx) => {
    const shares = await sharesOf(tx, file)
    const withs = shares.flatMap(({ kind, id, sharedBy, sharedAt }) => {
      const named = audienceOf(installation, kind, id)
      return named ? { ...named, sharedBy, sharedAt } : []
    })
    return described(tx, withs)
  })

/** The audiences that are near to a thing that has files, each with those who are in it. */
async function audiencesNear(
  tx: Tx,
  installation: Pick<Installation, 'declared'>,
  holder: { kind: string; id: string },
): Promise<ShownAudience[]> {
  const near: With[] = []
  for (const audience of allAudiences(installation))
    for (const id of await audience.near(tx, holder)) near.push({ audience, id })
  return described(tx, near)
}

/** Everybody who is served near to a thing that has files, each once. */
export async function peopleNear(
  tx: Tx,
  installation: Pick<Installation, 'declared'>,
  holder: { kind: string; id: string },
): Promise<Seer[]> {
  const near = await audiencesNear(tx, installation, holder)
  const people = near
    .toSorted((a, b) => Number(a.audience.isGroup) - Number(b.audience.isGroup))
    .flatMap(({ people }) => people)
  return [...new Map(people.map((one) => [one.id, one])).values()]
}

/** Those whom a file of a thing is mostly shared with: groups first, then each of those who are in them. */
export const nearTo = (
  { installation, read }: SignedInContext,
  { holderKind: kind, holderId: id }: FileRow,
): Promise<ShownAudience[]> =>
  read(async (tx) => {
    const near = await audiencesNear(tx, installation, { kind, id })
    const personIds = new Set(near.filter(({ audience }) => !audience.isGroup).map(({ id }) => id))
    const person = allAudiences(installation).find(({ kind }) => kind === 'person')!
    const each = near
      .flatMap(({ people }) => people)
      .filter(({ id }) => !personIds.has(id) && personIds.add(id))
      .map((one) => ({ audience: person, id: one.id, name: one.name, people: [one] }))
    return [...near, ...each].toSorted(
      (a, b) => Number(b.audience.isGroup) - Number(a.audience.isGroup),
    )
  })

/** Of some people those who are not near to what a file belongs to, each with what is said of them, by row id. */
export const strangersAmong = (
  { installation, read, language }: SignedInContext,
  { holderKind: kind, holderId: id }: FileRow,
  people: readonly { id: string }[],
): Promise<ReadonlyMap<string, string>> =>
  read(async (tx) => {
    const strangers = allAudiences(installation).find((one) => one.kind === kind)?.strangers
    if (!strangers || people.length === 0) return new Map()
    const near = new Set((await peopleNear(tx, installation, { kind, id })).map((one) => one.id))
    const far = people.filter((one) => !near.has(one.id)).map((one) => one.id)
    const said = far.length === 0 ? [] : [...(await strangers(tx, id, far))]
    return new Map(said.map(([one, words]) => [one, words[language]]))
  })

/** What was chosen, each found. */
export const describeAll = (
  { read }: SignedInContext,
  withs: readonly With[],
): Promise<ShownAudience[]> => read((tx) => described(tx, withs))

export const shareView = shape('FileShare', {
  audience: z.string().describe('Id of the person, company or case'),
  name: z.string(),
  people: z.array(shape('FileSeer', { person: z.string(), name: z.string() })),
  sharedBy: z.string(),
  sharedAt: z.iso.datetime(),
})

export const showShare = ({ audience, id, name, people, sharedBy, sharedAt }: ShownShare) => ({
  audience: show(audience.kind, id),
  name,
  people: people.map((one) => ({ person: show('person', one.id), name: one.name })),
  sharedBy,
  sharedAt: sharedAt.toString(),
})
