import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { FeatureName, PersonKind, Right } from '../gate/index.ts'
import type { Instant } from '../kit/clock.ts'
import type { BodyLimits, SenderLimits } from '../kit/http/body.ts'
import type { Tx } from '../kit/db/database.ts'
import type { Installation } from '../kit/installation.ts'
import type { Caller, Operation } from '../kit/operation.ts'
import type { Done, Refusal } from '../kit/refusal.ts'
import type { Language } from '../kit/texts.ts'
import type { Method, Route } from '../routes.ts'
import type { FlashMessage } from './cookies.ts'
import type { NavItem } from '../ui/index.ts'
import type { z } from 'zod'

export interface CurrentPortal {
  id: string
  name: string
  slug: string
  host: string
  status: string
  built: boolean
  brand_color: string
  accent_color: string
  logo_version: number
  largest_file_mb: number
  after_trial: readonly string[]
  version: number
  /** False where the trial's end has taken the portal's own look away. */
  branded: boolean
}

export interface CurrentPerson {
  id: string
  kind: PersonKind
  name: string
  email: string | null
  seat: 'pro' | 'guest'
  partner: string | null
}

/** A staff member's look at the portal as one of its clients sees it. */
export interface CurrentPreview {
  /** Row id. */
  id: string
  staff: { id: string; name: string; language: Language }
  until: Instant
  /** Begun to act on the client's behalf, where the portal lets staff do so. */
  acts: boolean
}

/** The frame of every page of a request. */
export interface Frame {
  /** Where this person may go. */
  readonly navigation: readonly NavItem[]
  /** Above everything: what is true of the whole request, as that it is a preview. */
  readonly banner: Child
  /** The last line of the person's own menu. */
  readonly leave: { readonly label: string; readonly action: string }
}

/** One request, after the gate: who comes to which portal, when, and what they may use. */
export interface RequestContext {
  readonly c: Context
  readonly installation: Installation
  readonly portal: CurrentPortal
  readonly person: CurrentPerson | null
  /** Row id of the web session; during a preview the staff member's own. */
  readonly session: string | null
  /** Set while staff look at the portal as `person` sees it. */
  readonly preview: CurrentPreview | null
  /** When the session ends at the latest. */
  readonly expires: Instant | null
  readonly caller: Caller
  readonly now: Instant
  /** How far a test clock is ahead of the machine's. */
  readonly clockOffsetMs: number
  readonly frame: Frame
  readonly language: Language
  readonly zone: string
  /** Rows that the page prefetched with the statement of the gate. */
  readonly prefetch: readonly unknown[]
  /** Reads what belongs to the current portal, in a transaction. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** The flash message of the page before; read once. */
  readonly flash: FlashMessage | undefined
  param(name: string): string
  query(name: string): string | undefined
  may(feature: FeatureName): boolean
  holds(right: Right): boolean
  perform<I extends z.ZodType, R>(
    operation: Operation<I, R>,
    input: unknown,
  ): Promise<Done<R> | Refusal>
  /** Something was performed under the request's Idempotency-Key, so its answer is kept for a repeat. */
  readonly repeatable: boolean
  /** What a form sent, of the fields its page takes; nothing on other requests. */
  readonly form: SentForm
  /** Why the form is shown again, whatever it asks for: one of its files was refused, or withdrawn. */
  readonly givenBack?: Refusal
  /** Limits of the body. */
  readonly takes: SenderLimits
  page(content: unknown, status?: number): Response
  redirect(to: string, flash?: FlashMessage): Response
  refuse(refusal: Refusal): Response
}

/**
 * How a form sends a field: at most once as text, any number of times, as a small file, `on` where it is ticked, or
 * as files of any size, which are kept as they come: their ids.
 */
export type FieldKind = 'text' | 'list' | 'file' | 'box' | 'upload'

/** Every field a page's form may send; any other is refused. */
export type FormFields = Readonly<Record<string, FieldKind>>

/** Fields by name, each of the kind its page says; what was not sent is not in it. */
export type SentForm = Readonly<Record<string, string | string[] | File>>

/** The request of a signed-in person, where the feature demands one. */
export type SignedInContext = RequestContext & {
  readonly person: CurrentPerson
  readonly session: string
}

/**
 * A query that a page runs in the round trip of the gate. It runs before the gate decides, and its rows are
 * dropped where the gate refuses. `$1` is the portal, `$2` the hash of the cookie that says whose request it
 * is, or null: `CURRENT_PERSON` is that person.
 */
export interface Prefetch {
  readonly name: string
  readonly text: string
}

/** What matching a request needs of a route. */
export type RoutePattern = Pick<Route, 'pattern' | 'methods' | 'place'>

export interface RouteHandler {
  readonly route: RoutePattern
  readonly method: Method
  /** What the gate is asked for; null lets visitors in who have not signed in. */
  readonly feature: FeatureName | null
  /** The right that the page needs; without it the answer is 404. */
  readonly right: Right | undefined
  readonly handle: (ctx: never) => Promise<Response> | Response
  readonly endpoint?: Endpoint
  /** The fields that the form of the page sends; a button sends none. */
  readonly fields?: FormFields
  readonly prefetch?: Prefetch
  /** Higher limits of the body for people who are signed in. */
  readonly takes?: Partial<BodyLimits>
  /**
   * Staff may make this change on a client's behalf. Declare it only where the change touches no credential,
   * payment, consent, key, session or preview. Without it a preview refuses the change.
   */
  readonly onBehalf?: true
}

/** What the API reference says about an endpoint. */
export interface Endpoint {
  readonly name: string
  readonly summary: string
  readonly body?: z.ZodType
  /** Fields of the body's shape that are not sent, since the request settles them. */
  readonly given?: readonly string[]
  readonly query?: z.ZodType
  readonly status: number
  readonly answer?: z.ZodType
  readonly versioned?: boolean
  /** Is about the browser's session that it is asked in, and means nothing without one. */
  readonly inSession?: true
  /** Checks something anew each time, such as a password, and so cannot be sent twice. */
  readonly once?: boolean
}

/** A page for whoever the gate lets use a feature. */
export const page = (
  route: RoutePattern,
  method: 'GET' | 'POST',
  feature: FeatureName,
  handle: (ctx: SignedInContext) => Promise<Response> | Response,
  more: Pick<Partial<RouteHandler>, 'right' | 'fields' | 'takes' | 'prefetch' | 'onBehalf'> = {},
): RouteHandler => ({ route, method, feature, handle, ...more, right: more.right })

/** A page that needs no sign-in. */
export const openPage = (
  route: RoutePattern,
  method: 'GET' | 'POST',
  handle: (ctx: RequestContext) => Promise<Response> | Response,
  { fields }: { fields?: FormFields } = {},
): RouteHandler => ({ route, method, feature: null, right: undefined, handle, fields })
