import type { Reason } from '../../gate/index.ts'
import type { Refusal as RefusalValue } from '../../kit/refusal.ts'
import { moreWrong } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, Document, GuestLayout, Refusal } from '../../ui/index.ts'
import { askedIn, inWords, type WhomToAsk } from '../persons/whom-to-ask.ts'
import { t, type Text } from '../texts.ts'
import { UnsentForm, Layout, sentOf, useRequestContext, type Sent } from '../../web/index.ts'

/** What a person reads for each of the gate's reasons, and where its button leads. */
const SAID: Record<
  Reason,
  { title: Text; why: Text; remedy: Text; button?: { text: Text; href: () => string } }
> = {
  portal_cancelled: { title: 'no.shut', why: 'no.cancelled', remedy: 'no.ask_them' },
  being_built: { title: 'no.building', why: 'no.building.why', remedy: 'no.building.remedy' },
  portal_suspended: { title: 'no.suspended', why: 'no.suspended.why', remedy: 'no.suspended.ask' },
  not_signed_in: {
    title: 'no.sign_in',
    why: 'no.sign_in.why',
    remedy: 'no.sign_in.remedy',
    button: { text: 'sign_in', href: () => routes.signIn() },
  },
  not_activated: {
    title: 'no.registration',
    why: 'no.registration.why',
    remedy: 'no.registration.remedy',
  },
  disabled: { title: 'no.disabled', why: 'no.disabled.why', remedy: 'no.ask_them' },
  locked: {
    title: 'no.locked',
    why: 'no.locked.why',
    remedy: 'no.locked.remedy',
    button: { text: 'reset.ask', href: () => routes.reset() },
  },
  second_factor_missing: {
    title: 'no.factor',
    why: 'no.factor.why',
    remedy: 'no.factor.remedy',
    button: { text: 'no.factor.do', href: () => routes.profile.factors() },
  },
  payment_due: { title: 'no.payment', why: 'no.payment.why', remedy: 'no.payment.remedy' },
  flow_open: {
    title: 'no.flow',
    why: 'no.flow.why',
    remedy: 'no.flow.remedy',
    button: { text: 'no.flow.do', href: () => routes.flow() },
  },
  trial_ended: {
    title: 'no.trial',
    why: 'no.trial.why',
    remedy: 'no.trial.remedy',
    button: { text: 'no.home', href: () => routes.home() },
  },
  level_too_low: { title: 'no.level', why: 'no.level.why', remedy: 'no.level.remedy' },
}

/** A mail address, where no page of the portal helps. */
const SHUT: ReadonlySet<Reason> = new Set<Reason>([
  'portal_cancelled',
  'portal_suspended',
  'disabled',
  'not_activated',
])

/** Refusals that have a page of their own, under the gate's word for what they say. */
const TOLD: Readonly<Record<string, Reason>> = {
  portal_suspended: 'portal_suspended',
  access_disabled: 'disabled',
  registration_open: 'not_activated',
}

/** Whom somebody reads to ask of a suspended portal, who has signed in on this device. */
export interface DevicePerson {
  /** Null of the owner, who asks whoever provides the portal. */
  ask: WhomToAsk | null
  worksHere: boolean
  /** Null where that is whoever runs the installation. */
  provider: string | null
}

interface RefusedProps {
  reason?: Reason
  refusal?: RefusalValue
  devicePerson?: DevicePerson
}

/** Whom to ask of a suspended portal: everybody its name; those who are known there a person, or who provides it. */
function askOfSuspended({ devicePerson: existing }: RefusedProps): string {
  const { portal } = useRequestContext()
  const provider = existing?.provider ?? t('no.provider')
  const ask = existing?.ask && inWords(existing.ask)
  if (existing?.worksHere)
    return ask && existing.ask?.email
      ? t('no.suspended.staff', { provider, ask })
      : t('no.suspended.owner', { provider })
  return ask && existing.ask?.email
    ? t('no.suspended.known', { portal: portal.name, ask })
    : t('no.suspended.ask', { portal: portal.name })
}

/** Says no to a page: what, why, what to do, one button. */
export function Refused(props: RefusedProps) {
  const ctx = useRequestContext()
  const { reason, refusal, devicePerson: existing } = props
  const about = reason ?? (refusal && TOLD[refusal.code])
  const said = about ? SAID[about] : undefined
  const start = ctx.person ? 'no.home' : 'sign_in'
  const button = said?.button ?? ({ text: start, href: () => routes.home() } as const)
  const missing = refusal === undefined || refusal.code === 'not_found'
  const sent = sentOf(ctx.c, ctx.form)
  const told = refusal?.say(ctx.language)
  const why = said ? t(said.why) : missing ? t('no.nothing.why') : told
  // Whom to ask is told with the refusal; of a portal that is shut it stands on the page.
  const remedy =
    said && told && about !== 'portal_suspended'
      ? told
      : about === 'portal_suspended'
        ? askOfSuspended(props)
        : t(
            said?.remedy ??
              (missing ? 'no.nothing.remedy' : sent?.text ? 'no.undone.kept' : againOrNot(refusal)),
          )
  const ask = askedIn(refusal) ?? existing?.ask
  const again = refusal !== undefined && CURED_BY_TIME.has(refusal.code)
  const title = t(said?.title ?? (missing ? 'no.nothing' : 'no.undone'))
  return (
    <Layout title={title} ownHeading>
      <Refusal
        icon={said ? 'lock' : missing ? 'search' : 'warning'}
        title={title}
        why={why}
        wrong={refusal?.fields
          .map(({ field, say }) => ({ field, text: say(ctx.language) }))
          .filter(({ text }) => text !== why)}
        more={refusal && moreWrong(refusal, ctx.language)}
        remedy={remedy}
        action={
          ask?.email ? (
            <ButtonLink look="primary" href={`mailto:${ask.email}`}>
              {t('no.write', { name: ask.name })}
            </ButtonLink>
          ) : about && SHUT.has(about) ? undefined : (
            <ButtonLink look="primary" href={button.href()}>
              {t(button.text)}
            </ButtonLink>
          )
        }
      />
      {sent ? <UnsentForm sent={sent} again={again} /> : null}
    </Layout>
  )
}

