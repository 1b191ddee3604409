import { answerWith, SAFE_METHODS } from '../../kit/http/headers.ts'
import { PROBLEM_HEADERS, problemOf } from '../../kit/http/problem.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { refuse } from '../refusals.ts'
import { dropPreview, previewBack } from '../sessions/cookies.ts'
import type { RouteHandler, RequestContext } from '../../web/index.ts'

const ENDS_PREVIEW: ReadonlySet<string> = new Set([
  routes.preview.end.pattern,
  routes.api.preview.pattern,
])

/**
 * The refusal of a change in a preview; null outside of previews, for the end of the preview, and for what
 * staff may do on the client's behalf.
 */
export function notInPreview(
  { preview, person, c }: RequestContext,
  handler: RouteHandler,
): Refusal | null {
  if (preview === null || SAFE_METHODS.has(c.req.method)) return null
  if (ENDS_PREVIEW.has(handler.route.pattern)) return null
  if (preview.acts && handler.onBehalf) return null
  const values = { name: person!.name }
  return refuse(preview.acts ? 'preview_not_this' : 'preview_looks_only', { values })
}

/**
 * Answers a request with the cookie of an ended preview. It is not performed, since it was meant for the client
 * and would now be done as the staff member.
 */
export function answerEndedPreview(ctx: RequestContext, handler: RouteHandler): Response | null {
  const { c, installation, language } = ctx
  const reads = SAFE_METHODS.has(c.req.method)
  // The stylesheet and the logo are the same for everybody.
  if (handler.feature === null && reads) return null
  const back = previewBack(c, installation.url)
  dropPreview(c, installation.url)
  if (handler.endpoint) {
    const response = problemOf(refuse('preview_over'), language, c.req.path)
    return answerWith(c, JSON.stringify(response), response.status, PROBLEM_HEADERS)
  }
  if (!reads && handler.route !== routes.preview.end) return ctx.refuse(refuse('preview_over'))
  return ctx.redirect(back ?? routes.home(), {
    tone: 'blue',
    text: refuse('preview_over').say(language),
  })
}
