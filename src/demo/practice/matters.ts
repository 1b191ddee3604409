import { addParty, closeCase, enterStage, openCase } from '../../cases/index.ts'
import { show } from '../../kit/ids.ts'
import { writeNote } from '../../people/index.ts'
import type { Place } from '../portal-life.ts'
import type { DemoEvent } from '../seeder.ts'
import type { DemoCase, DemoNote } from './practice.ts'
import { documentEvents } from './documents.ts'
import { atOffice, HOURS, personNamed, type PracticeContext } from './practice-context.ts'
import { requestEvents } from './requests.ts'

/** A case from its opening with everybody in it, through its stages, to its end. */
export function matterLife(practice: PracticeContext, plan: DemoCase): DemoEvent[] {
  const { seeder, there } = practice
  const { title, type, opened, clients, others = [], stages = [], closed } = plan
  const { notes, documents, requests } = plan
  let matter: string
  const open = async (place: Place) => {
    const client = await personNamed(practice, place, clients[0])
    matter = show(
      'case',
      (await seeder.as(place.owner, title, openCase, { title, type, client })).case,
    )
  }
  const join = (name: string, side: 'client' | 'other') => async (place: Place) =>
    seeder.as(place.owner, `${title} ${name}`, addParty, {
      case: matter,
      person: await personNamed(practice, place, name),
      side,
    })
  const joining = [
    ...clients.slice(1).map((name) => join(name, 'client')),
    ...others.map((name) => join(name, 'other')),
  ]
  return [
    { at: atOffice(practice, opened, HOURS.cases), run: there(open) },
    // Parties are listed in the order they came.
    ...joining.map((run, i) => ({
      at: atOffice(practice, opened, HOURS.cases + 1 + i),
      run: there(run),
    })),
    ...stages.map(([ago, stage]) => ({
      at: atOffice(practice, ago, HOURS.stages),
      run: there(({ owner }) =>
        seeder.as(owner, `${title} ${stage}`, enterStage, { case: matter, stage }),
      ),
    })),
    ...requestEvents(practice, requests, () => matter),
    ...noteEvents(practice, notes, async () => ({ case: matter })),
    ...documentEvents(practice, documents, () => matter),
    ...(closed === undefined
      ? []
      : [
          {
            at: atOffice(practice, closed, HOURS.closing),
            run: there(({ owner }) => seeder.as(owner, title, closeCase, { case: matter })),
          },
        ]),
  ]
}

/** What staff wrote down. @param about gives whom or what, by shown id */
export const noteEvents = (
  practice: PracticeContext,
  notes: readonly DemoNote[] = [],
  about: (place: Place) => Promise<{ person: string } | { case: string }>,
): DemoEvent[] =>
  notes.map(([ago, author, body]) => ({
    at: atOffice(practice, ago, HOURS.notes),
    run: practice.there(async (place) => {
      const { seeder } = practice
      const writer = await seeder.person(place.id, author)
      await seeder.as(writer, body.slice(0, 60), writeNote, { ...(await about(place)), body })
    }),
  }))
