import { csv, everyRow, placeIn, type SignedInContext } from '../../../web/index.ts'
import { companyChoices } from '../../companies/queries.ts'
import { fieldsOf } from '../../fields/queries.ts'
import { words } from '../texts.ts'
import { contactsQueryOf } from './query.ts'
import { table } from './csv.ts'
import { ContactsPage } from './list-page.tsx'
import { listContacts } from './list.ts'
import { countContacts } from './queries.ts'

const A_PAGE = 50
/** Counted no further than this: the thousandth contact more tells nobody anything. */
const COUNTED = 1000

/** The portal's contacts as a page, or as a file where the address asks for one. */
export const showContacts = (ctx: SignedInContext): Promise<Response> =>
  ctx.query('format') === 'csv' ? contactsFile(ctx) : listPage(ctx)

async function listPage(ctx: SignedInContext): Promise<Response> {
  const { now, read, language } = ctx
  const query = contactsQueryOf(ctx)
  const [page, rows, companies] = await read((tx) =>
    Promise.all([
      listContacts(tx, { ...query, ...placeIn(ctx), now, limit: A_PAGE }),
      countContacts(tx, { ...query, now }, COUNTED + 1),
      companyChoices(tx),
    ]),
  )
  const t = words(language)
  const count = rows > COUNTED ? t('count.more', { count: COUNTED }) : t('count', { count: rows })
  return ctx.page(<ContactsPage query={query} page={page} count={count} companies={companies} />)
}

/** Everybody the filter finds, whatever page is looked at. */
async function contactsFile(ctx: SignedInContext): Promise<Response> {
  const { now, read } = ctx
  const query = contactsQueryOf(ctx)
  const [contacts, fields] = await read(async (tx) => [
    await everyRow(
      (piece) => listContacts(tx, { ...query, ...piece, now }),
      (contact) => contact,
    ),
    await fieldsOf(tx),
  ])
  return csv('contacts', table(contacts, fields, ctx))
}
