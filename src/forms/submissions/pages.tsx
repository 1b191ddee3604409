import { inUnits, stateSaid, type ShownFile } from '../../files/index.ts'
import { Layout, useSignedInContext, type PageByCursor } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import type { Language } from '../../kit/texts.ts'
import type { Field } from '../../people/index.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Attachments,
  Badge,
  Button,
  DataTable,
  Details,
  Empty,
  ListPage,
  Panel,
  RowButton,
  Stats,
  Time,
  locale,
  type Tone,
} from '../../ui/index.ts'
import type { Answers } from '../form/answers.ts'
import { said, type FormRow } from '../form/form.ts'
import { FormLayout } from '../form/layout.tsx'
import type { SubmissionLine } from './list.ts'
import { SUBMISSION_STATES, type SubmissionState } from './submission.ts'
import { t } from './texts.ts'
import type { OpenSubmission } from './view.ts'

const TONES: Record<SubmissionState, Tone> = {
  received: 'blue',
  waiting: 'amber',
  completed: 'green',
}

const StateBadge = ({ state }: { state: SubmissionState }) => (
  <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
)

interface SubmissionsProps {
  form: FormRow
  query: { state?: SubmissionState; uninvited?: 'yes'; search?: string }
  page: PageByCursor<SubmissionLine>
  steps: Record<'seen' | 'begun' | 'completed' | 'registered', number>
  further: { label: Readonly<Record<Language, string>>; count: number }[]
}

const STEPS = ['seen', 'begun', 'completed', 'registered'] as const

/** What was sent with a form, and how many came how far. */
export function SubmissionsPage({ form, query, page, steps, further }: SubmissionsProps) {
  const language = useLanguage()
  const at = { form: show('form', form.id) }
  const { search, state, uninvited } = query
  const number = (count: number) => count.toLocaleString(locale(language))
  return (
    <FormLayout form={form} tab="submissions">
      <Stats
        items={[
          ...STEPS.map((step) => ({ label: t(`step.${step}`), value: number(steps[step]) })),
          ...further.map(({ label, count }) => ({ label: label[language], value: number(count) })),
        ]}
      />
      <ListPage
        action={routes.forms.one.submissions(at)}
        search={{ name: 'search', label: t('search'), value: search }}
        filters={[
          {
            name: 'state',
            label: t('state'),
            value: state,
            options: SUBMISSION_STATES.map((value) => ({ value, label: t(`state.${value}`) })),
          },
          {
            name: 'uninvited',
            label: t('invitation'),
            value: uninvited,
            options: [{ value: 'yes', label: t('uninvited') }],
          },
        ]}
        csv={routes.forms.one.submissions.csv(at, { ...query })}
        pager={{
          next: page.next && routes.forms.one.submissions(at, { ...query, after: page.next }),
        }}
        hasRows={page.rows.length > 0}
        empty={<Empty icon="list" title={t('empty')} text={t('empty.text')} />}
      >
        <DataTable
          caption={t('caption')}
          columns={[
            { key: 'who', header: t('who'), cell: ({ name }) => name ?? t('nobody') },
            { key: 'email', header: t('email'), minor: true, cell: ({ email }) => email ?? '–' },
            {
              key: 'state',
              header: t('state'),
              cell: (row) => <StateBadge state={row.state as SubmissionState} />,
            },
            { key: 'invitation', header: t('invitation'), cell: Invitation },
            { key: 'sent', header: t('sent_at'), cell: (row) => <Time at={row.sent_at} /> },
          ]}
          rows={page.rows}
          rowHref={({ id }) => routes.submissions.one({ submission: show('submission', id) })}
        />
      </ListPage>
    </FormLayout>
  )
}

const Invitation = (row: SubmissionLine) =>
  row.person_id === null ? (
    '–'
  ) : row.activated_at ? (
    t('registered')
  ) : row.invited_at ? (
    t('invited')
  ) : (
    <RowButton
      action={routes.people.one.invitation({ person: show('person', row.person_id) })}
      text={t('invite')}
      label={t('invite.label', { name: row.name ?? '' })}
    />
  )

