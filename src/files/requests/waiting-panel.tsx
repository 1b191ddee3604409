import type { Child } from 'hono/jsx'
import type { SignedInContext } from '../../web/index.ts'
import { pageShown } from './list.ts'
import { AnsweredPanel } from './list-page.tsx'

/** Of those that wait for a look, on the home page. */
const FIRST = 5

/** What came in and waits for staff, as a panel; null where there is nothing, or they do not look after files. @param count how many there are */
export async function answeredPanel(ctx: SignedInContext, count: number): Promise<Child> {
  if (count === 0 || !ctx.may('files') || !ctx.holds('files:manage')) return null
  const { rows } = await pageShown(ctx, { shown: 'waiting', limit: FIRST })
  return rows.length > 0 ? <AnsweredPanel count={count} first={rows} /> : null
}
