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

export interface VisitedPortal {
  id: string
  name: string
  slug: string
  host: string
  status: string
  built: boolean
  brand_color: string
  accent_color: string
  logo_version: number
  after_trial: readonly string[]
  version: number
  /** False where the trial's end has taken the portal's own look away. */
  branded: boolean
}

export interface VisitingPerson {
  id: string
  kind: PersonKind
  name: string
  email: string | null
  seat: 'pro' | 'guest'
  partner: string | null
}

/** A staff member's look at the portal as one of its clients sees it. */
export interface VisitedPreview {
  /** Row id. */
  id: string
  staff: { id: string; name: string; language: Language }
  until: Instant
  /** Begun to act on the client's behalf, where the portal lets staff do so. */
  acts: boolean
}

/** What stands around every page of a request. */
export interface Frame {
  /** Where this person may go. */
  readonly navigation: readonly NavItem[]
  /** Above everything: what is true of the whole request, as that it is a preview. */
  readonly banner: Child
  /** The last line of the person's own menu. */
  readonly leave: { readonly label: string; readonly action: string }
}

/** One request, after the gate: who comes to which portal, when, and what they may use. */
export interface Visit {
  readonly c: Context
  readonly installation: Installation
  readonly portal: VisitedPortal
  readonly person: VisitingPerson | null
  /** Row id of the web session; during a preview the staff member's own. */
  readonly session: string | null
  /** Set while staff look at the portal as `person` sees it. */
  readonly preview: VisitedPreview | null
  /** When the session ends at the latest. */
  readonly expires: Instant | null
  readonly caller: Caller
  readonly now: Instant
  /** How far a test clock is ahead of the machine's. */
  readonly clockOffsetMs: number
  readonly frame: Frame
  readonly language: Language
  readonly zone: string
  /** Rows of what the page had read along with the gate's own. */
  readonly along: readonly unknown[]
  /** Reads what belongs to the visited portal, in a transaction. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>
  /** What was said by the page before; taken once. */
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
  /** How much is taken of what was sent. */
  readonly takes: SenderLimits
  page(content: unknown, status?: number): Response
  redirect(to: string, flash?: FlashMessage): Response
  refuse(refusal: Refusal): Response
}

/** How a form sends a field: at most once as text, any number of times, as a file, or `on` where it is ticked. */
export type FieldKind = 'text' | 'list' | 'file' | 'box'

/** Every field a page's form may send; any other is refused. */
export type FormFields = Readonly<Record<string, FieldKind>>

/** Fields by name, each of the kind its page says; what was not sent is not in it. */
export type SentForm = Readonly<Record<string, string | string[] | File>>

/** A signed-in person's visit, where the feature demanded one. */
export type SignedInVisit = Visit & { readonly person: VisitingPerson; readonly session: string }

/**
 * What a page opened more than any other reads in the same round trip as the gate: asked before the gate
 * has decided, and thrown away where it says no. `$1` is the portal, `$2` the hash of the cookie that says
 * whose visit it is, or null: `VISITOR` is that person.
 */
export interface Along {
  readonly name: string
  readonly text: string
}

/** A route as far as serving goes: where it stands, not how its addresses are built. */
export type Mount = Pick<Route, 'pattern' | 'methods' | 'place'>

export interface Served {
  readonly route: Mount
  readonly method: Method
  /** What the gate is asked for; null lets visitors in who have not signed in. */
  readonly feature: FeatureName | null
  /** Held by those for whom the page exists; to others it is not there. */
  readonly right: Right | undefined
  readonly handle: (visit: never) => Promise<Response> | Response
  readonly endpoint?: Endpoint
  /** Of a page that takes a form. A button sends none, and so takes none. */
  readonly fields?: FormFields
  readonly along?: Along
  /** Where more is taken of somebody signed in than elsewhere. */
  readonly takes?: Partial<BodyLimits>
  /**
   * Of a page or endpoint that changes something: open to staff who act on a client's behalf. Whoever
   * declares it says that it touches no credential, payment, consent, key, session or preview. Without it
   * nothing is changed in a preview of either kind.
   */
  readonly onBehalf?: true
}

/** What the API reference says about an endpoint. */
export interface Endpoint {
  readonly name: string
  readonly summary: string
  readonly body?: z.ZodType
  /** Fields of the body's shape that are not sent, since the visit settles them. */
  readonly given?: readonly string[]
  readonly query?: z.ZodType
  readonly status: number
  readonly answer?: z.ZodType
  readonly versioned?: boolean
  /** Is about the browser's session that it is asked in, and means nothing without one. */
  readonly inSession?: true
  /** Judges something anew each time, such as a password, and so cannot be sent twice. */
  readonly once?: boolean
}

/** A page for whoever the gate lets use a feature. */
export const page = (
  route: Mount,
  method: 'GET' | 'POST',
  feature: FeatureName,
  handle: (visit: SignedInVisit) => Promise<Response> | Response,
  more: Pick<Partial<Served>, 'right' | 'fields' | 'takes' | 'along' | 'onBehalf'> = {},
): Served => ({ route, method, feature, handle, ...more, right: more.right })

/** A page that needs no sign-in. */
export const openPage = (
  route: Mount,
  method: 'GET' | 'POST',
  handle: (visit: Visit) => Promise<Response> | Response,
  { fields }: { fields?: FormFields } = {},
): Served => ({ route, method, feature: null, right: undefined, handle, fields })
