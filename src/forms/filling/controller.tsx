import { open } from '../../kit/crypto.ts'
import { dayOf } from '../../kit/day.ts'
import { alsoWith, SECURITY_HEADERS } from '../../kit/http/headers.ts'
import { left, spend } from '../../kit/limits.ts'
import { setPuzzle } from '../../kit/puzzle.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { hashToken } from '../../kit/tokens.ts'
import { routes } from '../../routes.ts'
import {
  errorsOf,
  openPage,
  textOf,
  type RequestContext,
  type RouteHandler,
} from '../../web/index.ts'
import { performInTurn } from '../../identity/index.ts'
import type { FormRow } from '../form/form.ts'
import { formByLink } from '../form/queries.ts'
import { refuse } from '../refusals.ts'
import { draftPlace, type Draft } from './draft.ts'
import { keepDraft, perNetwork, puzzleBits, puzzleFor, submitForm } from './filling.ts'
import { PublicFormPage, SentPage, type Typed } from './pages.tsx'
import { countStep, draftOf } from './queries.ts'
import { arrivedFiles } from './sent-files.ts'
import { asOnPage, FILLING, typedIn } from './sent-form.ts'

const openedIn = async (ctx: RequestContext): Promise<FormRow | null> => {
  const form = await ctx.read((tx) => formByLink(tx, ctx.param('link')))
  return form?.state === 'open' ? form : null
}

const closed = (ctx: RequestContext) => ctx.refuse(refuse('form_closed'))

const isEmbedded = (ctx: RequestContext) => ctx.query('embed') !== undefined

/** In a frame it stands only on the websites that the form names; anywhere else browsers refuse it. */
function framed(ctx: RequestContext, { origins }: FormRow, answer: Response): Response {
  if (!isEmbedded(ctx) || origins.length === 0) return answer
  return alsoWith(ctx.c, answer, {
    // Browsers that know this leave `x-frame-options` aside; to the others every frame is refused.
    'content-security-policy': SECURITY_HEADERS['content-security-policy']!.replace(
      "frame-ancestors 'none'",
      `frame-ancestors ${origins.join(' ')}`,
    ),
  })
}

interface Shown {
  typed?: Typed
  refusal?: Refusal
  draft?: string | null
}

/** The form with a puzzle of its own, which is harder the more has come from its network. */
async function formPage(ctx: RequestContext, form: FormRow, { typed, refusal, draft }: Shown) {
  const { installation, caller, now, language, portal } = ctx
  const whom = puzzleFor(form.id, caller.ip)
  const { limit, remaining } = await left(installation, perNetwork(portal.id, whom.network), now)
  const puzzle = setPuzzle(installation.keys, whom, { bits: puzzleBits(limit - remaining), now })
  const errors = refusal && errorsOf(refusal, language)
  if (refusal?.retryAfterSeconds !== undefined)
    ctx.c.header('retry-after', String(refusal.retryAfterSeconds))
  const embedded = isEmbedded(ctx)
  const { definition } = form
  const files = typed && (await ctx.read((tx) => arrivedFiles(tx, ctx, definition, typed.answers)))
  const page = <PublicFormPage {...{ form, puzzle, typed, files, errors, draft, embedded }} />
  return framed(ctx, form, ctx.page(page, refusal?.status))
}

/** What was kept under a mailed link; null where it is gone, or was of another form. */
const draftIn = (ctx: RequestContext, form: FormRow, token: string): Promise<Draft | null> =>
  ctx.read(async (tx) => {
    const row = await draftOf(tx, form.id, hashToken(token), ctx.now)
    if (!row) return null
    const key = await ctx.installation.keys.of(tx, ctx.portal.id)
    const text = open(key, draftPlace(ctx.portal.id, row.id), row.sealed).toString()
    return JSON.parse(text) as Draft
  })

/** A client who is signed in need not say who they are. */
function ownName({ person, preview }: RequestContext): Typed | undefined {
  if (person?.kind !== 'contact' || preview !== null) return undefined
  const [firstName, ...others] = person.name.split(' ')
  return { firstName, lastName: others.join(' '), email: person.email ?? '', answers: {} }
}

const STEPS = ['seen', 'begun'] as const
/** Pages that one network may have counted in ten minutes. */
const COUNTED = { name: 'forms.counted', points: 300, seconds: 600 }

export const fillingController: readonly RouteHandler[] = [
  openPage(routes.f.one, 'GET', async (ctx) => {
    const form = await openedIn(ctx)
    if (!form) return closed(ctx)
    const token = ctx.query('draft')
    if (!token) return formPage(ctx, form, { typed: ownName(ctx) })
    const typed = await draftIn(ctx, form, token)
    return formPage(ctx, form, { typed: typed ?? undefined, draft: typed ? token : null })
  }),

  openPage(
    routes.f.one,
    'POST',
    async (ctx) => {
      const typed = typedIn(ctx.form)
      const draft = textOf(ctx.form, 'draft')
      const later = textOf(ctx.form, 'later') === 'on'
      const proof = {
        challenge: textOf(ctx.form, 'challenge'),
        answer: textOf(ctx.form, 'answer'),
      }
      const input = { link: ctx.param('link'), ...typed, language: ctx.language, ...proof }
      const result = ctx.givenBack
        ? ctx.givenBack
        : later
          ? await performInTurn(ctx.installation, keepDraft, ctx.caller, input)
          : await performInTurn(ctx.installation, submitForm, ctx.caller, { ...input, draft })
      if (!result.ok) {
        const form = await openedIn(ctx)
        return form
          ? formPage(ctx, form, { typed, refusal: asOnPage(result, typed), draft })
          : closed(ctx)
      }
      const query = { ...(isEmbedded(ctx) && { embed: 1 }), ...(later && { kept: 1 }) }
      return ctx.redirect(routes.f.one.sent({ link: ctx.param('link') }, query))
    },
    { fields: { ...FILLING, draft: 'text', later: 'box', challenge: 'text', answer: 'text' } },
  ),

  openPage(routes.f.one.sent, 'GET', async (ctx) => {
    const form = await openedIn(ctx)
    if (!form) return closed(ctx)
    const kept = ctx.query('kept') !== undefined
    return framed(ctx, form, ctx.page(<SentPage form={form} kept={kept} />))
  }),

  openPage(
    routes.f.one.counts,
    'POST',
    async (ctx) => {
      const { installation, caller, portal, now, zone } = ctx
      const step = STEPS.find((one) => one === textOf(ctx.form, 'step'))
      const form = await openedIn(ctx)
      if (!form || !step) return closed(ctx)
      const { network } = puzzleFor(form.id, caller.ip)
      const limit = { ...COUNTED, key: `${portal.id} ${network}` }
      if ((await spend(installation, limit, now)).allowed)
        await installation.db.write({ portal: portal.id }, (tx) =>
          countStep(tx, { form: form.id, step, day: dayOf(now, zone) }),
        )
      return new Response(null, { status: 204 })
    },
    { fields: { step: 'text' } },
  ),
]
