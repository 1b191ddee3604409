import { csv, everyRow, placeIn, type SignedInVisit } from '../../../web/index.ts'
import { companyChoices } from '../../companies/queries.ts'
import { fieldsOf } from '../../fields/queries.ts'
import { words } from '../texts.ts'
import { askedOf } from './asked.ts'
import { table } from './csv.ts'
import { ContactsPage } from './list-page.tsx'
import { listContacts } from './list.ts'
import { countContacts } from './queries.ts'

const A_PAGE = 50
/** Counted no further than this: the thousandth contact more tells nobody anything. */
const COUNTED = 1000

/** The portal's contacts as a page, or as a file where the address asks for one. */
export const showContacts = (visit: SignedInVisit): Promise<Response> =>
  visit.query('format') === 'csv' ? contactsFile(visit) : listPage(visit)

async function listPage(visit: SignedInVisit): Promise<Response> {
  const { portal, now, read, language } = visit
  const asked = askedOf(visit)
  const [page, found, companies] = await read((tx) =>
    Promise.all([
      listContacts(tx, portal.id, { ...asked, ...placeIn(visit), now, limit: A_PAGE }),
      countContacts(tx, portal.id, { ...asked, now }, COUNTED + 1),
      companyChoices(tx, portal.id),
    ]),
  )
  const t = words(language)
  const count = found > COUNTED ? t('count.more', { count: COUNTED }) : t('count', { count: found })
  return visit.page(<ContactsPage asked={asked} page={page} count={count} companies={companies} />)
}

/** Everybody the filter finds, whatever page is looked at. */
async function contactsFile(visit: SignedInVisit): Promise<Response> {
  const { portal, now, read } = visit
  const asked = askedOf(visit)
  const [contacts, fields] = await read(async (tx) => [
    await everyRow(
      (piece) => listContacts(tx, portal.id, { ...asked, ...piece, now }),
      (contact) => contact,
    ),
    await fieldsOf(tx, portal.id),
  ])
  return csv('contacts', table(contacts, fields, visit))
}