interface SubmissionProps {
  submission: OpenSubmission
  form: FormRow
  own: readonly Field[]
  /** That came with it and are there, by row id. */
  files: ReadonlyMap<string, ShownFile>
}

/** What somebody sent, by the form as it was, and what of it waits for a decision. */
export function SubmissionPage({ submission, form, own, files }: SubmissionProps) {
  const language = useLanguage()
  const { row, definition, sent } = submission
  const answers = definition.fields.flatMap(({ key, label, kind }) => {
    const answer = sent?.answers[key]
    if (answer === undefined) return []
    if (kind === 'file')
      return [
        { label: said(label, language), value: <Sent {...{ sent, of: key, answer, files }} /> },
      ]
    const value =
      kind === 'consent' ? t('agreed') : typeof answer === 'string' ? answer : answer.join(', ')
    return [{ label: said(label, language), value: <span class="letter">{value}</span> }]
  })
  return (
    <Layout
      title={sent ? `${sent.firstName} ${sent.lastName}` : t('unreadable')}
      badge={<StateBadge state={row.state} />}
      subtitle={<Time at={row.sent_at} show="exact" />}
      crumbs={[
        { label: t('forms'), href: routes.forms() },
        { label: form.name, href: routes.forms.one.submissions({ form: show('form', form.id) }) },
      ]}
    >
      {row.state === 'waiting' ? <Differing {...{ submission, own }} /> : null}
      <Details
        title={t('sent')}
        items={[{ label: t('email'), value: sent?.email ?? '–' }, ...answers]}
      />
      {row.person_id === null ? (
        <p class="muted">{t(row.state === 'received' ? 'being_completed' : 'of_colleague')}</p>
      ) : (
        <p>
          <a href={routes.contacts.one({ person: show('person', row.person_id) })}>{t('card')}</a>
        </p>
      )}
    </Layout>
  )
}

interface SentProps extends Pick<SubmissionProps, 'files'> {
  sent: OpenSubmission['sent']
  of: string
  answer: Answers[string]
}

/** Files that came with an answer; of those that are not there any more, or not yet, their names. */
function Sent({ sent, of, answer, files }: SentProps) {
  const { language } = useSignedInContext()
  const ids = sent?.files?.[of] ?? []
  return (
    <Attachments
      files={[answer].flat().map((name, n) => {
        const file = files.get(ids[n] ?? '')
        return {
          name: file?.name ?? name,
          href: file ? routes.files.one.content({ file: show('file', file.id) }) : '',
          size: file
            ? [inUnits(file.bytes, language), stateSaid(file)].filter(Boolean).join(' · ')
            : undefined,
          isHeld: file?.state !== 'ready',
        }
      })}
    />
  )
}

function Differing({ submission, own }: Pick<SubmissionProps, 'submission' | 'own'>) {
  const { differences, row } = submission
  const at = { submission: show('submission', row.id) }
  const { fields = {}, role, ...texts } = differences
  const labels = new Map(own.map(({ id, label }) => [show('field', id), label]))
  const items = [
    ...(role ? [{ label: t('differs.role'), value: t(`role.${role}`) }] : []),
    ...Object.entries(texts).map(([name, value]) => ({
      label: t(`differs.${name as keyof typeof texts}`),
      value: String(value),
    })),
    ...Object.entries(fields).map(([field, value]) => ({ label: labels.get(field) ?? '–', value })),
  ]
  return (
    <Panel title={t('differs')} text={t('differs.text')} framed>
      <Details items={items} />
      <Actions>
        <form method="post" action={routes.submissions.one.acceptance(at)}>
          <Button>{t('accept')}</Button>
        </form>
        <form method="post" action={routes.submissions.one.dismissal(at)}>
          <Button look="plain">{t('dismiss')}</Button>
        </form>
      </Actions>
    </Panel>
  )
}
