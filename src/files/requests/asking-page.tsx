import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Form,
  RadioList,
  SelectField,
  TextArea,
  TextField,
  uiTexts,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { t } from './texts.ts'

interface AskingProps {
  /** Id as shown of what it is about. */
  about: string
  holder: { name: string; href: string }
  /** Who can be asked. */
  people: readonly { id: string; name: string }[]
  /** How many more there are. */
  more: number
  typed?: Record<string, string>
  errors?: Errors
}

/** So many are all in sight. */
const A_FEW = 6

/** What is asked for, of whom, and until when. */
export function AskingPage(props: AskingProps) {
  const { about, holder, people, more, typed = {}, errors = {} } = props
  const options = people.map(({ id, name }) => ({ value: show('person', id), label: name }))
  const field = {
    name: 'person',
    label: t('who'),
    help: more > 0 ? t('who.help.more', { count: more }) : t('who.help'),
    options,
    value: typed['person'] ?? options[0]?.value,
    error: errors['person'],
  }
  return (
    <Layout
      title={t('ask')}
      width="form"
      crumbs={[{ label: holder.name, href: `${holder.href}#requests` }]}
    >
      {options.length === 0 ? (
        <p>{t('who.none')}</p>
      ) : (
        <Form action={routes.requests()} hidden={{ about }} errors={errors}>
          <TextArea
            name="what"
            label={t('what.label')}
            help={t('what.help')}
            value={typed['what']}
            error={errors['what']}
            rows={3}
            maxlength={1000}
          />
          {options.length > A_FEW ? <SelectField {...field} /> : <RadioList {...field} />}
          <TextField
            name="dueOn"
            type="date"
            label={t('due.label')}
            help={t('due.help')}
            value={typed['dueOn']}
            error={errors['dueOn']}
            width="medium"
            optional
          />
          <Actions>
            <Button>{t('make')}</Button>
            <ButtonLink look="quiet" href={`${holder.href}#requests`}>
              {uiTexts.t('goBack')}
            </ButtonLink>
          </Actions>
        </Form>
      )}
    </Layout>
  )
}
