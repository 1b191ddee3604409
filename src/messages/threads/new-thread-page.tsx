import { Layout, useSignedInContext } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckboxList,
  Empty,
  FindField,
  Form,
  TextArea,
  TextField,
  UploadField,
  type BegunFiles,
  type Errors,
} from '../../ui/index.ts'
import { SpaceAlert, type Space } from '../../files/index.ts'
import { t } from '../texts.ts'
import type { Draft } from './draft.ts'
import { MAX_BODY_LENGTH } from './thread.ts'
import type { Reachable } from './views.ts'

/** From so many people on, they stand in a frame that scrolls and can be found by name. */
const MANY = 8

interface NewThreadProps {
  people: Reachable[]
  /** There are more than could be listed. */
  more: boolean
  draft: Draft
  begun: BegunFiles
  /** For files that go with it. */
  space: Space
  errors?: Errors
}

export function NewThreadPage(props: NewThreadProps) {
  const { people, draft } = props
  const nobody = people.length === 0 && !draft.find
  return (
    <Layout
      title={t('write.title')}
      crumbs={[{ label: t('threads.title'), href: routes.messages() }]}
      width="form"
    >
      {nobody ? <Nobody /> : <MessageFields {...props} />}
    </Layout>
  )
}

function MessageFields({ people, more, draft, begun, space, errors }: NewThreadProps) {
  const many = more || people.length > MANY || Boolean(draft.find)
  return (
    <Form action={routes.messages()} files hidden={{ found: draft.find }} errors={errors}>
      {/* Enter sends what the first button would; without this one, that would be the search. */}
      <button type="submit" class="unseen" tabindex={-1} aria-hidden="true"></button>
      {many ? (
        <FindField label={t('write.find')} value={draft.find} button={t('write.find.do')} />
      ) : null}
      {people.length > 0 ? (
        <CheckboxList
          name="to"
          label={t('write.to')}
          help={more ? t('write.find.more') : t('write.to.help')}
          error={errors?.['to']}
          scroll={many}
          values={draft.to}
          options={people.map(({ id, name, email }) => ({
            value: show('person', id),
            label: name,
            help: email ?? undefined,
          }))}
        />
      ) : (
        <p role="status">{t('write.find.none', { search: draft.find })}</p>
      )}
      <TextField
        name="subject"
        label={t('write.subject')}
        value={draft.subject}
        error={errors?.['subject']}
        maxlength={200}
        autocomplete="off"
      />
      <TextArea
        name="body"
        label={t('write.body')}
        value={draft.body}
        error={errors?.['body']}
        rows={8}
        maxlength={MAX_BODY_LENGTH}
      />
      <SpaceAlert space={space} isThere />
      <UploadField
        name="files"
        label={t('write.files')}
        error={errors?.['files']}
        begun={begun}
        optional
      />
      <Actions>
        <Button>{t('write.do')}</Button>
        <ButtonLink look="quiet" href={routes.messages()}>
          {t('write.cancel')}
        </ButtonLink>
      </Actions>
    </Form>
  )
}

function Nobody() {
  const ctx = useSignedInContext()
  const invites = ctx.may('people') && ctx.holds('people:manage')
  return (
    <Empty
      icon="people"
      title={t('threads.nobody')}
      text={
        ctx.person.kind === 'staff'
          ? t('threads.nobody.staff')
          : t('threads.nobody.guest', { portal: ctx.portal.name })
      }
      action={
        invites ? (
          <ButtonLink look="primary" href={routes.contacts.new()}>
            {t('threads.invite')}
          </ButtonLink>
        ) : null
      }
    />
  )
}
