import { useRequestContext, type RequestContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import {
  ButtonLink,
  Details,
  Panel,
  Time,
  Timeline,
  type Detail,
  type TimelineEntry,
} from '../../ui/index.ts'
import { languageName } from '../console/choices.ts'
import { PortalLayout, type PortalInPath } from '../console/portal-page.tsx'
import { ProvidedQuotaAlert, QuotaMeter } from '../console/quota-meter.tsx'
import { capital, number, TONES } from '../console/status.tsx'
import { words as shared, type Text as SharedText } from '../console/texts.ts'
import { actionsFor } from '../lifecycle/actions.tsx'
import type { Progress } from '../building/creation.ts'
import { nextFor } from './next.ts'
import type { HistoryLine } from '../console/portal-queries.ts'
import { t } from './texts.ts'

interface OverviewProps {
  portal: PortalInPath
  history: HistoryLine[]
  /** Names of those who acted, by their shown ids. */
  names: ReadonlyMap<string, string>
  building: Progress | undefined
  /** All that it held is gone, and there is a certificate of it. */
  deleted: boolean
}

export function PortalOverview(props: OverviewProps) {
  const ctx = useRequestContext()
  const { portal, building, deleted } = props
  const { language, now, zone } = ctx
  const { primary, menu } = actionsFor(ctx, portal, deleted)
  const watch = building && !building.finished && portal.status !== 'cancelled'
  return (
    <PortalLayout
      portal={portal}
      tab="overview"
      action={primary}
      menu={menu}
      details={<Details items={details(ctx, portal)} />}
    >
      {portal.status === 'cancelled' ? null : <ProvidedQuotaAlert portal={portal} />}
      <Panel
        framed
        title={t('next.title')}
        action={
          watch ? (
            <ButtonLink small href={routes.console.portals.one.creation({ portal: portal.id })}>
              {t('next.building.watch')}
            </ButtonLink>
          ) : null
        }
      >
        {nextFor({ language, now, zone, portal, deleted }).map((sentence) => (
          <p>{sentence}</p>
        ))}
      </Panel>
      <Panel title={t('history.title')}>
        <Timeline entries={entries(props)} />
      </Panel>
    </PortalLayout>
  )
}

function entries({ history, names }: OverviewProps): TimelineEntry[] {
  return history.map((line) => ({
    what: whatHappened(line),
    who: whoDidIt(line),
    at: line.at,
    why: line.note ?? undefined,
    tone: TONES[line.to],
  }))

  function whatHappened({ from, to, cause }: HistoryLine): string {
    const because = cause ? shared.t(`cause.${cause}` as SharedText) : ''
    const status = shared.t(`badge.${to}`)
    if (from === null) return t('history.created')
    if (from === 'suspended' && to !== 'cancelled')
      return t('history.lifted', { cause: because, status })
    if (to === 'suspended' || to === 'cancelled') return t(`history.${to}`, { cause: because })
    return t(`history.${to as 'trial_expired' | 'certified_secure'}`)
  }

  /** Whoever may not be named to a partner is the operator to them. */
  function whoDidIt({ actor, through }: HistoryLine): string {
    const how = shared.t(`through.${through as 'page'}`)
    if (!/^(per|key)_/.test(actor)) return capital(how)
    const who = names.get(actor) ?? shared.t('actor.operator')
    return t('history.by', { who, through: how })
  }
}

function details(ctx: RequestContext, portal: PortalInPath): Detail[] {
  const { language, now } = ctx
  const nothing = <span class="muted">{t('facts.none')}</span>
  const date = (at: Temporal.Instant) => <Time at={at} show="date" />
  const { owner, partner, status, suspension } = portal
  const gone = status === 'cancelled'
  const trialOver = Temporal.Instant.compare(portal.trialEndsAt, now) <= 0
  return [
    ...(suspension
      ? [
          {
            label: t('facts.suspended'),
            value: shared.t(`cause.${suspension.cause}` as SharedText),
            note: suspension.note,
          },
        ]
      : []),
    ...(gone
      ? []
      : [
          {
            label: t('facts.owner'),
            value: owner ? owner.name : nothing,
            note: owner ? (
              <>
                {owner.email}
                {owner.activated ? null : (
                  <>
                    <br />
                    {t('facts.owner.invited')}
                  </>
                )}
              </>
            ) : (
              t('facts.owner.later')
            ),
          },
        ]),
    { label: t('facts.partner'), value: partner ? partner.name : nothing },
    ...(portal.partnerReference
      ? [{ label: t('facts.reference'), value: portal.partnerReference }]
      : []),
    { label: t('facts.created'), value: date(portal.createdAt) },
    {
      label: t(
        trialOver || status === 'certified_secure' ? 'facts.trial_ended' : 'facts.trial_ends',
      ),
      value: date(portal.trialEndsAt),
    },
    ...(gone
      ? []
      : [
          { label: t('facts.pro_users'), value: number(language, portal.proUsers) },
          { label: t('facts.people'), value: number(language, portal.people) },
          { label: t('facts.files'), value: <QuotaMeter portal={portal} /> },
          {
            label: t('facts.last_activity'),
            value: portal.lastActivityAt ? (
              <Time at={portal.lastActivityAt} />
            ) : (
              <span class="muted">{t('list.never')}</span>
            ),
          },
          { label: t('facts.time_zone'), value: portal.timeZone },
          {
            label: t('facts.language'),
            value: languageName(language, portal.language),
          },
        ]),
    { label: t('facts.id'), value: <code>{portal.id}</code> },
  ]
}
