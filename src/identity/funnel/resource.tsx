import { z } from 'zod'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { mailSender } from '../persons/queries.ts'
import { resource, type SignedInContext } from '../../web/index.ts'
import { FunnelPage } from './page.tsx'
import { readFunnel } from './queries.ts'
import { words } from './texts.ts'

/** In the portal's own zone, so that all its staff see the same weeks. */
const weeksFor = ({ read, now }: SignedInContext) =>
  read(async (tx) => {
    const { time_zone } = await mailSender(tx)
    return readFunnel(tx, time_zone, now)
  })

const count = z.int()
const funnelView = shape('Funnel', {
  weeks: z.array(
    shape('FunnelWeek', {
      from: z.iso.date().describe('Monday of the week of the first invitation'),
      invited: count,
      opened: count,
      registered: count,
      returned: count,
    }),
  ),
})

export const funnelResource = resource({ feature: 'people', right: 'people:manage', words })
  .page(routes.invitations, async (ctx) => ctx.page(<FunnelPage weeks={await weeksFor(ctx)} />))
  .read(routes.api.invitations, {
    name: 'person.funnel',
    summary: 'Counts how far those got who were first invited in each of the last twelve weeks',
    answer: funnelView,
    show: async (ctx) => ({
      weeks: (await weeksFor(ctx)).map(({ from, ...counts }) => ({
        from: from.toString(),
        ...counts,
      })),
    }),
  })
