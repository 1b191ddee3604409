import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import { decide, statusAt, type Facts, type FeatureName } from '../../gate/index.ts'
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
  type Served,
  type Visit,
} from '../../web/index.ts'
import type { Doorkeeper } from './door.tsx'
import { factsOf } from './facts.ts'
import { callerOf, marked, previewOf } from './previewing.ts'
import type { VisitRow } from './queries.ts'
import { words } from '../texts.ts'
import { Refused } from './refusal-pages.tsx'

/** Characters from which packing a page saves more than it costs. */
const WORTH_PACKING = 1500

/** What the gate looks at: whoever visits is inside already, so a lock does not concern them. */
export const facts = ({ person, now }: Visit, row: VisitRow, feature: FeatureName) =>
  factsOf(row, { feature, now, known: person !== null, deviceKnown: true })

/** A visit as the door holds it, with what comes to be known of it. */
export type OwnVisit = Visit & {
  form: SentForm
  repeatable: boolean
  perform: Visit['perform']
}

/**
 * One request as pages and endpoints see it, from the row that the gate's statement brought.
 * @param served what was asked for, and what it had read along
 * @param keyCaller whom a key speaks for, instead of a person
 */
export function visitOf(
  installation: Installation,
  c: Context,
  row: VisitRow,
  {
    along,
    takes,
    navigation,
  }: { along: unknown[]; navigation: Doorkeeper['navigation'] } & Pick<Served, 'takes'>,
  keyCaller: Caller | null,
): OwnVisit {
  const { clock, url } = installation
  const now = clock.at(row)
  const status = statusAt(row, now)
  const live =
    row.session !== null && isLive({ seen_at: row.seen_at!, expires_at: row.expires_at! }, now)
  const preview = live ? previewOf(row, now) : null
  // A preview leaves no trace in what tells when the portal and its clients were last active.
  if (live && row.preview === null && isStale({ seen_at: row.seen_at! }, now))
    noteActivity(installation, row, now)
  // Of a preview that has run out nobody is the visitor: neither whom it showed nor who began it.
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
    // Visitors are all one caller: one's repeated key would fetch another's answer. So would that of
    // somebody acting on behalf of one client, then of another.
    ...(person && !preview ? {} : { idempotencyKey: undefined, ifMatch: undefined }),
  }
  // A page asks about every entry of its rail, an answer about every feature: all else is looked at once.
  let looked: Facts | undefined
  let frame: Visit['frame'] | undefined
  const found = () => (looked ??= facts(visit, row, 'sign_in'))
  const visit: OwnVisit = {
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
        navigation: navigation(visit),
        banner: preview ? <PreviewBanner preview={preview} /> : undefined,
        leave: preview
          ? { label: previewWords(language)('end'), action: routes.previewEnd() }
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
    may: (feature) => decide(Object.assign(found(), { feature })).allowed,
    holds: (right) => caller.rights.has(right),
    perform: async (operation, input) => {
      const result = await perform(installation, operation, caller, input)
      visit.repeatable ||= result.ok && caller.idempotencyKey !== undefined
      return result
    },
    repeatable: false,
    form: {},
    takes: limitsFor(takes, person || keyCaller ? caller.id : null),
    along,
    page: (content, status = 200) => {
      const rendered = renderPage(visit, content)
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
    refuse: (refusal) => visit.page(<Refused refusal={refusal} />, refusal.status),
  }
  return visit
}

/** Not awaited: the answer does not depend on it, and the next request would do it again. */
function noteActivity(installation: Installation, row: VisitRow, now: Temporal.Instant): void {
  const { db, log } = installation
  db.write({ portal: row.portal }, async (tx) => {
    await touchSession(tx, row.portal, row.session!, now)
    await noticeSharing(installation, tx, row.portal, row.session!, now)
  }).catch((error: unknown) => log.warn({ err: error }, 'could not note activity'))
}
