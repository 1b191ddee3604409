import { choiceOf, type SignedInContext } from '../../../web/index.ts'
import { parseId, show } from '../../../kit/ids.ts'
import { cut } from '../../../kit/whole-text.ts'
import { INVOICE_STATES } from '../../invoice/state.ts'
import { MONTH } from '../../wording/months.ts'
import type { InvoiceFilter } from './queries.ts'

/** What the address asks the list for; what it does not know is as good as not asked. */
export const filterOf = (ctx: SignedInContext): InvoiceFilter => {
  const month = ctx.query('month') ?? ''
  return {
    search: cut(ctx.query('search')?.trim() ?? '', 200) || undefined,
    state: choiceOf(INVOICE_STATES, ctx.query('state')),
    overdue: ctx.query('due') === 'over' || undefined,
    person: parseId('person', ctx.query('person') ?? '') ?? undefined,
    month: MONTH.test(month) ? month : undefined,
  }
}

/** The same for an address. */
export const paramsOf = ({ search, state, overdue, person, month }: InvoiceFilter) => ({
  search,
  state,
  due: overdue ? 'over' : undefined,
  person: person && show('person', person),
  month,
})
