import { show } from '../../../kit/ids.ts'
import { routes } from '../../../routes.ts'
import { Actions, Button, ButtonLink, CheckboxField, Form, Panel } from '../../../ui/index.ts'
import type { Person } from '../../persons/person.ts'
import { Layout } from '../../../web/index.ts'
import { t } from '../texts.ts'

interface HelpProps {
  person: Pick<Person, 'id' | 'name'>
}

/** On a person's page, where they have a second step: what it is, and the way to reset it. */
export function FactorsPanel({ person }: HelpProps) {
  const href = routes.people.one.secondFactors({ person: show('person', person.id) })
  return (
    <Panel
      title={t('help.panel')}
      text={t('help.has')}
      action={<ButtonLink href={href}>{t('help.do')}</ButtonLink>}
    />
  )
}

/** Whether everyone who works in the console needs a second step. */
export function RulePage({ required }: { required: boolean }) {
  return (
    <Layout title={t('rule.title')} width="form">
      <Form action={routes.console.signInRule()}>
        <CheckboxField
          name="staffSecondFactor"
          label={t('rule.label')}
          help={t('rule.help')}
          checked={required}
        />
        <Actions>
          <Button>{t('rule.save')}</Button>
        </Actions>
      </Form>
    </Layout>
  )
}
