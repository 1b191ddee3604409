import { show } from '../../kit/ids.ts'
import type { Language } from '../../kit/texts.ts'
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
import type { Person } from '../persons/person.ts'
import { ProfileRoom } from '../profile/room.tsx'
import { refuse } from '../refusals.ts'
import { Room, type SignedInVisit } from '../../web/index.ts'
import { endOf, whyNotPreviewed } from './preview.ts'
import type { PreviewLine } from './queries.ts'
import { words } from './texts.ts'

interface StartProps {
  visit: SignedInVisit
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
  const { visit, person, mayAct, askedOn, typed = {}, errors = {} } = props
  const { language } = visit
  const t = words(language)
  const { name } = person
  const shown = { person: show('person', person.id) }
  const back = askedOn ?? routes.person(shown)
  // What is wrong with a form that was sent all the same is said in the form.
  const no = Object.keys(errors).some(Boolean) ? null : whyNotPreviewed(person)
  return (
    <Room
      visit={visit}
      title={t('title', { name })}
      crumbs={[
        { label: t('people'), href: routes.people() },
        { label: name, href: routes.person(shown) },
      ]}
      width="form"
    >
      {no ? (
        <Alert
          tone="amber"
          title={t('cannot')}
          action={
            <ButtonLink small href={back}>
              {uiTexts(language)('goBack')}
            </ButtonLink>
          }
        >
          {refuse(`preview_${no}`).say(language)}
        </Alert>
      ) : (
        <Confirm
          language={language}
          action={routes.preview(shown)}
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
            language={language}
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
    </Room>
  )
}

/** What a client reads of the looks that staff took at their portal. */
export function OwnPreviewsPage({ visit, lines }: { visit: SignedInVisit; lines: PreviewLine[] }) {
  const { language, portal } = visit
  const t = words(language)
  return (
    <ProfileRoom visit={visit} current="previews" lead={t('own.lead', { portal: portal.name })}>
      {lines.length === 0 ? (
        <Empty title={t('own.empty')} text={t('own.empty.text')} />
      ) : (
        <DataTable
          language={language}
          caption={t('own.caption')}
          columns={columns(visit)}
          rows={lines}
        />
      )}
    </ProfileRoom>
  )
}

function columns({ language, now, zone }: SignedInVisit): Column<PreviewLine>[] {
  const t = words(language)
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
      cell: ({ started_at }) => (
        <Time language={language} at={started_at} now={now} zone={zone} show="exact" />
      ),
    },
    { key: 'long', header: t('long'), cell: (line) => <HowLong {...{ line, now, language }} /> },
  ]
}

function HowLong(props: { line: PreviewLine; now: Temporal.Instant; language: Language }) {
  const { line, now, language } = props
  const t = words(language)
  const end = endOf(line, now)
  if (end === null) return <Badge tone="amber">{t('now')}</Badge>
  return <>{t('minutes', { count: Math.floor(end.since(line.started_at).total('minutes')) })}</>
}
