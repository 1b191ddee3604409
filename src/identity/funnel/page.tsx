import { routes } from '../../routes.ts'
import { BarChart, ColumnChart, Empty, locale } from '../../ui/index.ts'
import { words as people } from '../persons/texts.ts'
import { Layout, useSignedInContext } from '../../web/index.ts'
import { STEPS, totalOf, WEEKS, type Step, type Week } from './funnel.ts'
import { t } from './texts.ts'

/** How far invited people got: in all of the last weeks, and week by week. */
export function FunnelPage({ weeks }: { weeks: readonly Week[] }) {
  const { language } = useSignedInContext()
  const total = totalOf(weeks)
  const share = (step: number) =>
    new Intl.NumberFormat(locale(language), { style: 'percent' }).format(
      step / Math.max(1, total.invited),
    )
  const day = new Intl.DateTimeFormat(locale(language), {
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  const dayOf = (from: Temporal.PlainDate) => day.format(Date.parse(`${from.toString()}T00:00:00Z`))
  // Who got as far as this and no further: together they are the invited.
  const between = (step: Step, next: Step) =>
    weeks.map((week) => Math.max(0, week[step] - week[next]))
  return (
    <Layout
      title={t('title')}
      subtitle={t('lead', { weeks: WEEKS })}
      crumbs={[{ label: people.t('contacts'), href: routes.contacts() }]}
    >
      {total.invited === 0 ? (
        <Empty icon="mail" title={t('empty')} text={t('empty.text')} />
      ) : (
        <>
          <BarChart
            id="funnel"
            title={t('all')}
            sentence={t('all.sentence', { invited: total.invited, share: share(total.registered) })}
            pointsLabel={t('step')}
            valueLabel={t('people')}
            bars={STEPS.map((step) => ({
              label: t(`step.${step}`),
              value: total[step],
              note: step === 'invited' ? undefined : share(total[step]),
            }))}
          />
          <ColumnChart
            id="funnel-weeks"
            title={t('weeks')}
            sentence={t('weeks.sentence')}
            pointsLabel={t('week')}
            points={weeks.map(({ from }) => dayOf(from))}
            series={[
              { label: t('so_far.returned'), values: weeks.map(({ returned }) => returned) },
              { label: t('so_far.registered'), values: between('registered', 'returned') },
              { label: t('so_far.opened'), values: between('opened', 'registered') },
              { label: t('so_far.invited'), values: between('invited', 'opened'), ink: 'grey' },
            ]}
          />
        </>
      )}
      <p class="muted">{t('meaning')}</p>
    </Layout>
  )
}
