import { parseId } from '../../../kit/ids.ts'
import { csv } from '../../visits/csv.ts'
import type { SignedInVisit } from '../../visits/visit.ts'
import { PERSON_STATUSES, personStatus, type Person } from '../person.ts'
import { words } from '../texts.ts'
import { listPeople } from './list.ts'
import { PeoplePage } from './people-page.tsx'
import { countPeople, type PeopleFilter } from './queries.ts'

const A_PAGE = 50
/** People fetched at once for a CSV file, which holds them all. */
const A_FETCH = 1000
/** Counted no further than this: the thousandth person more tells nobody anything. */
const COUNTED = 1000

/** The portal's people as a page, or as a file where the address asks for one. */
export const showPeople = (visit: SignedInVisit): Promise<Response> =>
  visit.query('format') === 'csv' ? peopleFile(visit) : peoplePage(visit)

/** A choice in the address; anything else is none. */
const choice = <C extends string>(choices: readonly C[], text: string | undefined) =>
  choices.find((one) => one === text)

const filterOf = (visit: SignedInVisit): PeopleFilter => ({
  search: visit.query('search')?.trim().slice(0, 254) || undefined,
  kind: choice(['staff', 'contact'], visit.query('kind')),
  status: choice(PERSON_STATUSES, visit.query('status')),
  shared: choice(['yes'], visit.query('shared')),
})

async function peoplePage(visit: SignedInVisit): Promise<Response> {
  const { portal, now, read, language } = visit
  const filter = filterOf(visit)
  const t = words(language)
  const after = parseId('person', visit.query('after') ?? '') ?? undefined
  const before = parseId('person', visit.query('before') ?? '') ?? undefined
  const [found, people] = await read((tx) =>
    Promise.all([
      listPeople(tx, portal.id, { ...filter, after, before, now, limit: A_PAGE }),
      countPeople(tx, portal.id, { ...filter, now }, COUNTED + 1),
    ]),
  )
  const count = people > COUNTED ? t('count.more', { people: COUNTED }) : t('count', { people })
  return visit.page(<PeoplePage visit={visit} filter={filter} page={found} count={count} />)
}

/** Everybody the filter finds, whatever page is looked at. */
async function peopleFile(visit: SignedInVisit): Promise<Response> {
  const { portal, now, read, language } = visit
  const t = words(language)
  const filter = filterOf(visit)
  const people = await read(async (tx) => {
    const all: Person[] = []
    for (let after: string | undefined; ;) {
      const found = await listPeople(tx, portal.id, { ...filter, after, now, limit: A_FETCH })
      all.push(...found.rows)
      if (!found.next) return all
      after = found.next.id
    }
  })
  return csv('people', [
    [
      t('name'),
      t('email'),
      t('status'),
      t('kind'),
      t('seat'),
      t('added'),
      t('activated'),
      t('last_login'),
      t('bad_attempts'),
      t('locked_until'),
    ],
    ...people.map((person) => [
      person.name,
      person.email,
      t(`status.${personStatus(person, now)}`),
      t(`kind.${person.kind as 'staff'}`),
      t(`seat.${person.seat}`),
      person.created_at,
      person.activated_at,
      person.last_login_at,
      person.bad_attempts,
      personStatus(person, now) === 'locked' ? person.locked_until : null,
    ]),
  ])
}
