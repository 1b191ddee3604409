import { z } from 'zod'
import type { FeatureName, Right } from '../gate/index.ts'
import { shape } from '../kit/shape.ts'
import { isRefusal, refuse, type Refusal } from '../kit/refusal.ts'
import type { Catalogue } from '../kit/texts.ts'
import { askForFiles } from '../kit/validation.ts'
import type { Errors } from '../ui/index.ts'
import { performs, type Action } from './action.ts'
import { reads, writes, type Reading, type Writing } from './endpoint.ts'
import { errorsOf, typed } from './forms.ts'
import { formOf, hasInput, inputsOf } from './input.ts'
import {
  page,
  type FormFields,
  type RoutePattern,
  type RouteHandler,
  type SignedInContext,
} from './request-context.ts'

/** What all pages and endpoints about one kind of thing have in common. */
interface Common<K extends string> {
  /** What the gate is asked for. */
  readonly feature: FeatureName
  /** Held by those for whom it exists. */
  readonly right?: Right
  /** In its place, of those who may look, where each change asks for the right of its operation. */
  readonly looks?: Right
  readonly words: Catalogue<K>
  /** What its endpoints answer with, where they do not say otherwise. */
  readonly answer?: z.ZodType
  readonly show?: (ctx: SignedInContext, value: never) => unknown
  /** As `Common` of an endpoint has it. */
  readonly versioned?: boolean
}

type Answer = Promise<Response> | Response
type Named = Record<string, unknown>
type Input = Named | Refusal
type Said<K extends string> = K | { text: K; values: Record<string, string | number> }

/**
 * Answers with a page: with what the address is about, where the resource looks that up, and with the
 * refusal of the form on it, where one was sent and refused.
 */
type Handle<T extends unknown[]> = (
  ctx: SignedInContext,
  ...rest: [...about: T, refusal?: Refusal]
) => Answer

/** Answers with what the address is about, or in its place where it is about nothing. */
type About<T extends unknown[]> = (ctx: SignedInContext, answer: (...about: T) => Answer) => Answer

/** Where and how one operation is asked for. What an address names by an input's own name is that input. */
interface Change<I extends z.ZodType, R, K extends string, T extends unknown[]> {
  /** The page that its form or button is sent to. */
  page?: RoutePattern
  /**
   * Fields of the form, by name or each with how it is sent; every input that nothing else settles where it
   * says nothing. Those that are no inputs are not handed on.
   */
  fields?: readonly (keyof z.input<I> & string)[] | FormFields
  /** The form comes filled in: a field that is left empty is empty, rather than left as it was. */
  filled?: true
  /** The operation's input, where the form sends it otherwise than by name; or why it is none. */
  input?: (form: Record<string, string>, ctx: SignedInContext) => Input | Promise<Input>
  /**
   * The form's page with what is wrong, about what is there by then; without it, as behind a button, the
   * refusal has a page of its own.
   */
  again?: (ctx: SignedInContext, ...rest: [...about: T, refusal: Refusal]) => Answer
  /** Answers once it is done, where that is no going on to another page. */
  ends?: (ctx: SignedInContext, value: R, ...about: T) => Answer
  /** Where the page goes on to, and what is said there. */
  to?: (value: R, ctx: SignedInContext, ...about: T) => string
  said?: Said<K> | ((value: R, ctx: SignedInContext, ...about: T) => Said<K> | undefined)

  /** The endpoint that programs send it to. */
  api?: RoutePattern
  /** POST where it says nothing. */
  method?: 'PATCH' | 'DELETE'
  /** What the endpoint is called, where another bears the operation's own name. */
  name?: string
  status?: number
  /** What is answered, where not what the resource answers with; null for nothing, with 204. */
  answer?: z.ZodType
  show?: ((ctx: SignedInContext, value: R) => unknown) | null
  versioned?: boolean
  location?: (value: R) => string
  /** As `Endpoint` has it. */
  inSession?: true

  /** Inputs that are settled, on page and endpoint alike, such as the portal one is in. */
  given?: { fields: readonly (keyof z.input<I> & string)[]; from: (ctx: SignedInContext) => Named }
  /** As `RouteHandler` has it: staff may do this in a client's name. */
  onBehalf?: true
  takes?: RouteHandler['takes']
}

