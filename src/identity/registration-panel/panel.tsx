import type { Child } from 'hono/jsx'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Badge, Button, ButtonLink, Form, Shape, Time, type Tone } from '../../ui/index.ts'
import { refuse } from '../refusals.ts'
import { pageOf, whyHref } from '../persons/page-of.ts'
import { useSignedInContext } from '../../web/index.ts'
import type { Registration } from './queries.ts'
import { actionsOf, stateOf, type Action, type Why } from './registration.ts'
import { RegistrationBadge } from '../registration-state/badge.tsx'
import { t } from './texts.ts'

interface PanelProps {
  registrants: readonly Registration[]
  /** Path of the page the panel stands on: where its actions come back to. */
  back: string
  /** On the page of one person, where it is said above what keeps them out. */
  isSaidAbove?: boolean
}

/**
 * How people stand with registering and signing in, and what can be done about it. One look down the
 * columns says who stands where, so each person is a line of short columns; the two that are as long as
 * addresses stand under it, beside what can be done. In a narrow place each person is a card.
 */
export const RegistrationPanel = ({ registrants, back, isSaidAbove }: PanelProps) => {
  const isClient = registrants[0]?.who.kind === 'contact'
  return (
    <div class="registrations">
      <table role="table">
        <caption class="unseen">{t('caption')}</caption>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader" scope="col">
              {t(isClient ? 'plaintiff_name' : 'name')}
            </th>
            {COLUMNS.map((column) => (
              <th role="columnheader" scope="col" class={classOf(column)}>
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        {registrants.map((registration) => (
          <Registrant registration={registration} back={back} isSaidAbove={isSaidAbove} />
        ))}
      </table>
    </div>
  )
}

/** After the name: the invitation, the account, signing in. */
const COLUMNS = [
  'token_active',
  'token_expired',
  'token_issued',
  'token_used',
  'registration_attempts',
  'user_activated',
  'user_enabled',
  'user_locked',
  'bad_logins',
  'last_login',
  'last_ip',
] as const
type ColumnName = (typeof COLUMNS)[number]

const FIRST_OF_GROUP = new Set<ColumnName>(['token_active', 'user_activated', 'bad_logins'])
const classOf = (column: ColumnName) => (FIRST_OF_GROUP.has(column) ? 'group-start' : undefined)

type RowProps = { registration: Registration } & Omit<PanelProps, 'registrants'>

function Registrant({ registration, back, isSaidAbove = false }: RowProps) {
  const { now } = useSignedInContext()
  const { who, columns } = registration
  const cells = cellsOf(registration)
  const { invitationRefused } = who
  return (
    <tbody role="rowgroup">
      <tr role="row">
        <td role="cell" class="registrant">
          <a href={pageOf(who)}>{columns.name}</a>
          <RegistrationBadge state={stateOf(who, now)} href={whyHref(who)} />
        </td>
        {COLUMNS.map((column) => (
          <td role="cell" class={classOf(column)} data-label={t(column)}>
            {cells[column]}
          </td>
        ))}
      </tr>
      <tr role="row">
        <td role="cell" colspan={COLUMNS.length + 1} class="registration-more">
          <dl>
            <div>
              <dt>{t('registration_email')}</dt>
              <dd>{columns.registrationEmail ?? NONE}</dd>
            </div>
            <div>
              <dt>{t('user_name')}</dt>
              <dd>{columns.userName ?? NONE}</dd>
            </div>
          </dl>
          {invitationRefused !== null && columns.tokenActive && !isSaidAbove ? (
            <p class="registration-hint">
              <Shape tone="red" />
              <span>{t('refused', { answer: invitationRefused })}</span>
            </p>
          ) : null}
          <Actions registration={registration} back={back} isSaidAbove={isSaidAbove} />
        </td>
      </tr>
    </tbody>
  )
}

const NONE = <span class="muted">–</span>

function cellsOf({ who, columns }: Registration): Record<ColumnName, Child> {
  /** A badge only for the answer that matters; the other would drown it down a column. */
  const answer = (is: boolean, ifYes: Tone | null, ifNo: Tone | null = null) => {
    const tone = is ? ifYes : ifNo
    const word = t(is ? 'yes' : 'no')
    return tone ? <Badge tone={tone}>{word}</Badge> : <span class="muted">{word}</span>
  }
  const time = (at: Temporal.Instant | null) => (at ? <Time at={at} /> : NONE)
  const count = (number: number) => (
    <span class={number > 0 ? 'numeric' : 'numeric muted'}>{number}</span>
  )
  return {
    token_active:
      columns.tokenActive && who.invitationRefused !== null ? (
        <Badge tone="red">{t('refused.short')}</Badge>
      ) : (
        answer(columns.tokenActive, 'blue')
      ),
    token_expired: answer(columns.tokenExpired, 'amber'),
    token_issued: time(columns.tokenIssued),
    token_used: time(columns.tokenUsed),
    registration_attempts: count(columns.registrationAttempts),
    user_activated: answer(columns.userActivated, 'green'),
    user_enabled: answer(columns.userEnabled, null, 'red'),
    user_locked: answer(columns.userLocked, 'red'),
    bad_logins: count(columns.badLoginAttempts),
    last_login: time(columns.lastLogin),
    last_ip: columns.lastIpAddress ?? NONE,
  }
}

/** Where each action goes: most are done at once, some have something to ask first. */
const WAYS: Record<Action, { to: (person: string, back: string) => string; asks?: true }> = {
  invite: { to: (person) => routes.people.one.invitation({ person }) },
  reset: { to: (person) => routes.people.one.reset({ person }) },
  preview: { to: (person, back) => routes.people.one.preview({ person }, { back }), asks: true },
  code: { to: (person, back) => routes.people.one.code({ person }, { back }), asks: true },
  unlock: { to: (person) => routes.people.one.unlocking({ person }) },
  disable: { to: (person, back) => routes.people.one.disabling({ person }, { back }), asks: true },
  enable: { to: (person) => routes.people.one.enabling({ person }) },
}

/** What keeps an invitation from going out and is mended on the card: said at once, not under a fold. */
const ON_THE_CARD: ReadonlySet<Why | null> = new Set<Why>(['lead', 'no_email', 'no_fact'])

function Actions({ registration: { who }, back, isSaidAbove }: RowProps) {
  const ctx = useSignedInContext()
  const { language, now } = ctx
  const person = show('person', who.id)
  const all = actionsOf(who, ctx.person.id, now)
  const shut = all.filter(({ why }) => why !== null)
  const toMend = all.find(({ action, why }) => action === 'invite' && ON_THE_CARD.has(why))?.why
  return (
    <>
      {toMend && !isSaidAbove ? (
        <p class="registration-hint">
          <Shape tone="amber" />
          <span>
            {refuse(toMend).say(language)}{' '}
            {ctx.may('people') && ctx.holds('people:manage') ? (
              <a href={routes.contacts.one.edit({ person })}>{t('card', { name: who.name })}</a>
            ) : null}
          </span>
        </p>
      ) : null}
      <div class="actions">
        {all.map(({ action, why }) => {
          if (why !== null) return null
          const { to, asks } = WAYS[action]
          const label = t('of', { action: t(`action.${action}`), name: who.name })
          const look = action === 'disable' ? 'quiet' : 'plain'
          return asks ? (
            <ButtonLink look={look} small href={to(person, back)} label={label}>
              {t(`action.${action}`)}
            </ButtonLink>
          ) : (
            <Form action={to(person, back)} layout="line" guard={false} hidden={{ back }}>
              <Button look={look} small label={label}>
                {t(`action.${action}`)}
              </Button>
            </Form>
          )
        })}
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
      </div>
    </>
  )
}
