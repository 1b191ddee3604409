import { onPersonPage } from '../../../identity/index.ts'
import type { Language } from '../../../kit/texts.ts'
import { dateOf, Details, Panel } from '../../../ui/index.ts'
import { number } from '../../console/status.tsx'
import { words as portalWords } from '../../texts.ts'
import { dayName, monthName } from '../../months/names.ts'
import { words } from '../texts.ts'
import type { Billable } from './billable.ts'
import { billableNow } from './view.ts'

/** On a person's page: does their seat cost something this month, and why? */
export const personBilling = onPersonPage.with(async (ctx, { id, seat }) => {
  const { language } = ctx
  const t = words(language)
  const state = await billableNow(ctx, id)
  if (!state) return null
  const { zone, ...standing } = state
  const { seatSince, status, statusSince, billable, counted } = standing
  return (
    <Panel title={t('billable.title')} text={inWords(standing, language)} framed>
      <Details
        layout="row"
        items={[
          {
            label: t('billable.seat'),
            value: seatSince
              ? t('billable.seat.since', { date: dateOf(language, seatSince, zone) })
              : t(seat === 'pro' ? 'billable.seat.disabled' : 'billable.seat.none'),
          },
          {
            label: t('billable.portal'),
            value: t('billable.portal.since', {
              status: portalWords(language)(`status.${status}`),
              date: dateOf(language, statusSince, zone),
            }),
            note: t(billable ? 'billable.portal.billed' : 'billable.portal.free'),
          },
          {
            label: t('billable.days'),
            value: number(language, counted?.billableDays ?? 0),
          },
        ]}
      />
    </Panel>
  )
})

/** The answer in a sentence. */
function inWords({ month: name, counted, heldSeat }: Billable, language: Language): string {
  const t = words(language)
  const month = monthName(name, language)
  if (!counted) return t(heldSeat ? 'billable.no_status' : 'billable.no_seat', { month })
  const values = {
    month,
    first: dayName(counted.firstDay, language),
    last: dayName(counted.lastDay, language),
    began: t(`began.${counted.began}`),
    ended: t(`ended.${counted.ended}`),
  }
  return t(counted.ended === 'month' ? 'billable.yes' : 'billable.ended', values)
}
