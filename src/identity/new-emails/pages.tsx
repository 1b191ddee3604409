import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Actions, Alert, Button, ButtonLink, Form, Refusal } from '../../ui/index.ts'
import { Room, type SignedInVisit, type Visit } from '../../web/index.ts'
import { words } from './texts.ts'

interface ProofProps {
  visit: Visit
  token: string
  email: string
}

/** What the mailed link opens: a button, since mail scanners open links too. */
export function EmailProofPage({ visit, token, email }: ProofProps) {
  const { language, portal } = visit
  const t = words(language)
  return (
    <Room
      visit={visit}
      title={t('title')}
      lead={t('lead', { portal: portal.name, email })}
      address={routes.emailProof({}, { token })}
    >
      <Form language={language} action={routes.emailProof()} hidden={{ token }} guard={false}>
        <Actions>
          <Button>{t('do', { email })}</Button>
        </Actions>
      </Form>
    </Room>
  )
}

/** One page for a link that is used, over, withdrawn, retired or was never any. */
export function DeadProofPage({ visit, why }: { visit: Visit; why: string }) {
  const { language, portal } = visit
  const t = words(language)
  return (
    <Room visit={visit} title={why} address={routes.signIn()} ownHeading>
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
    </Room>
  )
}

interface WaitingProps {
  visit: SignedInVisit
  email: string
  /** Whose it is; left out of one's own. */
  person?: { id: string; name: string }
}

/** Says which e-mail waits for its proof, and what can be done about it. */
export function WaitingEmail({ visit, email, person }: WaitingProps) {
  const { language } = visit
  const t = words(language)
  const at = person && { person: show('person', person.id) }
  return (
    <Alert tone="amber" title={t('waits')}>
      <p>{person ? t('waits.staff', { email, name: person.name }) : t('waits.own', { email })}</p>
      <div class="actions">
        <Form
          language={language}
          layout="line"
          guard={false}
          action={at ? routes.personEmailProof(at) : routes.ownEmailProof()}
        >
          <Button look="plain" small>
            {t('again')}
          </Button>
        </Form>
        <Form
          language={language}
          layout="line"
          guard={false}
          action={at ? routes.personEmailWithdrawal(at) : routes.ownEmailWithdrawal()}
        >
          <Button look="quiet" small>
            {t('withdraw')}
          </Button>
        </Form>
      </div>
    </Alert>
  )
}
