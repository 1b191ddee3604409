import { csv, everyRow, placeIn, type SignedInContext } from '../../../web/index.ts'
import { registrationWord } from '../../../identity/index.ts'
import { namesOf } from '../../labels/queries.ts'
import { words } from '../../texts.ts'
import { filterIn, sortIn } from './filter.ts'
import { listCases, type CaseLine } from './list.ts'
import { CasesPage, NAMED } from './page.tsx'
import { countCases } from './queries.ts'

const A_PAGE = 50
/** Counted no further than this: the thousandth case more tells nobody anything. */
const COUNTED = 1000

const chosen = (ctx: SignedInContext) => ({
  filter: filterIn(ctx.query),
  sort: sortIn(ctx.query('sort')),
})

async function casesPage(ctx: SignedInContext): Promise<Response> {
  const { now, read, language } = ctx
  const { filter, sort } = chosen(ctx)
  const t = words(language)
  const [rows, cases, types, stages] = await read((tx) =>
    Promise.all([
      listCases(tx, {
        ...filter,
        sort,
        ...placeIn(ctx),
        now,
        limit: A_PAGE,
        most: NAMED,
      }),
      countCases(tx, { ...filter, now }, COUNTED + 1),
      namesOf(tx, 'type'),
      namesOf(tx, 'stage'),
    ]),
  )
  const count = cases > COUNTED ? t('count.more', { cases: COUNTED }) : t('count', { cases })
  const props = { filter, sort, types, stages, page: rows, count }
  return ctx.page(<CasesPage {...props} />)
}

/** Every case the filter finds, whatever page is looked at. */
async function casesFile(ctx: SignedInContext): Promise<Response> {
  const { now, read, language } = ctx
  const t = words(language)
  const { filter, sort } = chosen(ctx)
  const lines = await read((tx) =>
    everyRow(
      (piece) => listCases(tx, { ...filter, ...piece, sort, now }),
      (line) => cells(line, ctx),
    ),
  )
  const head = (
    ['number', 'title', 'type', 'stage', 'clients', 'others', 'opened', 'closed'] as const
  ).map((column) => t(column))
  return csv('cases', [[...head, t('registered'), t('registration')], ...lines])
}

function cells(line: CaseLine, { language }: SignedInContext) {
  const of = (side: string) => line.parties.filter((party) => party.side === side)
  const { registered, clients } = line.counts
  return [
    line.number,
    line.title,
    line.type,
    line.stage,
    of('client')
      .map(({ name }) => name)
      .join('; '),
    of('other')
      .map(({ name }) => name)
      .join('; '),
    line.opened_on,
    line.closed_on,
    `${registered}/${clients}`,
    of('client')
      .map(({ registration }) => registrationWord(registration, language))
      .join('; '),
  ]
}

/** The portal's cases as a page, or as a file where the address asks for one. */
export const showCases = (ctx: SignedInContext): Promise<Response> =>
  ctx.query('format') === 'csv' ? casesFile(ctx) : casesPage(ctx)
