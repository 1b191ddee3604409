import { Room, useSignedInVisit, type SignedInVisit } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { paceOf } from '../../kit/long-work/long-work.ts'
import { routes } from '../../routes.ts'
import { Actions, Alert, Button, ButtonLink, Progress, Time, type Step } from '../../ui/index.ts'
import { durationOf } from './duration.ts'
import { outcomesOfKind, type Kind } from './outcome.ts'
import { RefusedLines } from './refused-lines.tsx'
import { t } from './texts.ts'
import { isGoing, type WorkInSight } from './view.ts'

interface Props {
  seen: WorkInSight
}

/** Long work from outside: watched while it goes on, read when it is done. Without JavaScript it asks for itself again. */
export function WorkPage({ seen }: Props) {
  const { work, mails } = seen
  const here = { work: show('work', work.id) }
  return (
    <Room
      title={t(`kind.${work.kind as Kind}`)}
      subtitle={
        <>
          {t('by.at', { name: work.begunBy.name })}, <Time at={work.begunAt} />
        </>
      }
      crumbs={[{ label: t('title'), href: routes.works() }]}
      width="form"
      refreshSeconds={isGoing(seen) ? 5 : undefined}
    >
      <WorkProgress seen={seen} />
      {mails.undelivered > 0 ? (
        <Alert tone="amber" title={t('undelivered', { count: mails.undelivered })}>
          {t('undelivered.text')}
        </Alert>
      ) : null}
      <NotInvited seen={seen} />
      <RefusedLines refused={seen.refused} count={work.counts['refused'] ?? 0} />
      <Actions>
        <ButtonLink href={routes.workOutcomes(here)} icon="download" download>
          {t('csv')}
        </ButtonLink>
        <ButtonLink look="quiet" href={routes.works()}>
          {t('back')}
        </ButtonLink>
      </Actions>
    </Room>
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

export const standingOf = ({ work, mails }: WorkInSight): Standing =>
  work.state === 'finished' && mails.waiting > 0 ? 'mailing' : work.state

/** All of it is asked for again while it goes on; what stands around it, once it is over. */
function WorkProgress({ seen }: Props) {
  const visit = useSignedInVisit()
  const { language, now } = visit
  const { work } = seen
  const here = { work: show('work', work.id) }
  const pace = paceOf(work, now)
  const { state } = work
  return (
    <Progress
      id="progress"
      status={t(`status.${standingOf(seen)}.${work.kind as Kind}`)}
      done={work.done}
      total={work.total}
      finished={!isGoing(seen)}
      pace={
        pace
          ? t('pace', { rate: pace.perMinute, time: durationOf(language, pace.secondsLeft) })
          : state === 'cancelled'
            ? t(`stopped.${work.kind as Kind}`, { left: work.total - work.done })
            : undefined
      }
      outcomes={outcomesOfKind(work.kind).flatMap(([name, tone]) => {
        const count = work.counts[name]
        return count ? [{ label: t(`outcome.${name}`), count, tone }] : []
      })}
      steps={stepsOf(visit, seen)}
      pollHref={routes.work(here)}
      everySeconds={1}
      cancel={
        state === 'running' ? (
          <form method="post" action={routes.workCancellation(here)}>
            <Button look="plain">{t('cancel')}</Button>
          </form>
        ) : undefined
      }
      resume={
        state === 'cancelled' ? (
          <form method="post" action={routes.workResumption(here)}>
            <Button look="primary">{t('resume')}</Button>
          </form>
        ) : undefined
      }
    />
  )
}

/** What is written, and what of it has left: the one takes seconds, the other as long as the rate says. */
function stepsOf({ language }: SignedInVisit, { work, mails }: WorkInSight): Step[] {
  const left = mails.total - mails.waiting
  const values = { done: left, total: mails.total, rate: mails.perMinute }
  const seconds = (mails.waiting / mails.perMinute) * 60
  const steps: Step[] = [
    {
      label: t(`step.rows.${work.kind as Kind}`),
      state: work.state === 'finished' ? 'done' : work.state === 'running' ? 'doing' : 'waiting',
      note: t('step.rows.note', { done: work.done, total: work.total }),
    },
  ]
  // Not every file asks for invitations.
  if (work.kind === 'import' && mails.total === 0) return steps
  return [
    ...steps,
    {
      label: t('step.mails'),
      state: mails.waiting > 0 ? 'doing' : work.state === 'finished' ? 'done' : 'waiting',
      note:
        mails.total === 0
          ? t('step.mails.none', { rate: mails.perMinute })
          : mails.waiting > 0
            ? t('step.mails.left', { ...values, time: durationOf(language, seconds) })
            : t('step.mails.note', values),
    },
  ]
}
