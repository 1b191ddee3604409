import { show } from '../../kit/ids.ts'
import { isLanguage } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { languageName, Time } from '../../ui/index.ts'
import { PersonPage, type PersonPageProps } from './person-page.tsx'
import { t } from './texts.ts'

type Props = Pick<PersonPageProps, 'of' | 'panels' | 'timeline' | 'body' | 'errors'>

/** One of those who work in the portal. */
export function TeamMemberPage(props: Props) {
  const { person } = props.of
  const { email, language, created_at } = person
  return (
    <PersonPage
      {...props}
      subtitle={email}
      details={[
        ...(email ? [{ label: t('email'), value: <a href={`mailto:${email}`}>{email}</a> }] : []),
        ...(isLanguage(language) ? [{ label: t('language'), value: languageName(language) }] : []),
        { label: t('added'), value: <Time at={created_at} /> },
      ]}
      notes={routes.people.one.notes({ person: show('person', person.id) })}
    />
  )
}
