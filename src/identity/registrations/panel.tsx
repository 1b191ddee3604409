import type { Child } from 'hono/jsx'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Badge, Button, ButtonLink, Form, Time, type Tone } from '../../ui/index.ts'
import { refuse } from '../refusals.ts'
import type { SignedInVisit } from '../visits/visit.ts'
import type { Registration } from './queries.ts'
import { actionsOf, type Action } from './registration.ts'
import { words, type Text } from './texts.ts'

interface PanelProps {
  visit: SignedInVisit
  registrants: readonly Registration[]
  /** Path of the page the panel stands on: where its actions come back to. */
  back: string
}

/**
 * How people stand with registering and signing in, and what can be done about it: fourteen columns in
 * three groups, since side by side they would fit no screen. In a narrow place each person is a card.
 */
export const RegistrationPanel = ({ visit, registrants, back }: PanelProps) => {
  const t = words(visit.language)
  return (
    <div class="registrations">
      <table role="table">
        <caption class="unseen">{t('caption')}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {GROUPS.map((group) => (
              <th role="columnheader" scope="col">
                {t(`group.${group}`)}
              </th>
            ))}
          </tr>
        </thead>
        {registrants.map((registration) => (
          <Registrant visit={visit} registration={registration} back={back} />
        ))}
      </table>
    </div>
  )
}

const GROUPS = ['person', 'invitation', 'sign_in'] as const
type RowProps = { visit: SignedInVisit; registration: Registration; back: string }

function Registrant({ visit, registration, back }: RowProps) {
  const t = words(visit.language)
  const cells = cellsOf(visit, registration)
  return (
    <tbody role="rowgroup">
      <tr role="row">
        {GROUPS.map((group) => (
          <td role="cell" data-label={t(`group.${group}`)}>
            <dl>
              {cells[group].map(([label, value]) => (
                <div>
                  <dt>{t(label)}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </td>
        ))}
      </tr>
      <tr role="row">
        <td role="cell" colspan={GROUPS.length} class="registration-actions">
          <Actions visit={visit} registration={registration} back={back} />
        </td>
      </tr>
    </tbody>
  )
}

type Cells = Record<(typeof GROUPS)[number], [label: Text, value: Child][]>

function cellsOf({ language, now, zone }: SignedInVisit, { who, columns }: Registration): Cells {
  const t = words(language)
  const none = <span class="muted">–</span>
  const yes = (is: boolean, ifYes: Tone, ifNo: Tone = 'grey') => (
    <Badge tone={is ? ifYes : ifNo}>{t(is ? 'yes' : 'no')}</Badge>
  )
  const time = (at: Temporal.Instant | null) =>
    at ? <Time language={language} at={at} now={now} zone={zone} /> : none
  const count = (number: number) => <span class="numeric">{number}</span>
  return {
    person: [
      [
        who.kind === 'contact' ? 'plaintiff_name' : 'name',
        <a href={cardOf(who)}>{columns.name}</a>,
      ],
      ['registration_email', columns.registrationEmail ?? none],
      ['user_name', columns.userName ?? none],
      ['user_activated', yes(columns.userActivated, 'green')],
      ['user_enabled', yes(columns.userEnabled, 'green', 'red')],
    ],
    invitation: [
      ['token_active', yes(columns.tokenActive, 'blue')],
      ['token_expired', yes(columns.tokenExpired, 'amber')],
      ['token_issued', time(columns.tokenIssued)],
      ['token_used', time(columns.tokenUsed)],
      ['registration_attempts', count(columns.registrationAttempts)],
    ],
    sign_in: [
      ['last_login', time(columns.lastLogin)],
      ['last_ip', columns.lastIpAddress ?? none],
      ['bad_logins', count(columns.badLoginAttempts)],
      ['user_locked', yes(columns.userLocked, 'red')],
    ],
  }
}

/** Whom the portal serves has a card; a colleague has a page only. */
const cardOf = ({ id, kind }: Registration['who']) =>
  (kind === 'contact' ? routes.contact : routes.person)({ person: show('person', id) })

/** Where each action goes: most are done at once, some have something to ask first. */
const WAYS: Record<Action, { to: (person: string, back: string) => string; asks?: true }> = {
  invite: { to: (person) => routes.personInvitation({ person }) },
  reset: { to: (person) => routes.personReset({ person }) },
  preview: { to: (person) => routes.preview({ person }), asks: true },
  code: { to: (person, back) => routes.personCode({ person }, { back }), asks: true },
  unlock: { to: (person) => routes.personUnlocking({ person }) },
  disable: { to: (person, back) => routes.personDisabling({ person }, { back }), asks: true },
  enable: { to: (person) => routes.personEnabling({ person }) },
}

function Actions({ visit, registration: { who }, back }: RowProps) {
  const { language, now } = visit
  const t = words(language)
  const person = show('person', who.id)
  const all = actionsOf(who, visit.person.id, now)
  const shut = all.filter(({ why }) => why !== null)
  return (
    <>
      <div class="actions">
        {all.map(({ action, why }) => {
          if (why !== null) return null
          const { to, asks } = WAYS[action]
          const label = t('of', { action: t(`action.${action}`), name: who.name })
          return asks ? (
            <ButtonLink look="plain" small href={to(person, back)} label={label}>
              {t(`action.${action}`)}
            </ButtonLink>
          ) : (
            <Form
              language={language}
              action={to(person, back)}
              layout="line"
              guard={false}
              hidden={{ back }}
            >
              <Button look="plain" small label={label}>
                {t(`action.${action}`)}
              </Button>
            </Form>
          )
        })}
      </div>
      {shut.length > 0 ? (
        <details>
          <summary>{t('unavailable', { count: shut.length })}</summary>
          <ul class="plain">
            {shut.map(({ action, why }) => (
              <li>
                <strong>{t(`action.${action}`)}</strong>: {refuse(why!).say(language)}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}