/** A list that programs go through by cursors. */
interface List<F extends z.ZodRawShape, R, C> {
  name: string
  summary: string
  /** What it can be narrowed by. */
  filter?: F
  cursor: z.ZodType<C>
  /** Rows at once: at most, and where nobody says how many. */
  most?: number
  usual?: number
  /** What the rows are called in the answer, what each looks like by a name of its own, and in which order they come. */
  rows: string
  view: z.ZodType
  order?: string
  /** What the answer is called, where another list has rows that look the same. */
  called?: string
  /** What `next` is for. */
  more: string
  /**
   * One page; null where the address names nothing. With `cursorOf`, the rows alone and one more than the page
   * has, where there are more.
   */
  find: (
    ctx: SignedInContext,
    query: z.output<z.ZodObject<F>> & { after: C; limit: number },
  ) => Promise<readonly R[] | { rows: readonly R[]; next?: string | undefined | null } | null>
  /** The cursor that goes on after a row. */
  cursorOf?: (row: R) => string
  show: (row: R, ctx: SignedInContext) => unknown
}

/** A page of rows that were fetched with one more than it has. */
function cutAt<R>(limit: number, fetched: readonly R[], cursorOf?: (row: R) => string) {
  const rows = fetched.slice(0, limit)
  return { rows, next: fetched.length > limit ? cursorOf?.(rows.at(-1)!) : null }
}

const paramsOf = ({ pattern }: RoutePattern) =>
  [...pattern.matchAll(/:(\w+)/g)].map(([, name]) => name!)

/** What a form's page is shown with again: what was typed, and what is wrong with it; nothing at first. */
export const asTyped = (
  { form, language }: SignedInContext,
  refusal?: Refusal,
): { typed?: Record<string, string>; errors?: Errors } =>
  refusal ? { typed: typed(form), errors: errorsOf(refusal, language) } : {}

/**
 * One kind of thing that can be looked at and changed: its pages, the forms and buttons on them, and its
 * endpoints, each declared once. Iterating over it gives what is served.
 */
export class Resource<
  K extends string,
  T extends unknown[] = [],
> implements Iterable<RouteHandler> {
  readonly #common: Common<K>
  readonly #handlers: RouteHandler[] = []
  readonly #about: About<T>

  constructor(common: Common<K>, about: About<T>) {
    this.#common = common
    this.#about = about
  }

  [Symbol.iterator] = (): Iterator<RouteHandler> => this.#handlers.values()

  /** A page to look at, or with a form that `change` declares. */
  page(
    route: RoutePattern,
    handle: Handle<T>,
    more: Pick<Partial<RouteHandler>, 'right' | 'prefetch' | 'takes'> = {},
  ): this {
    const { feature } = this.#common
    const shown = (ctx: SignedInContext) =>
      this.#about(ctx, (...about) => handle(ctx, ...about, undefined))
    this.#handlers.push(page(route, 'GET', feature, shown, { right: this.#looks, ...more }))
    return this
  }

  /** Pages and endpoints with a flow of their own. */
  also(...handler: readonly RouteHandler[]): this {
    this.#handlers.push(...handler)
    return this
  }

  /** An endpoint to look at. */
  read<Q extends z.ZodType>(
    route: RoutePattern,
    reading: Omit<Reading<Q, SignedInContext>, 'feature' | 'right'>,
  ): this {
    const { feature, answer, versioned } = this.#common
    this.#handlers.push(
      reads(route, { feature, right: this.#looks, answer, versioned, ...reading }),
    )
    return this
  }

  /** An endpoint that gives a list a page at a time. */
  list<F extends z.ZodRawShape, R, C>(route: RoutePattern, list: List<F, R, C>): this {
    const { filter, cursor, most = 200, usual = 50, rows, view, order, find, show, more } = list
    const { cursorOf } = list
    const { feature } = this.#common
    const limit = z.coerce.number().int().min(1).max(most).default(usual)
    const each = z.array(view)
    const handler = reads(route, {
      feature,
      right: this.#looks,
      name: list.name,
      summary: list.summary,
      query: z.strictObject({ ...filter, cursor, limit }),
      answer: shape(list.called ?? `${String(view.meta()?.id)}List`, {
        [rows]: order ? each.describe(order) : each,
        next: z.string().nullable().describe(more),
      }),
      show: async (ctx, { cursor: after, limit, ...query }) => {
        const place = { after, limit: cursorOf ? limit + 1 : limit }
        const data = await find(ctx, { ...query, ...place } as never)
        if (!data) return null
        const page = 'rows' in data ? data : cutAt(limit, data, cursorOf)
        return { [rows]: page.rows.map((row) => show(row, ctx)), next: page.next ?? null }
      },
    })
    this.#handlers.push(handler)
    return this
  }

  /** An operation, as a form or button of a page, as an endpoint, or both. */
  change<I extends z.ZodType, R>(operation: Action<I, R>, change: Change<I, R, K, T>): this {
    if (change.page) this.#handlers.push(this.#sent(operation, change, change.page))
    if (change.api) this.#handlers.push(this.#written(operation, change, change.api))
    return this
  }

  get #looks(): Right | undefined {
    const { right, looks } = this.#common
    return right ?? looks
  }

  #rightFor(action: object): Right | undefined {
    const { right, looks } = this.#common
    const own = 'right' in action ? action.right : undefined
    return right ?? (looks && ((own ?? looks) as Right))
  }

  #sent<I extends z.ZodType, R>(
    operation: Action<I, R>,
    { fields, filled, input, given, again, ends, to, said, onBehalf, takes }: Change<I, R, K, T>,
    route: RoutePattern,
  ): RouteHandler {
    const { feature, words } = this.#common
    const path = paramsOf(route).filter((name) => hasInput(operation.input, name))
    const elsewhere = [...path, ...(given?.fields ?? [])]
    const wanted = fields ?? inputsOf(operation.input).filter((name) => !elsewhere.includes(name))
    const form = formOf(operation.input, wanted, filled)
    const isFile = (field: string) => ['file', 'upload'].includes(form.fields[field] ?? '')
    const done = (ctx: SignedInContext, value: R, about: T) => {
      const tells = typeof said === 'function' ? said(value, ctx, ...about) : said
      return ctx.redirect(
        to!(value, ctx, ...about),
        tells && { tone: 'green', text: textOf(words, ctx, tells) },
      )
    }
    return page(
      route,
      'POST',
      feature,
      (ctx) =>
        this.#about(ctx, async (...about) => {
          const named: Named = {
            ...Object.fromEntries(path.map((name) => [name, ctx.param(name)])),
            ...given?.from(ctx),
          }
          const sent = input ? await input(typed(ctx.form), ctx) : form.read(ctx.form)
          const result = isRefusal(sent)
            ? sent
            : await performs(ctx, operation, { ...sent, ...named })
          if (result.ok)
            return ends ? ends(ctx, result.value, ...about) : done(ctx, result.value, about)
          // What the address names is not there, rather than badly written: alike for any id that is not this caller's.
          if (result.fields.some(({ field }) => path.includes(field)))
            return ctx.refuse(refuse('not_found'))
          // Looked up once more: why it was refused may be that somebody else was faster.
          return again && result.code !== 'not_found'
            ? this.#about(ctx, (...now) => again(ctx, ...now, askForFiles(result, isFile)))
            : ctx.refuse(result)
        }),
      { right: this.#rightFor(operation), fields: form.fields, onBehalf, takes },
    )
  }

  #written<I extends z.ZodType, R>(
    operation: Action<I, R>,
    change: Change<I, R, K, T>,
    route: RoutePattern,
  ): RouteHandler {
    const { words: _, looks: __, ...common } = this.#common
    const { method = 'POST', name, status, location, given, inSession, onBehalf, takes } = change
    const show = change.show === undefined ? common.show : (change.show ?? undefined)
    const path = paramsOf(route).filter((param) => hasInput(operation.input, param))
    return writes(route, method, {
      ...common,
      right: this.#rightFor(operation),
      operation,
      name,
      path: Object.fromEntries(path.map((param) => [param, param])),
      given,
      status,
      answer: show && (change.answer ?? common.answer),
      show: show as Writing<I, R, SignedInContext>['show'],
      versioned: change.versioned ?? (show ? common.versioned : undefined),
      location,
      inSession,
      onBehalf,
      takes,
    })
  }
}

