import {
  errorsOf,
  page,
  typed,
  type FormFields,
  type Served,
  type SignedInVisit,
} from '../../web/index.ts'
import { readRegistrants } from '../../identity/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { cut } from '../../kit/whole-text.ts'
import { routes } from '../../routes.ts'
import { companyNames } from '../companies/queries.ts'
import { fieldsOf } from '../fields/queries.ts'
import { mergedInto, mergedSubjects } from '../merging/merged.ts'
import { writeNote } from '../notes/notes.ts'
import { parseEnd, readTimeline } from '../notes/timeline.ts'
import { ContactPage } from './contact-page.tsx'
import type { Contact } from './contact.ts'
import { createContact, updateContact } from './contacts.ts'
import { ContactFormPage } from './form-page.tsx'
import { changeIn } from './form.ts'
import { showContacts } from './list/controller.tsx'
import { panelsFor } from './panels.ts'
import { contactById } from './queries.ts'
import { words } from './texts.ts'

const right = 'people:manage' as const

const CARD_FIELDS: FormFields = {
  name: 'text',
  role: 'text',
  email: 'text',
  phone: 'text',
  company: 'text',
  language: 'text',
  digits: 'text',
  birthDate: 'text',
  userName: 'text',
  'fields.*': 'text',
}

/** What was typed, to show again; never the digits. */
function shownAgain(visit: SignedInVisit): Record<string, string> {
  const { digits: _, ...rest } = typed(visit.form)
  return rest
}

interface Wrong {
  refusal: Refusal
  typed: Record<string, string>
}

async function formPage(visit: SignedInVisit, contact?: Contact, wrong?: Wrong): Promise<Response> {
  const [fields, companies] = await visit.read(async (tx) => [
    await fieldsOf(tx, visit.portal.id),
    await companyNames(tx, visit.portal.id),
  ])
  return visit.page(
    <ContactFormPage
      visit={visit}
      contact={contact}
      fields={fields}
      companies={companies}
      company={cut(visit.query('company') ?? '', 120) || undefined}
      typed={wrong?.typed}
      errors={wrong && errorsOf(wrong.refusal, visit.language)}
    />,
    wrong?.refusal.status,
  )
}

/**
 * The contact the path names, for a page about them. A card that was merged leads on to the one that is
 * left; one of another portal is there no more than one that is none.
 */
async function found(
  visit: SignedInVisit,
  answer: (contact: Contact) => Promise<Response>,
): Promise<Response> {
  const id = parseId('person', visit.param('person'))
  if (id === null) return visit.refuse(refuse('not_found'))
  const [contact, into] = await visit.read(async (tx) => {
    const there = await contactById(tx, visit.portal.id, id)
    return [there, there ? null : await mergedInto(tx, visit.portal.id, id)] as const
  })
  if (contact) return answer(contact)
  if (into) return visit.redirect(routes.contact({ person: show('person', into) }))
  return visit.refuse(refuse('not_found'))
}

async function contactPage(
  visit: SignedInVisit,
  contact: Contact,
  wrong?: Wrong,
): Promise<Response> {
  const { portal, now, read } = visit
  const [fields, timeline, [registration]] = await read((tx) =>
    Promise.all([
      fieldsOf(tx, portal.id),
      mergedSubjects(tx, portal.id, contact.id).then((also) =>
        readTimeline(
          tx,
          visit,
          { person: contact.id },
          { from: parseEnd(visit.query('older')), also },
        ),
      ),
      readRegistrants(tx, portal.id, [contact.id], now),
    ]),
  )
  // Merged into another card since it was found.
  if (!registration) return visit.refuse(refuse('not_found'))
  return visit.page(
    <ContactPage
      visit={visit}
      contact={contact}
      fields={fields}
      timeline={timeline}
      registration={registration}
      panels={await panelsFor(visit, contact)}
      body={wrong?.typed['body']}
      errors={wrong && errorsOf(wrong.refusal, visit.language)}
    />,
    wrong?.refusal.status,
  )
}

export const contactsController: readonly Served[] = [
  page(routes.contacts, 'GET', 'people', showContacts, { right }),

  page(routes.newContact, 'GET', 'people', (visit) => formPage(visit), { right }),

  page(
    routes.contacts,
    'POST',
    'people',
    async (visit) => {
      const result = await visit.perform(createContact, changeIn(typed(visit.form)))
      if (!result.ok)
        return formPage(visit, undefined, { refusal: result, typed: shownAgain(visit) })
      return visit.redirect(routes.contact({ person: result.value.person }), {
        tone: 'green',
        text: words(visit.language)('new.done'),
      })
    },
    { right, fields: CARD_FIELDS },
  ),

  page(
    routes.contactEdit,
    'GET',
    'people',
    (visit) => found(visit, (contact) => formPage(visit, contact)),
    { right },
  ),

  page(
    routes.contact,
    'POST',
    'people',
    (visit) =>
      found(visit, async (contact) => {
        const form = typed(visit.form)
        const person = show('person', contact.id)
        const version = Number(form['version'] ?? Number.NaN)
        const result = await visit.perform(updateContact, { ...changeIn(form), person, version })
        if (!result.ok)
          return formPage(visit, contact, { refusal: result, typed: shownAgain(visit) })
        return visit.redirect(routes.contact({ person }), {
          tone: 'green',
          text:
            result.value.toProve === null
              ? words(visit.language)('edit.done')
              : words(visit.language)('edit.done.email', { email: result.value.toProve }),
        })
      }),
    { right, fields: { ...CARD_FIELDS, version: 'text', forgetDigits: 'box' } },
  ),

  page(
    routes.contact,
    'GET',
    'people',
    (visit) => found(visit, (contact) => contactPage(visit, contact)),
    { right },
  ),

  page(
    routes.contactNotes,
    'POST',
    'people',
    (visit) =>
      found(visit, async (contact) => {
        const person = show('person', contact.id)
        const result = await visit.perform(writeNote, { ...visit.form, person })
        if (!result.ok)
          return contactPage(visit, contact, { refusal: result, typed: typed(visit.form) })
        return visit.redirect(`${routes.contact({ person })}#timeline`)
      }),
    { right, fields: { body: 'text' } },
  ),
]
