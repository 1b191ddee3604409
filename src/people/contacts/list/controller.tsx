import { csv, pageOf, type SignedInVisit } from '../../../identity/index.ts'
import { parseId } from '../../../kit/ids.ts'
import { companyChoices } from '../../companies/queries.ts'
import { fieldsOf } from '../../fields/queries.ts'
import type { Contact } from '../contact.ts'
import { contactById } from '../queries.ts'
import { words } from '../texts.ts'
import { askedOf } from './asked.ts'
import { table } from './csv.ts'
import { ContactsPage } from './list-page.tsx'
import { contactsPage, countContacts } from './queries.ts'

const A_PAGE = 50
/** Contacts fetched at once for a CSV file, which holds them all. */
const A_FETCH = 1000
/** Counted no further than this: the thousandth contact more tells nobody anything. */
const COUNTED = 1000

/** The portal's contacts as a page, or as a file where the address asks for one. */
export const showContacts = (visit: SignedInVisit): Promise<Response> =>
  visit.query('format') === 'csv' ? contactsFile(visit) : listPage(visit)

async function listPage(visit: SignedInVisit): Promise<Response> {
  const { portal, now, read, language } = visit
  const asked = askedOf(visit)
  const after = parseId('person', visit.query('after') ?? '')
  const before = parseId('person', visit.query('before') ?? '')
  const [page, found, companies] = await read(async (tx) => {
    // Somebody who is not there begins the list.
    const mark = (after ?? before) && (await contactById(tx, portal.id, (after ?? before)!))
    const place = mark ? (after ? { after: mark } : { before: mark }) : {}
    const rows = await contactsPage(tx, portal.id, { ...asked, ...place, now, limit: A_PAGE + 1 })
    return [
      pageOf(rows, A_PAGE, place),
      await countContacts(tx, portal.id, { ...asked, now }, COUNTED + 1),
      await companyChoices(tx, portal.id),
    ] as const
  })
  const t = words(language)
  const count = found > COUNTED ? t('count.more', { count: COUNTED }) : t('count', { count: found })
  return visit.page(
    <ContactsPage visit={visit} asked={asked} page={page} count={count} companies={companies} />,
  )
}

/** Everybody the filter finds, whatever page is looked at. */
async function contactsFile(visit: SignedInVisit): Promise<Response> {
  const { portal, now, read } = visit
  const asked = askedOf(visit)
  const [contacts, fields] = await read(async (tx) => {
    const all: Contact[] = []
    for (let after: Contact | undefined; ;) {
      const rows = await contactsPage(tx, portal.id, { ...asked, after, now, limit: A_FETCH })
      all.push(...rows)
      after = rows.at(-1)
      if (rows.length < A_FETCH) return [all, await fieldsOf(tx, portal.id)] as const
    }
  })
  return csv('contacts', table(contacts, fields, visit))
}
