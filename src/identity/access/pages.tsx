import type { FeatureName } from '../../gate/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Alert, Button, ButtonLink, Form, Panel, SelectField, Shape, Time } from '../../ui/index.ts'
import type { Factors } from '../factor-state/factor.ts'
import { crumbsOf } from '../persons/page-of.ts'
import { addressOf, Layout, useSignedInContext } from '../../web/index.ts'
import { USED_BY, type Check } from './access.ts'
import { insteadOfPasskey, needsCode, toUnlock } from './remedies.ts'
import { sentenceOf } from './sentence.ts'
import { t, type Text } from './texts.ts'
import { MendButton, WhyAlert } from './why-alert.tsx'
import { words as whyWords } from './why-texts.ts'
import { whyFor, type About, type Why } from './why.ts'

interface AccessProps {
  /** Row id. */
  person: string
  about: About
  factors: Factors
  feature: FeatureName
  checks: Check[]
  /** Null where they can get in. */
  why: Why | null
}

/** Why somebody can, or cannot, get in: every rule in order, since when, and what mends it. */
export function AccessPage(props: AccessProps) {
  const ctx = useSignedInContext()
  const { person, about, feature, checks, why } = props
  const { row } = about
  const { name } = row
  const shown = { person: show('person', person) }
  const wanted = t(`feature.${feature}` as Text)
  const allowed = checks.every(({ passes }) => passes)
  return (
    <Layout title={t('title', { name })} crumbs={crumbsOf({ id: person, ...row })} width="form">
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
      {allowed ? (
        <Alert tone="green" title={t('yes', { name })}>
          {t('yes.text', { feature: wanted })}
        </Alert>
      ) : null}
      {why && !allowed ? <WhyAlert person={person} row={row} why={why} /> : null}
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
            <ButtonLink
              small
              href={routes.people.one.code(shown, { back: routes.people.one.access(shown) })}
            >
              {whyWords.t('mend.code')}
            </ButtonLink>
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

function CheckLine({ person, about, check }: AccessProps & { check: Check }) {
  const ctx = useSignedInContext()
  const { reason, passes } = check
  const { row } = about
  const why = passes ? null : whyFor(reason, about, ctx.now)
  const time = (at: Temporal.Instant) => <Time at={at} show="exact" />
  return (
    <li>
      <Shape tone={passes ? 'green' : 'red'} />
      <span>
        <span class="unseen">{t(passes ? 'passes' : 'fails')}: </span>
        {why ? <strong>{t(`bad.${reason}`)}</strong> : t(`ok.${reason}`)}
        {check.since ? (
          <span class="muted step-note">
            {whyWords.t('since')} {time(check.since)}
          </span>
        ) : null}
        {check.until ? (
          <span class="muted step-note">
            {whyWords.t('until')} {time(check.until)}
          </span>
        ) : null}
        {why ? <span class="step-note">{sentenceOf(why, row, ctx.language)}</span> : null}
        {why && reason === 'locked' ? (
          <span class="step-note">
            {toUnlock(row)
              .map((text) => t(text, { address: addressOf(ctx, routes.reset()) }))
              .join(' ')}
          </span>
        ) : null}
      </span>
      {why ? (
        <MendButton
          person={person}
          row={row}
          why={why}
          back={routes.people.one.access({ person: show('person', person) })}
        />
      ) : null}
    </li>
  )
}
