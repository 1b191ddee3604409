import { REGISTRATION_STATES, registrationWord } from '../../identity/index.ts'
import { useLanguage } from '../../kit/reader.ts'
import { Layout, useSignedInContext, type SignedInContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Button,
  ButtonLink,
  DataTable,
  Empty,
  Form,
  Panel,
  Stats,
  TextField,
  withQuery,
  type Errors,
} from '../../ui/index.ts'
import { words as cases } from '../texts.ts'
import { durationOf } from '../duration.ts'
import { words as works } from '../bulk-job-texts.ts'
import { fieldsOf, type ChoiceInput } from './choice-input.ts'
import { minutesOf, WHY_SKIPPED, type Preview, type WhyForeseen } from './mass-invitation.ts'
import { t } from './texts.ts'

interface Props {
  input: ChoiceInput
  /** Null where what was asked for cannot be read, such as an id that is none. */
  preview: Preview | null
  daysAreWrong: boolean
  /** Shown id under which it begins: sent twice, one begins. */
  work: string
  errors?: Errors
}

/** What will happen, counted, before anything goes out. */
export function PreviewPage(props: Props) {
  const { input: query, preview } = props
  return (
    <Layout title={t('title')} subtitle={aboutChoice(props)} crumbs={[listOf(query)]} width="form">
      {preview && preview.total > 0 ? (
        <Found {...props} preview={preview} />
      ) : props.errors ? (
        <Form action={routes.massInvitations()} errors={props.errors} guard={false}>
          <p>{t('unreadable')}</p>
        </Form>
      ) : (
        <Empty
          icon="people"
          title={t('nobody')}
          text={t(query.people.length > 0 ? 'nobody.people' : 'nobody.cases')}
        />
      )}
    </Layout>
  )
}

/** Where they were chosen: what one comes back to. */
const listOf = ({ people, filter }: ChoiceInput) =>
  people.length > 0
    ? { label: t('contacts'), href: routes.contacts() }
    : { label: cases.t('title'), href: withQuery(routes.cases(), filter) }

function aboutChoice({ input: query }: Props): string {
  const language = useLanguage()
  if (query.people.length > 0) return t('of.people', { count: query.people.length })
  if (query.cases.length > 0) return t('of.cases', { count: query.cases.length })
  const { search, type, stage, state, registration } = query.filter
  const said = [
    ...(search ? [t('of.search', { search })] : []),
    ...(type ? [t('of.type', { type })] : []),
    ...(stage ? [t('of.stage', { stage })] : []),
    ...REGISTRATION_STATES.flatMap((one) =>
      one === registration ? [registrationWord(one, language)] : [],
    ),
    ...(state ? [t(state === 'open' ? 'of.open' : 'of.closed')] : []),
  ]
  return said.length > 0 ? t('of.matching', { filter: said.join(' · ') }) : t('of.all')
}

function Found(props: Props & { preview: Preview }) {
  const { input: query, preview, work, errors = {}, daysAreWrong } = props
  const { language } = useSignedInContext()
  const { total, invited, mailsPerMinute } = preview
  const left = total - invited
  return (
    <>
      <Stats
        items={[
          { label: t('invited'), value: count(language, invited) },
          { label: t('skipped'), value: count(language, left) },
          { label: t('total'), value: count(language, total), note: t('total.note') },
        ]}
      />
      {left > 0 ? <Skipped {...props} /> : null}
      <Form method="get" action={routes.massInvitations()} layout="line">
        <Again input={query} />
        <TextField
          name="days"
          label={t('days')}
          value={query.days}
          error={daysAreWrong ? t('days.wrong') : undefined}
          inputmode="numeric"
          maxlength={3}
          autocomplete="off"
        />
        <Button look="plain">{t('days.do')}</Button>
      </Form>
      {invited === 0 ? (
        <Alert tone="amber">{t('none')}</Alert>
      ) : (
        <Panel title={t('go.title', { count: invited })} framed>
          <ul class="consequences">
            <li>
              {t('go.mails', {
                rate: mailsPerMinute,
                time: durationOf(language, minutesOf(preview) * 60),
              })}
            </li>
            <li>{t('go.links')}</li>
            <li>{t('go.again')}</li>
          </ul>
          <Form
            action={routes.massInvitations()}
            hidden={{ work, days: query.days }}
            errors={errors}
            guard={false}
          >
            <Again input={query} />
            <Actions>
              <Button>{t('go.do', { count: invited })}</Button>
              <ButtonLink look="quiet" href={listOf(query).href}>
                {t('go.not')}
              </ButtonLink>
            </Actions>
          </Form>
        </Panel>
      )}
    </>
  )
}

/** Says the choice once more, unseen. */
const Again = ({ input: query }: { input: ChoiceInput }) => (
  <>
    {fieldsOf(query).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
  </>
)

const count = (language: SignedInContext['language'], n: number) =>
  new Intl.NumberFormat(language === 'es' ? 'es-ES' : 'en-GB').format(n)

function Skipped({ preview }: Props & { preview: Preview }) {
  const { language } = useSignedInContext()
  const rows = WHY_SKIPPED.flatMap((why) => {
    const people = preview.skipped[why]
    return people ? [{ why, people }] : []
  })
  return (
    <Panel title={t('skipped.title')}>
      <DataTable<{ why: WhyForeseen; people: number }>
        caption={t('skipped.title')}
        rows={rows}
        columns={[
          {
            key: 'why',
            header: t('why'),
            cell: ({ why }) => (
              <>
                <strong>{works.t(`outcome.${why}`)}</strong>
                <br />
                <span class="muted">{t(`mend.${why}`)}</span>
              </>
            ),
          },
          {
            key: 'people',
            header: t('people'),
            align: 'end',
            cell: ({ people }) => count(language, people),
          },
        ]}
      />
    </Panel>
  )
}
