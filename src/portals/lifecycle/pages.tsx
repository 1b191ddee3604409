import type { Child } from 'hono/jsx'
import { Layout, useRequestContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import {
  Alert,
  ButtonLink,
  Confirm,
  dateOf,
  Panel,
  RadioList,
  TextArea,
  type Errors,
} from '../../ui/index.ts'
import type { PortalInPath } from '../console/portal-page.tsx'
import type { Impact } from '../console/queries.ts'
import { capital, featureList, nameOf, StatusBadge } from '../console/status.tsx'
import { words as shared } from '../console/texts.ts'
import {
  LIFTING_CAUSES,
  lifts,
  QUARANTINE_DAYS,
  returnsTo,
  STATUSES,
  SUSPENSION_CAUSES,
  suspensionEnd,
} from '../status/portal-status.ts'
import { t } from './texts.ts'

export interface ConfirmPageProps {
  portal: PortalInPath
  impact: Impact
  /** What was typed, where it is shown once more. */
  typed?: Record<string, string>
  errors?: Errors
}

type FrameProps = Pick<ConfirmPageProps, 'portal'> & { title: string; children?: Child }

const Frame = ({ portal, title, children }: FrameProps) => (
  <Layout
    title={title}
    badge={<StatusBadge portal={portal} />}
    crumbs={[
      { label: shared.t('portals'), href: routes.console.portals() },
      { label: nameOf(portal), href: routes.console.portals.one({ portal: portal.id }) },
    ]}
    width="form"
  >
    {children}
  </Layout>
)

export function CertifyPage({ portal, errors }: ConfirmPageProps) {
  const { language } = useRequestContext()
  const { status, afterTrial, proUsers } = portal
  const features = featureList(language, afterTrial)
  const back = status === 'trial_expired' && afterTrial.length > 0
  return (
    <Frame portal={portal} title={t('certify.title', { name: portal.name })}>
      <Confirm
        action={routes.console.portals.one.certification({ portal: portal.id })}
        consequences={[
          back ? t('certify.back', { features: capital(features) }) : t('certify.all'),
          t(STATUSES[status].billable ? 'certify.still_bill' : 'certify.bill', { n: proUsers }),
          t('certify.final'),
        ]}
        reassurance={t('certify.stays')}
        button={t('do.certify')}
        cancelHref={routes.console.portals.one({ portal: portal.id })}
        errors={errors}
      />
    </Frame>
  )
}

export function ExpirePage({ portal, impact, errors }: ConfirmPageProps) {
  const { language } = useRequestContext()
  const features = featureList(language, portal.afterTrial)
  return (
    <Frame portal={portal} title={t('expire.title', { name: portal.name })}>
      <Confirm
        action={routes.console.portals.one.trialExpiry({ portal: portal.id })}
        consequences={[
          portal.afterTrial.length > 0
            ? t('expire.gone', { features: capital(features) })
            : t('expire.nothing'),
          t('expire.people', { n: impact.canSignIn }),
          t('certify.bill', { n: portal.proUsers }),
          t('expire.final'),
        ]}
        reassurance={t('certify.stays')}
        button={t('do.expire')}
        cancelHref={routes.console.portals.one({ portal: portal.id })}
        errors={errors}
      />
    </Frame>
  )
}

export function SuspendPage({ portal, impact, typed = {}, errors }: ConfirmPageProps) {
  const { language, now, zone } = useRequestContext()
  const { status, proUsers } = portal
  return (
    <Frame portal={portal} title={t('suspend.title', { name: portal.name })}>
      <Confirm
        action={routes.console.portals.one.suspension({ portal: portal.id })}
        consequences={[
          t('suspend.signed_out', { n: impact.signedIn }),
          t('suspend.shut', { n: impact.canSignIn }),
          t('suspend.quiet'),
          STATUSES[status].billable && proUsers > 0 ? t('suspend.bill', { n: proUsers }) : null,
          status === 'trial_active'
            ? t('suspend.trial', { date: dateOf(language, portal.trialEndsAt, zone) })
            : null,
          t('suspend.deletion', { date: dateOf(language, suspensionEnd(now), zone) }),
        ].filter((sentence) => sentence !== null)}
        reassurance={t('suspend.stays')}
        button={t('do.suspend')}
        danger
        cancelHref={routes.console.portals.one({ portal: portal.id })}
        errors={errors}
      >
        <Why causes={SUSPENSION_CAUSES} typed={typed} errors={errors} />
      </Confirm>
    </Frame>
  )
}

export function UnsuspendPage({ portal, impact, typed = {}, errors }: ConfirmPageProps) {
  const { language, now, zone } = useRequestContext()
  const { trialEndsAt, proUsers, suspension } = portal
  const { from, cause } = suspension!
  const to = returnsTo(from, trialEndsAt, now)
  const status = shared.t(`badge.${to}`)
  const causes = LIFTING_CAUSES.filter((lifting) => lifts(lifting, cause))
  const likely = causes.includes('paid') ? 'paid' : 'resolved'
  return (
    <Frame portal={portal} title={t('unsuspend.title', { name: portal.name })}>
      <Confirm
        action={routes.console.portals.one.suspension.end({ portal: portal.id })}
        consequences={[
          to === from
            ? t('unsuspend.back', { status })
            : t('unsuspend.expired', { status, date: dateOf(language, trialEndsAt, zone) }),
          t('unsuspend.people', { n: impact.canSignIn }),
          STATUSES[to].billable ? t('certify.bill', { n: proUsers }) : null,
          impact.heldMails > 0 ? t('unsuspend.mails', { n: impact.heldMails }) : null,
          t('unsuspend.deletion'),
        ].filter((sentence) => sentence !== null)}
        button={t('do.unsuspend')}
        cancelHref={routes.console.portals.one({ portal: portal.id })}
        errors={errors}
      >
        <Why causes={causes} typed={{ cause: likely, ...typed }} errors={errors} />
      </Confirm>
    </Frame>
  )
}

interface WhyProps {
  causes: readonly ((typeof SUSPENSION_CAUSES)[number] | (typeof LIFTING_CAUSES)[number])[]
  typed: Record<string, string>
  errors?: Errors
}

const Why = ({ causes, typed, errors = {} }: WhyProps) => (
  <>
    <RadioList
      name="cause"
      label={t('suspend.cause')}
      value={typed['cause']}
      error={errors['cause']}
      options={causes.map((cause) => ({ value: cause, label: shared.t(`cause.${cause}`) }))}
    />
    <TextArea
      name="note"
      label={t('suspend.note')}
      help={t('suspend.note.help')}
      value={typed['note']}
      error={errors['note']}
      maxlength={500}
      rows={3}
      optional
    />
  </>
)

export function CancelPage({ portal, impact, errors }: ConfirmPageProps) {
  const { language, now, zone } = useRequestContext()
  const counted = (['people', 'threads', 'messages', 'mails'] as const).filter(
    (what) => impact[what] > 0,
  )
  const freed = now.add({ hours: 24 * QUARANTINE_DAYS })
  return (
    <Frame portal={portal} title={t('cancel.title', { name: portal.name })}>
      <Panel title={t('cancel.stays')}>
        <ul class="plain">
          <li>{t('cancel.stays.id')}</li>
          <li>
            {t('cancel.stays.hosts', { n: impact.hosts, date: dateOf(language, freed, zone) })}
          </li>
          <li>{t('cancel.stays.bills')}</li>
          <li>{t('cancel.stays.certificate')}</li>
        </ul>
      </Panel>
      <Panel title={t('cancel.deleted')}>
        <Confirm
          action={routes.console.portals.one.cancellation({ portal: portal.id })}
          consequences={[
            ...counted.map((what) => t(`cancel.${what}`, { n: impact[what] })),
            t('cancel.rest'),
            t('cancel.audit', { n: impact.auditLines }),
            t('cancel.key'),
          ]}
          reassurance={t('cancel.final')}
          typed={portal.name}
          button={t('do.cancel')}
          danger
          cancelHref={routes.console.portals.one({ portal: portal.id })}
          errors={errors}
        />
      </Panel>
    </Frame>
  )
}

/** The table of transitions has no such move from where the portal stands. */
export function NotPossiblePage({
  portal,
  why,
}: Pick<ConfirmPageProps, 'portal'> & { why: string }) {
  return (
    <Frame portal={portal} title={t('not_possible.title')}>
      <Alert
        tone="amber"
        action={
          <ButtonLink href={routes.console.portals.one({ portal: portal.id })}>
            {t('not_possible.back')}
          </ButtonLink>
        }
      >
        {why}
      </Alert>
    </Frame>
  )
}
