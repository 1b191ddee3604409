import { answerWith, SAFE_METHODS } from '../../kit/http/headers.ts'
import { PROBLEM_HEADERS, problemOf } from '../../kit/http/problem.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { refuse } from '../refusals.ts'
import { dropPreview, previewBack } from './cookies.ts'
import type { Served, Visit } from '../../web/index.ts'

const ENDS_PREVIEW: ReadonlySet<string> = new Set([
  routes.previewEnd.pattern,
  routes.api.currentPreview.pattern,
])

/**
 * Why a request changes nothing in a preview, by whatever route: null for its end, for what staff may do on
 * the client's behalf where it was begun for that, and for everybody who comes as themselves.
 */
export function notInPreview({ preview, person, c }: Visit, served: Served): Refusal | null {
  if (preview === null || SAFE_METHODS.has(c.req.method)) return null
  if (ENDS_PREVIEW.has(served.route.pattern)) return null
  if (preview.acts && served.onBehalf) return null
  const values = { name: person!.name }
  return refuse(preview.acts ? 'preview_not_this' : 'preview_looks_only', { values })
}

/**
 * Answers a request with the cookie of a preview that is over: on nobody's account, since it was meant for
 * the client and would now be the staff member's own. The next one is.
 */
export function previewOver(visit: Visit, served: Served): Response | null {
  const { c, installation, language } = visit
  const reads = SAFE_METHODS.has(c.req.method)
  // A look and its logo are the same for everybody.
  if (served.feature === null && reads) return null
  const back = previewBack(c, installation.url)
  dropPreview(c, installation.url)
  if (served.endpoint) {
    const response = problemOf(refuse('preview_over'), language, c.req.path)
    return answerWith(c, JSON.stringify(response), response.status, PROBLEM_HEADERS)
  }
  if (!reads && served.route !== routes.previewEnd) return visit.refuse(refuse('preview_over'))
  return visit.redirect(back ?? routes.home(), {
    tone: 'blue',
    text: refuse('preview_over').say(language),
  })
}
