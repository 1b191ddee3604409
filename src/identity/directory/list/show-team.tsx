import { csv, choiceOf, everyRow, placeIn, type SignedInContext } from '../../../web/index.ts'
import type { Language } from '../../../kit/texts.ts'
import { seatWords } from '../../persons/badges.tsx'
import type { ShownPerson } from '../../persons/person.ts'
import { words } from '../../persons/texts.ts'
import { registrationWord } from '../../registration-state/badge.tsx'
import { REGISTRATION_STATES } from '../../registration-state/state.ts'
import { listPeople } from './list.ts'
import { TeamPage } from './team-page.tsx'
import { countPeople, type PeopleFilter } from './queries.ts'
import { cut } from '../../../kit/whole-text.ts'

const A_PAGE = 50
/** Counted no further than this: the thousandth person more tells nobody anything. */
const COUNTED = 1000

/** Those who work in the portal as a page, or as a file where the address asks for one. */
export const showTeam = (ctx: SignedInContext): Promise<Response> =>
  ctx.query('format') === 'csv' ? teamFile(ctx) : teamPage(ctx)

const filterOf = (ctx: SignedInContext): PeopleFilter => ({
  search: cut(ctx.query('search')?.trim() ?? '', 254) || undefined,
  registration: choiceOf(REGISTRATION_STATES, ctx.query('registration')),
  shared: choiceOf(['yes'], ctx.query('shared')),
})

async function teamPage(ctx: SignedInContext): Promise<Response> {
  const { now, read, language } = ctx
  const filter = filterOf(ctx)
  const t = words(language)
  const [rows, people] = await read((tx) =>
    Promise.all([
      listPeople(tx, { ...filter, kind: 'staff', ...placeIn(ctx), now, limit: A_PAGE }),
      countPeople(tx, { ...filter, kind: 'staff', now }, COUNTED + 1),
    ]),
  )
  const count =
    people > COUNTED ? t('team.count.more', { people: COUNTED }) : t('team.count', { people })
  return ctx.page(<TeamPage filter={filter} page={rows} count={count} />)
}

/** Everybody the filter finds, whatever page is looked at. */
async function teamFile(ctx: SignedInContext): Promise<Response> {
  const { now, read, language } = ctx
  const t = words(language)
  const filter = filterOf(ctx)
  const lines = await read((tx) =>
    everyRow(
      (piece) => listPeople(tx, { ...filter, kind: 'staff', ...piece, now }),
      (person) => cells(person, language),
    ),
  )
  const head = (
    [
      'name',
      'email',
      'registration',
      'seat',
      'added',
      'activated',
      'last_login',
      'bad_attempts',
      'locked_until',
    ] as const
  ).map((column) => t(column))
  return csv('team', [head, ...lines])
}

function cells(person: ShownPerson, language: Language) {
  const { registration } = person
  return [
    person.name,
    person.email,
    registrationWord(registration, language),
    seatWords(person, language),
    person.created_at,
    person.activated_at,
    person.last_login_at,
    person.bad_attempts,
    registration === 'locked' ? person.locked_until : null,
  ]
}
