import { Layout, useSignedInContext, type SignedInContext } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { paceOf } from '../../kit/bulk-jobs/bulk-job.ts'
import { routes } from '../../routes.ts'
import { Actions, Alert, Button, ButtonLink, Progress, Time, type Step } from '../../ui/index.ts'
import { durationOf } from '../duration.ts'
import { outcomesOfKind, type Kind } from './outcome.ts'
import { RefusedLines } from './refused-lines.tsx'
import { t } from '../bulk-job-texts.ts'
import { isGoing, type BulkJobView } from './view.ts'

interface Props {
  seen: BulkJobView
}

/**
 * A bulk job: its progress while it runs, its outcomes when it is done. Without JavaScript it asks for itself
 * again.
 */
export function BulkJobPage({ seen }: Props) {
  const { work: bulkJob, mails } = seen
  const here = { work: show('work', bulkJob.id) }
  return (
    <Layout
      title={t(`kind.${bulkJob.kind as Kind}`)}
      subtitle={
        <>
          {t('by.at', { name: bulkJob.begunBy.name })}, <Time at={bulkJob.begunAt} />
        </>
      }
      crumbs={[{ label: t('title'), href: routes.works() }]}
      width="form"
      refreshSeconds={isGoing(seen) ? 5 : undefined}
    >
      <BulkJobProgress seen={seen} />
      {mails.undelivered > 0 ? (
        <Alert tone="amber" title={t('undelivered', { count: mails.undelivered })}>
          {t('undelivered.text')}
        </Alert>
      ) : null}
      <NotInvited seen={seen} />
      <RefusedLines refused={seen.refused} count={bulkJob.counts['refused'] ?? 0} />
      <Actions>
        <ButtonLink href={routes.works.one.outcomes(here)} icon="download" download>
          {t('csv')}
        </ButtonLink>
        <ButtonLink look="quiet" href={routes.works()}>
          {t('back')}
        </ButtonLink>
      </Actions>
    </Layout>
  )
}

/** Why invitations that the lines of an import ask for did not leave. */
function NotInvited({ seen: { invitations } }: Props) {
  const reasons = outcomesOfKind('mass_invitation').flatMap(([name]) => {
    const count = name === 'invited' ? 0 : (invitations?.[name] ?? 0)
    return count > 0 ? [{ reason: t(`outcome.${name}`), count }] : []
  })
  if (reasons.length === 0) return null
  const count = reasons.reduce((sum, one) => sum + one.count, 0)
  return (
    <Alert tone="amber" title={t('not_invited', { count })}>
      {reasons.map((one) => t('not_invited.reason', one)).join(' · ')}
    </Alert>
  )
}

/** How it stands as a whole: its rows, and then the mails that they wrote. */
export type Standing = 'running' | 'cancelled' | 'mailing' | 'finished'

export const standingOf = ({ work: bulkJob, mails }: BulkJobView): Standing =>
  bulkJob.state === 'finished' && mails.waiting > 0 ? 'mailing' : bulkJob.state

/** All of it is asked for again while it goes on; what stands around it, once it is over. */
function BulkJobProgress({ seen }: Props) {
  const ctx = useSignedInContext()
  const { language, now } = ctx
  const { work: bulkJob } = seen
  const here = { work: show('work', bulkJob.id) }
  const pace = paceOf(bulkJob, now)
  const { state } = bulkJob
  return (
    <Progress
      id="progress"
      status={t(`status.${standingOf(seen)}.${bulkJob.kind as Kind}`)}
      done={bulkJob.done}
      total={bulkJob.total}
      finished={!isGoing(seen)}
      pace={
        pace
          ? t('pace', { rate: pace.perMinute, time: durationOf(language, pace.secondsLeft) })
          : state === 'cancelled'
            ? t(`stopped.${bulkJob.kind as Kind}`, { left: bulkJob.total - bulkJob.done })
            : undefined
      }
      outcomes={outcomesOfKind(bulkJob.kind).flatMap(([name, tone]) => {
        const count = bulkJob.counts[name]
        return count ? [{ label: t(`outcome.${name}`), count, tone }] : []
      })}
      steps={stepsOf(ctx, seen)}
      pollHref={routes.works.one(here)}
      everySeconds={1}
      cancel={
        state === 'running' ? (
          <form method="post" action={routes.works.one.cancellation(here)}>
            <Button look="plain">{t('cancel')}</Button>
          </form>
        ) : undefined
      }
      resume={
        state === 'cancelled' ? (
          <form method="post" action={routes.works.one.resumption(here)}>
            <Button look="primary">{t('resume')}</Button>
          </form>
        ) : undefined
      }
    />
  )
}

/** What is written, and what of it has left: the one takes seconds, the other as long as the rate says. */
function stepsOf({ language }: SignedInContext, { work: bulkJob, mails }: BulkJobView): Step[] {
  const left = mails.total - mails.waiting
  const values = { done: left, total: mails.total, rate: mails.perMinute }
  const seconds = (mails.waiting / mails.perMinute) * 60
  const steps: Step[] = [
    {
      label: t(`step.rows.${bulkJob.kind as Kind}`),
      state:
        bulkJob.state === 'finished' ? 'done' : bulkJob.state === 'running' ? 'doing' : 'waiting',
      note: t('step.rows.note', { done: bulkJob.done, total: bulkJob.total }),
    },
  ]
  // Not every file asks for invitations.
  if (bulkJob.kind === 'import' && mails.total === 0) return steps
  return [
    ...steps,
    {
      label: t('step.mails'),
      state: mails.waiting > 0 ? 'doing' : bulkJob.state === 'finished' ? 'done' : 'waiting',
      note:
        mails.total === 0
          ? t('step.mails.none', { rate: mails.perMinute })
          : mails.waiting > 0
            ? t('step.mails.left', { ...values, time: durationOf(language, seconds) })
            : t('step.mails.note', values),
    },
  ]
}
