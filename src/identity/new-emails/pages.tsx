import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Actions, Alert, Button, ButtonLink, Form, Refusal } from '../../ui/index.ts'
import { Layout, useRequestContext } from '../../web/index.ts'
import { t } from './texts.ts'

interface ProofProps {
  token: string
  email: string
}

/** What the mailed link opens: a button, since mail scanners open links too. */
export function EmailProofPage({ token, email }: ProofProps) {
  const { portal } = useRequestContext()
  return (
    <Layout
      title={t('title')}
      lead={t('lead', { portal: portal.name, email })}
      address={routes.emailProof({}, { token })}
    >
      <Form action={routes.emailProof()} hidden={{ token }} guard={false}>
        <Actions>
          <Button>{t('do', { email })}</Button>
        </Actions>
      </Form>
    </Layout>
  )
}

/** The page of a link that is used, expired, withdrawn, retired or unknown; it does not say which. */
export function DeadProofPage({ why }: { why: string }) {
  const { portal } = useRequestContext()
  return (
    <Layout title={why} address={routes.signIn()} ownHeading>
      <Refusal
        icon="link"
        title={t('dead.title')}
        why={why}
        remedy={t('dead.remedy', { portal: portal.name })}
        action={
          <ButtonLink look="primary" href={routes.signIn()}>
            {t('dead.sign_in')}
          </ButtonLink>
        }
      />
    </Layout>
  )
}

interface WaitingProps {
  email: string
  /** Whose it is; left out of one's own. */
  person?: { id: string; name: string }
}

/** Says which e-mail waits for its proof, and what can be done about it. */
export function WaitingEmail({ email, person }: WaitingProps) {
  const at = person && { person: show('person', person.id) }
  return (
    <Alert tone="amber" title={t('waits')}>
      <p>{person ? t('waits.staff', { email, name: person.name }) : t('waits.own', { email })}</p>
      <div class="actions">
        <Form
          layout="line"
          guard={false}
          action={at ? routes.people.one.newEmail.proof(at) : routes.profile.newEmail.proof()}
        >
          <Button look="plain" small>
            {t('again')}
          </Button>
        </Form>
        <Form
          layout="line"
          guard={false}
          action={
            at ? routes.people.one.newEmail.withdrawal(at) : routes.profile.newEmail.withdrawal()
          }
        >
          <Button look="quiet" small>
            {t('withdraw')}
          </Button>
        </Form>
      </div>
    </Alert>
  )
}
