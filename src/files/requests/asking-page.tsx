import type { Reachable } from '../../identity/index.ts'
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
import { canSignIn, InviteField, standingInShort } from '../telling/index.ts'
import { t } from './texts.ts'

interface AskingProps {
  /** Id as shown of what it is about. */
  about: string
  holder: { name: string; href: string }
  /** Who can be asked. */
  people: readonly Reachable[]
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
  const isShort = people.length <= A_FEW
  const options = people.map((person) => {
    const standing = standingInShort(person)
    // A picker shows nothing under a name.
    const label = isShort || !standing ? person.name : `${person.name} (${standing})`
    return { value: show('person', person.id), label, help: standing }
  })
  const count = { in: people.filter(canSignIn).length, all: people.length }
  const help = [
    count.in < count.all ? t('who.count', count) : '',
    more > 0 ? t('who.help.more', { count: more }) : t('who.help'),
  ]
  const field = {
    name: 'person',
    label: t('who'),
    help: help.join(' ').trim(),
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
          {isShort ? <RadioList {...field} /> : <SelectField {...field} />}
          <InviteField
            people={people}
            checked={typed['invite'] !== undefined}
            error={errors['invite']}
          />
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
