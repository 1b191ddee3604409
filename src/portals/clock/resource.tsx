import { z } from 'zod'
import {
  asTyped,
  endpoint,
  page,
  readBody,
  resource,
  respond,
  typed,
  type SignedInContext,
} from '../../web/index.ts'
import type { Instant } from '../../kit/clock.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { instant, shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { exactTime } from '../../ui/index.ts'
import { acrossPortals } from '../console/scopes.ts'
import { advance, advanceClock, clockNow } from './test-clock.ts'
import { ClockPage, STEPS } from './pages.tsx'
import { fallingWithin, together } from './falling.ts'
import { dueNext, dueUntil, movesSince } from './queries.ts'
import { words } from './texts.ts'
import { happened } from './view.ts'

/** Moves of the clock that are told of together. */
const MOVES = 200

/** So many of what is due next are named. */
const NAMED = 12

function instantIn(text: string | undefined): Instant | undefined {
  try {
    return text === undefined ? undefined : Temporal.Instant.from(text)
  } catch {
    return undefined
  }
}

async function clockPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const { caller, installation } = ctx
  // Where the clock was moved from: what happened since is told on the page after.
  const from = instantIn(ctx.query('from'))
  const fell = from ? together(await ctx.read((tx) => movesSince(tx, from, MOVES))) : {}
  const props = await acrossPortals(ctx, async (tx) => {
    const clock = await clockNow(tx, installation)
    const { now } = clock
    const outlook = []
    for (const days of STEPS) {
      const to = now.add({ hours: 24 * days })
      const falling = await fallingWithin(tx, installation, { from: now, until: to })
      outlook.push({ days, to, due: await dueUntil(tx, to), falling })
    }
    return {
      clock,
      outlook,
      due: await dueNext(tx, caller, NAMED),
      past: from && { from, happened: await happened(tx, from, now), fell },
    }
  })
  return ctx.page(<ClockPage typed={{}} {...asTyped(ctx, refusal)} {...props} />, refusal?.status)
}

const clockView = shape('Clock', {
  now: instant,
  movable: z.boolean(),
  aheadMs: z.int().describe('How far people have moved it ahead of the machine’s'),
})

const movedView = shape('MovedClock', {
  ...clockView.shape,
  happened: z
    .array(
      z.object({
        portal: z.string(),
        at: instant,
        what: z.enum(['trial_expired', 'cancelled', 'warned']),
        days: z.int().nullable().describe('How many days before its deletion it was warned'),
      }),
    )
    .describe('What the clock brought about on the way'),
  due: z
    .record(z.string(), z.int())
    .describe('How much else fell due, such as reminders, by the job that sees to it'),
})

const operates = { feature: 'home', right: 'installation:operate' } as const

/** Moving it is done when all that fell due until then has happened. */
const moves = [
  page(
    routes.console.clock,
    'POST',
    operates.feature,
    async (ctx) => {
      const { caller, installation, language, now, zone } = ctx
      const { advance: by } = typed(ctx.form)
      const result = await advance(installation, caller, { advance: by })
      if (!result.ok) return clockPage(ctx, result)
      const moved = exactTime(language, Temporal.Instant.from(result.value.now), zone)
      return ctx.redirect(routes.console.clock({}, { from: now.toString() }), {
        tone: 'green',
        text: words(language)('moved', { now: moved }),
      })
    },
    { right: operates.right, fields: { advance: 'text' } },
  ),
  endpoint(
    routes.api.clock,
    'POST',
    {
      ...operates,
      name: advanceClock.name,
      summary: advanceClock.summary,
      body: advanceClock.input,
      status: 200,
      answer: movedView,
    },
    async (ctx) => {
      const { installation, caller } = ctx
      const body = await readBody(ctx)
      if ('refusal' in body) return respond(ctx, body.refusal)
      const before = await ctx.read((tx) => clockNow(tx, installation))
      const result = await advance(installation, caller, body.value)
      return respond(ctx, result, 200, () =>
        acrossPortals(ctx, async (tx) => {
          const { now, ...clock } = await clockNow(tx, installation)
          const lines = await happened(tx, before.now, now)
          return {
            ...clock,
            now: now.toString(),
            due: result.ok ? result.value.due : {},
            happened: lines.map(({ portal, at, what, days }) => ({
              portal,
              at: at.toString(),
              what,
              days,
            })),
          }
        }),
      )
    },
  ),
]

export const clockResource = resource({ feature: 'home', looks: 'portals:read', words })
  .page(routes.console.clock, clockPage, { right: operates.right })
  .read(routes.api.clock, {
    name: 'clock.show',
    summary: 'Shows the installation’s clock, which can be moved in a sandbox',
    answer: clockView,
    show: async (ctx) => {
      const { now, ...clock } = await ctx.read((tx) => clockNow(tx, ctx.installation))
      return { ...clock, now: now.toString() }
    },
  })
  .also(...moves)
