/**
 * Who may do what, as data. An operation names one right; a caller carries those of its kind.
 * `clock` and `job` are held by nobody who signs in: they are the timers' and the jobs' own.
 */
export const RIGHTS = {
  /** Look at portals: an operator's are all, a partner's its own. */
  'portals:read': ['operator', 'partner', 'key:read', 'key:provision'],
  /** Create portals and move them through their statuses. */
  'portals:provision': ['operator', 'partner', 'key:provision'],
  /** A partner's people, keys and billing contact: an operator's are all partners', a partner's its own. */
  'partner:manage': ['operator', 'partner', 'key:operate'],
  /** What cannot be undone or belongs to the whole installation. */
  'installation:operate': ['operator', 'key:operate'],
  /** Look at a partner's bills: an operator's are all, a partner's its own. */
  'bills:read': ['operator', 'partner', 'key:billing'],
  /** A portal's own settings, branding and hosts, by its staff or by who provisions it. */
  'portal:configure': ['staff', 'operator', 'partner', 'key:provision'],
  'people:manage': ['staff'],
  /** Open cases and move them along, and say what their types and stages are called. */
  'cases:work': ['staff'],
  /** Look after the files of cases, people and companies. */
  'files:manage': ['staff'],
  /** Send files, and take those that one may see. */
  'files:use': ['staff', 'contact'],
  /** Make invoices, and write down what was paid. */
  'payments:manage': ['staff'],
  'messages:write': ['staff', 'contact'],
  /** Write oftener, and to more people at once, than anyone need who is served. */
  'messages:many': ['staff'],
  /** One's own name, language, password and sessions. */
  self: ['operator', 'partner', 'staff', 'contact'],
} as const satisfies Record<string, readonly Holder[]>

export const SCOPES = ['read', 'provision', 'billing', 'operate'] as const
export type KeyScope = (typeof SCOPES)[number]
export type PersonKind = 'operator' | 'partner' | 'staff' | 'contact'
type Holder = PersonKind | `key:${KeyScope}`
export type Right = keyof typeof RIGHTS | 'clock' | 'job'

const held = (holder: Holder): ReadonlySet<string> =>
  new Set(
    Object.entries(RIGHTS)
      .filter(([, holders]) => (holders as readonly string[]).includes(holder))
      .map(([right]) => right),
  )

const OF_KIND: Record<PersonKind, ReadonlySet<string>> = {
  operator: held('operator'),
  partner: held('partner'),
  staff: held('staff'),
  contact: held('contact'),
}

export const rightsOfPerson = (kind: PersonKind): ReadonlySet<string> => OF_KIND[kind]

export const rightsOfKey = (scopes: readonly string[]): ReadonlySet<string> =>
  new Set(
    SCOPES.filter((scope) => scopes.includes(scope)).flatMap((scope) => [...held(`key:${scope}`)]),
  )

/**
 * Whether a caller would give rights that it has not itself. Asked of keys, which stand for nobody: a person's
 * rights are those of their kind, and who may make whom is each operation's own right.
 */
export const givesBeyond = (
  { id, person, rights }: { id: string; person?: string; rights: ReadonlySet<string> },
  given: ReadonlySet<string>,
): boolean =>
  person === undefined &&
  id.startsWith('key_') &&
  [...given].some((right) => right !== 'self' && !rights.has(right))

/** Whoever can start a command holds the machine's database and keys: an operator, and staff of every portal. */
export const CLI_RIGHTS: ReadonlySet<string> = new Set([
  ...OF_KIND.operator,
  ...OF_KIND.staff,
  'clock',
])
