import { show } from '../../kit/ids.ts'
import { useClock } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import {
  Alert,
  Badge,
  ButtonLink,
  CheckboxField,
  Confirm,
  DataTable,
  Empty,
  TextField,
  Time,
  uiTexts,
  type Column,
  type Errors,
} from '../../ui/index.ts'
import { crumbsOf, pageOf } from '../persons/page-of.ts'
import type { Person } from '../persons/person.ts'
import { ProfileLayout } from '../profile-layout.tsx'
import { refuse } from '../refusals.ts'
import { Layout, useSignedInContext } from '../../web/index.ts'
import { endOf, whyNotPreviewed } from './preview.ts'
import type { PreviewLine } from './queries.ts'
import { t } from './texts.ts'

interface StartProps {
  person: Person
  /** The portal lets staff act on a client's behalf. */
  mayAct: boolean
  /** The page it was asked for on, if not the person's own; sent along to come back to. */
  askedOn?: string
  typed?: Record<string, string>
  errors?: Errors
}

/** Says what a preview is, to both sides, and asks why; or says why there is none. */
export function StartPreviewPage(props: StartProps) {
  const { person, mayAct, askedOn, typed = {}, errors = {} } = props
  const { language } = useSignedInContext()
  const { name } = person
  const shown = { person: show('person', person.id) }
  const back = askedOn ?? pageOf(person)
  // What is wrong with a form that was sent all the same is said in the form.
  const no = Object.keys(errors).some(Boolean) ? null : whyNotPreviewed(person)
  return (
    <Layout title={t('title', { name })} crumbs={crumbsOf(person)} width="form">
      {no ? (
        <Alert
          tone="amber"
          title={t('cannot')}
          action={
            <ButtonLink small href={back}>
              {uiTexts.t('goBack')}
            </ButtonLink>
          }
        >
          {refuse(`preview_${no}`).say(language)}
        </Alert>
      ) : (
        <Confirm
          action={routes.people.one.preview(shown)}
          consequences={[
            t('looks', { name }),
            ...(mayAct ? [] : [t('nothing')]),
            t('lasts'),
            t('told', { name }),
          ]}
          reassurance={t('unmoved')}
          button={t('do')}
          hidden={{ back: askedOn }}
          cancelHref={back}
          errors={errors}
        >
          <TextField
            name="reason"
            label={t('reason')}
            help={t('reason.help', { name })}
            value={typed['reason']}
            error={errors['reason']}
            maxlength={500}
            autocomplete="off"
          />
          {mayAct ? (
            <CheckboxField
              name="actOnBehalf"
              label={t('acts')}
              help={t('acts.help')}
              checked={typed['actOnBehalf'] === 'on'}
              error={errors['actOnBehalf']}
            />
          ) : null}
        </Confirm>
      )}
    </Layout>
  )
}

/** What a client reads of the looks that staff took at their portal. */
export function OwnPreviewsPage({ lines }: { lines: PreviewLine[] }) {
  const { portal } = useSignedInContext()
  return (
    <ProfileLayout current="previews" lead={t('own.lead', { portal: portal.name })}>
      {lines.length === 0 ? (
        <Empty title={t('own.empty')} text={t('own.empty.text')} />
      ) : (
        <DataTable caption={t('own.caption')} columns={columns()} rows={lines} />
      )}
    </ProfileLayout>
  )
}

function columns(): Column<PreviewLine>[] {
  return [
    {
      key: 'who',
      header: t('who'),
      cell: ({ staff, acts }) => (
        <>
          <strong>{staff}</strong>
          <p class="muted">{t(acts ? 'could.act' : 'could.look')}</p>
        </>
      ),
    },
    {
      key: 'when',
      header: t('when'),
      cell: ({ started_at }) => <Time at={started_at} show="exact" />,
    },
    { key: 'long', header: t('long'), cell: (line) => <HowLong line={line} /> },
  ]
}

function HowLong(props: { line: PreviewLine }) {
  const { now } = useClock()
  const { line } = props
  const end = endOf(line, now)
  if (end === null) return <Badge tone="amber">{t('now')}</Badge>
  return <>{t('minutes', { count: Math.floor(end.since(line.started_at).total('minutes')) })}</>
}
