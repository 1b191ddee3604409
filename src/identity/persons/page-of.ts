import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import type { Crumb } from '../../ui/index.ts'
import type { Person } from './person.ts'
import { t } from './texts.ts'

type Known = Pick<Person, 'id'> & { kind: string }

/** The one page about a person: whom the portal serves is a contact, and its own staff are the team. */
export const pageOf = ({ id, kind }: Known): string =>
  (kind === 'contact' ? routes.contacts.one : routes.people.one)({ person: show('person', id) })

/** Where that page says why they cannot get in. */
export const WHY = 'why'
export const whyHref = (person: Known): string => `${pageOf(person)}#${WHY}`

/** Where a page about one of them stands: below their list and their own page. */
export const crumbsOf = (person: Known & Pick<Person, 'name'>): Crumb[] => [
  person.kind === 'contact'
    ? { label: t('contacts'), href: routes.contacts() }
    : { label: t('team'), href: routes.people() },
  { label: person.name, href: pageOf(person) },
]
