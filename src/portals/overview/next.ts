import type { Instant } from '../../kit/clock.ts'
import type { Language } from '../../kit/texts.ts'
import { dateOf } from '../../ui/index.ts'
import { capital, featureList } from '../console/status.tsx'
import { words as shared } from '../console/texts.ts'
import { returnsTo, warningsBefore } from '../status/portal-status.ts'
import type { PortalDetail } from '../console/portal-queries.ts'
import { words } from './texts.ts'

interface Standing {
  language: Language
  now: Instant
  zone: string
  portal: PortalDetail
  /** Its deletion is over. */
  deleted: boolean
}

/** What will become of a portal by itself, in sentences. */
export function nextFor({ language, now, zone, portal, deleted }: Standing): string[] {
  const t = words(language)
  const date = (at: Instant) => dateOf(language, at, zone)
  const { status, afterTrial, since, trialEndsAt, endsAt } = portal
  const left = shared(language)('days', { n: portal.daysLeft ?? 0 })
  const features = featureList(language, afterTrial)
  switch (status) {
    case 'trial_active':
      return [
        ...(portal.built ? [] : [t('next.building')]),
        t('next.trial', { date: date(trialEndsAt), left }),
        afterTrial.length > 0 ? t('next.trial.then', { features }) : t('next.trial.then_nothing'),
      ]
    case 'trial_expired':
      return [
        t('next.expired', { date: date(since) }),
        ...(afterTrial.length > 0 ? [t('next.expired.gone', { features: capital(features) })] : []),
      ]
    case 'certified_secure':
      return [t('next.certified')]
    case 'suspended': {
      const { from, postponedFrom } = portal.suspension!
      const warning = warningsBefore(endsAt!).find(
        ({ dueAt }) => Temporal.Instant.compare(dueAt, now) > 0,
      )
      const back = returnsTo(from, trialEndsAt, now)
      return [
        t('next.suspended', { date: date(endsAt!), left }),
        ...(postponedFrom ? [t('next.suspended.postponed', { date: date(postponedFrom) })] : []),
        ...(warning ? [t('next.suspended.warning', { date: date(warning.dueAt) })] : []),
        t('next.suspended.back', { status: shared(language)(`badge.${back}`) }),
      ]
    }
    case 'cancelled':
      return [t(deleted ? 'next.deleted' : 'next.deleting')]
  }
}