/** What time alone cures: the same form may do a little later. */
const CURED_BY_TIME: ReadonlySet<string> = new Set(['too_many', 'busy', 'idempotency_busy'])

/** Whoever may not do it in a preview is not to try again. */
const againOrNot = (refusal: RefusalValue): Text =>
  refusal.code.startsWith('preview_') ? 'no.unchanged' : 'no.undone.remedy'

/** Tells somebody whose session has ended how to send the form all the same. */
export function SignInAgain({ to }: { to: string }) {
  const { c, form } = useRequestContext()
  const sent = sentOf(c, form)
  return (
    <Layout title={t('no.ended')} ownHeading>
      <Refusal
        title={t('no.ended')}
        why={t('no.ended.why')}
        remedy={t(sent?.whole ? 'no.ended.remedy' : 'no.ended.copy')}
        action={
          <a
            class="btn btn-primary"
            href={routes.signIn({}, { to: to === '/' ? undefined : to })}
            target="_blank"
            hx-boost="false"
          >
            {t('no.ended.do')}
          </a>
        }
      />
      {sent ? <UnsentForm sent={sent} again /> : null}
    </Layout>
  )
}

/** Stands at a portal's address until its building is done. */
export function BeingBuilt() {
  const ctx = useRequestContext()
  ctx.c.header('refresh', '2')
  ctx.c.header('retry-after', '2')
  return (
    <Layout title={t('no.building')} ownHeading>
      <Refusal
        icon="clock"
        title={t('no.building')}
        why={t('no.building.why')}
        remedy={t('no.building.remedy')}
      />
    </Layout>
  )
}

/** Stands at an address that the portal has left, for whoever sends a form of a page that was opened before. */
export function Moved(props: {
  portal: string
  address: string
  /** Not sent on: it is there to be copied. */
  sent: Sent | null
}) {
  const { portal, address, sent } = props
  return (
    <GuestLayout
      title={t('no.moved', { portal })}
      organisation={{ name: portal, href: new URL('/', address).href }}
      boost={false}
      ownHeading
    >
      <Refusal
        icon="warning"
        title={t('no.moved', { portal })}
        why={t('no.moved.why', { host: new URL(address).host })}
        remedy={t('no.moved.remedy')}
        action={
          <ButtonLink look="primary" href={address}>
            {t('no.moved.do')}
          </ButtonLink>
        }
      />
      {sent ? <UnsentForm sent={sent} /> : null}
    </GuestLayout>
  )
}

/** No portal has, or may tell that it had, this address. */
export function NoPortal() {
  return (
    <GuestLayout title={t('no.portal')} organisation={{ name: 'Gatehouse', href: '/' }} ownHeading>
      <Refusal
        icon="search"
        title={t('no.portal')}
        why={t('no.portal.why')}
        remedy={t('no.portal.remedy')}
      />
    </GuestLayout>
  )
}

/** What can go wrong before or beyond any portal, and what is said of it. */
const APART = {
  broken: { title: 'no.broken', why: 'no.broken.why', remedy: 'no.broken.remedy' },
  away: { title: 'no.away', why: 'no.away.why', remedy: 'no.broken.remedy' },
  in_doubt: { title: 'no.away', why: 'no.away.why', remedy: 'no.in_doubt.remedy' },
  no_key: { title: 'no.shut', why: 'no.key', remedy: 'no.ask_them' },
  store_away: { title: 'no.away', why: 'no.store_away.why', remedy: 'no.broken.remedy' },
} as const satisfies Record<string, { title: Text; why: Text; remedy: Text }>

export interface ApartProps {
  what: keyof typeof APART
  /** What to quote when asking for help. */
  reference?: string
  /** What the portal is called, where that is remembered. */
  portal?: string
  sent?: Sent | null
  /** Something was sent, so the page is not there to be asked for again. */
  isForm: boolean
}

/** Something broke or the database is away: a page that needs nothing but itself. */
export function Apart(props: ApartProps) {
  const { what, reference, portal, sent, isForm } = props
  const { title, why, remedy } = APART[what]
  return (
    <Document title={portal ? `${t(title)} · ${portal}` : t(title)} mood="front">
      <main id="main" class="front-column">
        {portal ? <p class="organisation">{portal}</p> : null}
        <Refusal
          icon="warning"
          title={t(title)}
          why={t(why)}
          remedy={t(remedy)}
          reference={reference}
          action={
            !isForm ? (
              <ButtonLink look="primary" href="">
                {t('no.away.again')}
              </ButtonLink>
            ) : undefined
          }
        />
        {sent ? (
          <UnsentForm sent={sent} again={what !== 'in_doubt'} button={t('no.away.again')} />
        ) : null}
      </main>
    </Document>
  )
}
