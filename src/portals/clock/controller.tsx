import { errorsOf, page, typed, type RouteHandler, type RequestContext } from '../../web/index.ts'
import type { Instant } from '../../kit/clock.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { exactTime } from '../../ui/index.ts'
import { acrossPortals } from '../console/scopes.ts'
import { advance, clockNow } from './test-clock.ts'
import { ClockPage, STEPS } from './pages.tsx'
import { dueNext, dueUntil } from './queries.ts'
import { words } from './texts.ts'
import { happened } from './view.ts'

/** So many of what is due next are named. */
const NAMED = 12

function instant(text: string | undefined): Instant | undefined {
  try {
    return text === undefined ? undefined : Temporal.Instant.from(text)
  } catch {
    return undefined
  }
}

async function show(ctx: RequestContext, form: Record<string, string> = {}, refusal?: Refusal) {
  const { caller, installation } = ctx
  // Where the clock was moved from: what happened since is told on the page after.
  const from = instant(ctx.query('from'))
  const props = await acrossPortals(ctx, async (tx) => {
    const clock = await clockNow(tx, installation)
    const { now } = clock
    const outlook = []
    for (const days of STEPS) {
      const to = now.add({ hours: 24 * days })
      outlook.push({ days, to, due: await dueUntil(tx, to) })
    }
    return {
      clock,
      outlook,
      due: await dueNext(tx, caller, NAMED),
      past: from && { from, happened: await happened(tx, from, now) },
    }
  })
  const errors = refusal && errorsOf(refusal, ctx.language)
  return ctx.page(<ClockPage typed={form} errors={errors} {...props} />, refusal?.status)
}

export const clockController: readonly RouteHandler[] = [
  page(routes.clock, 'GET', 'home', (ctx) => show(ctx), { right: 'installation:operate' }),

  page(
    routes.clock,
    'POST',
    'home',
    async (ctx) => {
      const form = typed(ctx.form)
      const { caller, installation, language, now, zone } = ctx
      const result = await advance(installation, caller, { advance: form['advance'] })
      if (!result.ok) return show(ctx, form, result)
      const moved = exactTime(language, Temporal.Instant.from(result.value.now), zone)
      return ctx.redirect(routes.clock({}, { from: now.toString() }), {
        tone: 'green',
        text: words(language)('moved', { now: moved }),
      })
    },
    { right: 'installation:operate', fields: { advance: 'text' } },
  ),
]
