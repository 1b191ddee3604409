import type { Child } from 'hono/jsx'
import {
  accessDetails,
  crumbsOf,
  pageOf,
  PersonAccess,
  personMenu,
  PersonWhy,
  RegistrationBadge,
  type PersonSections,
} from '../../identity/index.ts'
import { Details, type Detail, type Errors, type MenuItem } from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { Notes } from '../notes/panel.tsx'
import type { Timeline } from '../notes/timeline.ts'

export interface PersonPageProps {
  of: PersonSections
  subtitle: Child
  /** Who they are. */
  details: Detail[]
  action?: Child
  menu?: MenuItem[]
  /** Something that waits. */
  waits?: Child
  /** What higher features have to say. */
  panels: Child[]
  timeline: Timeline
  /** Where a note is sent. */
  notes: string
  /** A note that was refused. */
  body?: string
  errors?: Errors
}

/** The one page about a person: why they cannot get in, how they stand, what there is of them, and what happened. */
export function PersonPage(props: PersonPageProps) {
  const { of, subtitle, details, action, menu = [], waits, panels, timeline, notes } = props
  const { person } = of
  return (
    <Layout
      title={person.name}
      badge={<RegistrationBadge state={person.registration} />}
      subtitle={subtitle}
      crumbs={crumbsOf(person).slice(0, 1)}
      action={action}
      menu={[...menu, ...personMenu(of)]}
      details={<Details items={[...details, ...accessDetails(of)]} />}
    >
      <PersonWhy of={of} />
      {waits}
      <PersonAccess of={of} />
      {panels}
      <Notes
        timeline={timeline}
        address={pageOf(person)}
        action={notes}
        body={props.body}
        errors={props.errors}
      />
    </Layout>
  )
}
