import { csv, choiceOf, everyRow, placeIn, type SignedInContext } from '../../../web/index.ts'
import { seatWords } from '../../persons/badges.tsx'
import { PERSON_STATUSES, personStatus, type Person } from '../../persons/person.ts'
import { words } from '../../persons/texts.ts'
import { listPeople } from './list.ts'
import { PeoplePage } from './people-page.tsx'
import { countPeople, type PeopleFilter } from './queries.ts'
import { cut } from '../../../kit/whole-text.ts'

const A_PAGE = 50
/** Counted no further than this: the thousandth person more tells nobody anything. */
const COUNTED = 1000

/** The portal's people as a page, or as a file where the address asks for one. */
export const peoplePages = (ctx: SignedInContext): Promise<Response> =>
  ctx.query('format') === 'csv' ? peopleFile(ctx) : peoplePage(ctx)

const filterOf = (ctx: SignedInContext): PeopleFilter => ({
  search: cut(ctx.query('search')?.trim() ?? '', 254) || undefined,
  kind: choiceOf(['staff', 'contact'], ctx.query('kind')),
  status: choiceOf(PERSON_STATUSES, ctx.query('status')),
  shared: choiceOf(['yes'], ctx.query('shared')),
})

async function peoplePage(ctx: SignedInContext): Promise<Response> {
  const { now, read, language } = ctx
  const filter = filterOf(ctx)
  const t = words(language)
  const [rows, people] = await read((tx) =>
    Promise.all([
      listPeople(tx, { ...filter, ...placeIn(ctx), now, limit: A_PAGE }),
      countPeople(tx, { ...filter, now }, COUNTED + 1),
    ]),
  )
  const count = people > COUNTED ? t('count.more', { people: COUNTED }) : t('count', { people })
  return ctx.page(<PeoplePage filter={filter} page={rows} count={count} />)
}

/** Everybody the filter finds, whatever page is looked at. */
async function peopleFile(ctx: SignedInContext): Promise<Response> {
  const { now, read, language } = ctx
  const t = words(language)
  const filter = filterOf(ctx)
  const lines = await read((tx) =>
    everyRow(
      (piece) => listPeople(tx, { ...filter, ...piece, now }),
      (person) => cells(person, ctx),
    ),
  )
  const head = (
    [
      'name',
      'email',
      'status',
      'kind',
      'seat',
      'added',
      'activated',
      'last_login',
      'bad_attempts',
      'locked_until',
    ] as const
  ).map((column) => t(column))
  return csv('people', [head, ...lines])
}

function cells(person: Person, { language, now }: SignedInContext) {
  const t = words(language)
  const status = personStatus(person, now)
  return [
    person.name,
    person.email,
    t(`status.${status}`),
    t(`kind.${person.kind as 'staff'}`),
    seatWords(person, language),
    person.created_at,
    person.activated_at,
    person.last_login_at,
    person.bad_attempts,
    status === 'locked' ? person.locked_until : null,
  ]
}
