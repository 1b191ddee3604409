import type { Child } from 'hono/jsx'
import type { FeatureName, Reason } from '../../gate/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Alert, Button, ButtonLink, Form, Panel, SelectField, Shape, Time } from '../../ui/index.ts'
import type { Factors } from '../factor-state/factor.ts'
import { refuse } from '../refusals.ts'
import { addressOf, Layout, useSignedInContext } from '../../web/index.ts'
import { USED_BY, type Check } from './access.ts'
import type { AccessRow } from './queries.ts'
import { insteadOfPasskey, needsCode, toRegister, toUnlock, whyNotInvitedHere } from './remedies.ts'
import { t, type Text } from './texts.ts'

interface AccessProps {
  /** Row id. */
  person: string
  row: AccessRow
  factors: Factors
  feature: FeatureName
  checks: Check[]
}

/** Why somebody can, or cannot, get in: every rule in order, since when, and what mends it. */
export function AccessPage(props: AccessProps) {
  const ctx = useSignedInContext()
  const { person, row, feature, checks } = props
  const { name } = row
  const shown = { person: show('person', person) }
  const wanted = t(`feature.${feature}` as Text)
  const allowed = checks.every(({ passes }) => passes)
  return (
    <Layout
      title={t('title', { name })}
      crumbs={[
        { label: t('people'), href: routes.people() },
        { label: name, href: routes.people.one(shown) },
      ]}
      width="form"
    >
      <Form method="get" action={routes.people.one.access(shown)} layout="line" guard={false}>
        <SelectField
          name="feature"
          label={t('what')}
          value={feature}
          options={USED_BY[row.kind].map((value) => ({
            value,
            label: capital(t(`feature.${value}` as Text)),
          }))}
        />
        <Button look="plain">{t('show')}</Button>
      </Form>
      <Alert tone={allowed ? 'green' : 'red'} title={t(allowed ? 'yes' : 'no', { name })}>
        {t(allowed ? 'yes.text' : 'no.text', { feature: wanted })}
      </Alert>
      {allowed && row.passkeys_elsewhere.length > 0 ? (
        <Panel
          title={t('moved', { host: row.passkeys_elsewhere.join(', ') })}
          text={[
            t('moved.why'),
            ...insteadOfPasskey(row, props.factors).map((text) => t(text)),
            t('moved.then', { host: ctx.portal.host }),
          ].join(' ')}
        />
      ) : null}
      {allowed && feature === 'sign_in' && needsCode(row) ? (
        <Panel
          title={t(row.has_password ? 'forgotten' : 'forgotten.passkey')}
          text={t('forgotten.code')}
        >
          <div class="actions">
            <CodeLink person={person} />
          </div>
        </Panel>
      ) : null}
      <Panel title={t('list.title')}>
        <ol class="steps">
          {checks.map((check) => (
            <CheckLine {...props} check={check} />
          ))}
        </ol>
      </Panel>
    </Layout>
  )
}

const capital = (text: string) => text[0]!.toUpperCase() + text.slice(1)

function CheckLine(props: AccessProps & { check: Check }) {
  const { check } = props
  const { reason, passes } = check
  const time = (at: Temporal.Instant) => <Time at={at} show="exact" />
  return (
    <li>
      <Shape tone={passes ? 'green' : 'red'} />
      <span>
        <span class="unseen">{t(passes ? 'passes' : 'fails')}: </span>
        {passes ? t(`ok.${reason}`) : <strong>{t(`bad.${reason}`)}</strong>}
        {check.since ? (
          <span class="muted step-note">
            {t('since')} {time(check.since)}
          </span>
        ) : null}
        {check.until ? (
          <span class="muted step-note">
            {t('until')} {time(check.until)}
          </span>
        ) : null}
        {passes ? null : <span class="step-note">{mending(props, reason)}</span>}
      </span>
      {passes ? null : <Mend {...props} reason={reason} />}
    </li>
  )
}

/** What would let them in, in a sentence. */
function mending({ row }: AccessProps, reason: Reason): Child {
  const ctx = useSignedInContext()
  const about = {
    provider: row.partner ?? t('provider'),
    reason: row.disabled_reason ?? '',
    address: addressOf(ctx, routes.reset()),
  }
  if (reason === 'not_activated') {
    const why = whyNotInvitedHere(row)
    return why ? refuse(why).say(ctx.language) : t(toRegister(row, ctx.now))
  }
  if (reason === 'locked')
    return toUnlock(row)
      .map((text) => t(text, about))
      .join(' ')
  return t(`mend.${reason}`, about)
}

const CodeLink = ({ person }: { person: string }) => {
  const shown = { person: show('person', person) }
  return (
    <ButtonLink
      small
      href={routes.people.one.code(shown, { back: routes.people.one.access(shown) })}
    >
      {t('code')}
    </ButtonLink>
  )
}

/** The button that mends it, where it is staff who can. */
function Mend({ person, row, reason }: AccessProps & { reason: Reason }) {
  const shown = { person: show('person', person) }
  if (reason === 'not_activated' && needsCode(row)) return <CodeLink person={person} />
  const button =
    reason === 'disabled'
      ? { action: routes.people.one.enabling(shown), text: t('enable') }
      : reason === 'locked'
        ? { action: routes.people.one.unlocking(shown), text: t('unlock') }
        : reason === 'not_activated' && row.why_not_invited === null
          ? {
              action: routes.people.one.invitation(shown),
              text: t(row.invited_at ? 'invite' : 'invite.first'),
            }
          : null
  return button ? (
    <Form action={button.action} layout="line" guard={false}>
      <Button small>{button.text}</Button>
    </Form>
  ) : null
}
