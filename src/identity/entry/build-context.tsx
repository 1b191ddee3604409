import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import { decide, statusAt, type GateInput, type FeatureName } from '../../gate/index.ts'
import { answerWith, SECRET_ADDRESS } from '../../kit/http/headers.ts'
import { acceptsGzip } from '../../kit/http/prepared.ts'
import type { Installation } from '../../kit/installation.ts'
import { perform, type Caller } from '../../kit/operation.ts'
import { isLanguage, type Language } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { PreviewBanner } from '../previews/banner.tsx'
import { words as previewWords } from '../previews/texts.ts'
import { touchSession } from '../sessions/queries.ts'
import { noticeSharing } from '../shared-logins/shared-logins.ts'
import { isLive, isStale } from '../sessions/session.ts'
import {
  languageCookie,
  leaveFlash,
  takeFlash,
  limitsFor,
  renderPage,
  request,
  type SentForm,
  type RouteHandler,
  type RequestContext,
} from '../../web/index.ts'
import type { EntryServices } from './entry.tsx'
import { gateInputOf } from './gate-input.ts'
import { callerOf, marked, previewOf } from './previewing.ts'
import type { RequestContextRow } from './queries.ts'
import { words } from '../texts.ts'
import { Refused } from './refusal-pages.tsx'

/** Shorter pages are not compressed. Characters. */
const WORTH_PACKING = 1500

/** What the gate looks at: the person is signed in already, so a lock does not concern them. */
export const gateInput = (
  { person, now }: RequestContext,
  row: RequestContextRow,
  feature: FeatureName,
) => gateInputOf(row, { feature, now, isSignedIn: person !== null, isKnownDevice: true })

/** A request context as the entry builds it: it may still change. */
export type MutableRequestContext = RequestContext & {
  form: SentForm
  repeatable: boolean
  givenBack?: RequestContext['givenBack']
  perform: RequestContext['perform']
}

/**
 * Builds the context of a request from the row of the gate's statement.
 * @param handler what was asked for, and what it prefetched
 * @param keyCaller whom a key speaks for, instead of a person
 */
export function buildRequestContext(
  installation: Installation,
  c: Context,
  row: RequestContextRow,
  {
    prefetch,
    takes,
    navigation,
  }: { prefetch: unknown[]; navigation: EntryServices['navigation'] } & Pick<RouteHandler, 'takes'>,
  keyCaller: Caller | null,
): MutableRequestContext {
  const { clock, url } = installation
  const now = clock.at(row)
  const status = statusAt(row, now)
  const live =
    row.session !== null && isLive({ seen_at: row.seen_at!, expires_at: row.expires_at! }, now)
  const preview = live ? previewOf(row, now) : null
  // A preview leaves no trace in what tells when the portal and its clients were last active.
  if (live && row.preview === null && isStale({ seen_at: row.seen_at! }, now))
    noteActivity(installation, row, now)
  // A request of an expired preview has no person: neither the client nor the staff member.
  const person =
    live && (row.preview === null || preview !== null)
      ? {
          id: row.person!,
          kind: row.kind,
          name: row.person_name,
          email: row.email,
          seat: row.seat,
          partner: row.partner,
        }
      : null
  const chosen = person ? row.person_language : languageCookie(c)
  const language: Language = isLanguage(chosen) ? chosen : (row.language as Language)
  const caller: Caller = keyCaller ?? {
    ...callerOf(person, preview),
    ...(person && { session: row.session! }),
    portal: row.portal,
    through: c.req.path.startsWith('/api/') ? 'api' : 'page',
    ...request(installation, c),
    // All visitors are one caller, so a repeated key of one would fetch the answer of another. The same holds for
    // staff who act for one client after another.
    ...(person && !preview ? {} : { idempotencyKey: undefined, ifMatch: undefined }),
  }
  // A page asks about every entry of its rail, an answer about every feature: all else is looked at once.
  let looked: GateInput | undefined
  let frame: RequestContext['frame'] | undefined
  const data = () => (looked ??= gateInput(ctx, row, 'sign_in'))
  const ctx: MutableRequestContext = {
    c,
    installation,
    portal: {
      id: row.portal,
      name: row.name,
      slug: row.slug,
      host: row.current_host,
      status,
      built: row.built,
      brand_color: row.brand_color,
      accent_color: row.accent_color,
      logo_version: row.logo_version,
      largest_file_mb: row.largest_file_mb,
      after_trial: row.after_trial,
      version: row.portal_version,
      branded: status !== 'trial_expired' || !row.after_trial.includes('branding'),
    },
    person,
    session: live ? row.session : null,
    expires: live ? (preview?.until ?? row.expires_at) : null,
    preview,
    caller,
    now,
    clockOffsetMs: row.offset_ms,
    // Once for all parts of a page that ask for it, and not at all for an answer that is none.
    get frame() {
      return (frame ??= {
        navigation: navigation(ctx),
        banner: preview ? <PreviewBanner preview={preview} /> : undefined,
        leave: preview
          ? { label: previewWords(language)('end'), action: routes.preview.end() }
          : { label: words(language)('sign_out'), action: routes.signOut() },
      })
    },
    language,
    zone: (person && row.person_time_zone) ?? row.time_zone,
    read: (work) => installation.db.read({ portal: row.portal }, work),
    get flash() {
      return takeFlash(c, url)
    },
    param: (name) => c.req.param(name) ?? '',
    query: (name) => c.req.query(name)?.replaceAll('\0', '') || undefined,
    may: (feature) => decide(Object.assign(data(), { feature })).allowed,
    holds: (right) => caller.rights.has(right),
    perform: async (operation, input) => {
      const result = await perform(installation, operation, caller, input)
      ctx.repeatable ||= result.ok && caller.idempotencyKey !== undefined
      return result
    },
    repeatable: false,
    form: {},
    takes: limitsFor(takes, person || keyCaller ? caller.id : null),
    prefetch,
    page: (content, status = 200) => {
      const rendered = renderPage(ctx, content)
      const html = preview ? marked(rendered, preview) : rendered
      const headers = {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        vary: 'accept-encoding, cookie',
        ...(c.req.query('token') === undefined ? {} : SECRET_ADDRESS),
      }
      if (html.length < WORTH_PACKING || !acceptsGzip(c))
        return answerWith(c, html, status, headers)
      return answerWith(c, gzipSync(html, { level: 5 }), status, {
        ...headers,
        'content-encoding': 'gzip',
      })
    },
    redirect: (to, flash) => {
      if (flash) leaveFlash(c, url, flash)
      c.header('cache-control', 'no-store')
      return c.redirect(to, 303)
    },
    refuse: (refusal) => ctx.page(<Refused refusal={refusal} />, refusal.status),
  }
  return ctx
}

/** Not awaited: the answer does not depend on it, and the next request would do it again. */
function noteActivity(
  installation: Installation,
  row: RequestContextRow,
  now: Temporal.Instant,
): void {
  const { db, log } = installation
  db.write({ portal: row.portal }, async (tx) => {
    await touchSession(tx, row.session!, now)
    await noticeSharing(installation, tx, row.portal, row.session!, now)
  }).catch((error: unknown) => log.warn({ err: error }, 'could not note activity'))
}