const textOf = <K extends string>(
  words: Catalogue<K>,
  { language }: SignedInContext,
  said: Said<K>,
) => (typeof said === 'string' ? words(language)(said) : words(language)(said.text, said.values))

/**
 * For buttons of a list, beside which there is no field to say it at: back to the list, which says why not.
 * What is wrong with the button's own fields, as where another has renamed it meanwhile, has a page of its own.
 */
export const saidThere =
  (to: (ctx: SignedInContext) => string) =>
  (ctx: SignedInContext, ...rest: unknown[]): Response => {
    const refusal = rest.at(-1) as Refusal
    return refusal.fields.length > 0
      ? ctx.refuse({ ...refuse('invalid'), fields: refusal.fields })
      : ctx.redirect(to(ctx), { tone: 'amber', text: refusal.say(ctx.language) })
  }

/** A kind of thing with its pages and endpoints; see `Resource`. */
export const resource = <K extends string>(common: Common<K>): Resource<K> =>
  new Resource<K>(common, (_, answer) => answer())

/**
 * The same for pages that are all about one of them, which the address names: each is handed it, and
 * whoever names none is told that there is nothing.
 * @param find what the address names, or an answer in its place, such as a way on
 */
export const resourceOf = <K extends string, T>(
  common: Common<K>,
  find: (ctx: SignedInContext) => Promise<T | Response | null | undefined> | T | null | undefined,
): Resource<K, [T]> =>
  new Resource<K, [T]>(common, async (ctx, answer) => {
    const about = await find(ctx)
    if (about instanceof Response) return about
    return about ? answer(about) : ctx.refuse(refuse('not_found'))
  })
