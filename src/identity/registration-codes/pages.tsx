import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Button,
  ButtonLink,
  Details,
  Form,
  TextField,
  Time,
  uiTexts,
  type Errors,
} from '../../ui/index.ts'
import type { Person } from '../persons/person.ts'
import { crumbsOf } from '../persons/page-of.ts'
import { addressOf, Layout, useSignedInContext } from '../../web/index.ts'
import { t } from './texts.ts'

interface AskProps {
  person: Person
  back: string
  typed?: string
  errors?: Errors
}

/** Before a code is made: what it is for, and the user name of whoever has no e-mail. */
export function AskForCodePage({ person, back, typed, errors = {} }: AskProps) {
  return (
    <Layout
      title={t('title', { name: person.name })}
      subtitle={t(person.activated_at ? 'lead.registered' : 'lead', { name: person.name })}
      crumbs={crumbsOf(person)}
      width="form"
    >
      <Form
        action={routes.people.one.code({ person: show('person', person.id) })}
        hidden={{ back }}
        errors={errors}
        guard={false}
      >
        <TextField
          name="userName"
          label={t('user_name')}
          help={t(person.email === null ? 'user_name.needed' : 'user_name.help')}
          value={typed ?? person.user_name ?? undefined}
          error={errors['userName']}
          optional={person.email !== null}
          autocomplete="off"
          maxlength={60}
          width="medium"
        />
        <Actions>
          <Button>{t('do')}</Button>
          <ButtonLink look="quiet" href={back}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}

export interface CodeProps {
  person: Person
  back: string
  issued: { code: string; name: string; expires: string }
}

/** The code, this once; nobody can look at it again. */
export function IssuedCodePage({ person, back, issued }: CodeProps) {
  const ctx = useSignedInContext()
  return (
    <Layout title={t('issued', { name: person.name })} crumbs={crumbsOf(person)} width="form">
      <p class="spoken-code">{issued.code}</p>
      <Details
        items={[
          { label: t('where'), value: addressOf(ctx, routes.registration.code()) },
          { label: t('as'), value: issued.name },
          {
            label: t('until'),
            value: <Time at={Temporal.Instant.from(issued.expires)} show="exact" />,
          },
        ]}
      />
      <Alert tone="blue">{t('once')}</Alert>
      <Actions>
        <ButtonLink look="primary" href={back}>
          {t('done')}
        </ButtonLink>
      </Actions>
    </Layout>
  )
}
