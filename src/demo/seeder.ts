import { z } from 'zod'
import { addPerson, hashPassword, invitePerson } from '../identity/index.ts'
import { CLI_RIGHTS, rightsOfPerson } from '../gate/index.ts'
import type { Clock, Instant } from '../kit/clock.ts'
import { CONSOLE, parseId, show } from '../kit/ids.ts'
import type { Installation } from '../kit/installation.ts'
import { Outbox } from '../kit/outbox.ts'
import { done, operation, perform, type Caller, type Operation } from '../kit/operation.ts'
import { sweep } from '../portals/index.ts'
import { DEMO_DIGITS, DEMO_PASSWORD } from './people.ts'
import type { DemoPerson } from './portals.ts'
import { unwrap } from './unwrap.ts'
import { register } from './visitors.ts'

/** Something that happens at a time. */
export interface DemoEvent {
  at: Instant
  run: () => Promise<unknown>
}

/**
 * Performs operations in an installation whose clock stands at the time of each event. Every step carries an
 * Idempotency-Key, so that seeding that was cut off starts over and nothing happens twice.
 */
export class Seeder {
  readonly installation: Installation
  /** Of everybody's password: one, since it is printed for all to read. */
  readonly passwordHash = hashPassword(DEMO_PASSWORD)
  #now: Instant

  constructor(real: Installation, start: Instant) {
    this.#now = start
    const now = async () => this.#now
    const clock: Clock = { movable: true, at: () => this.#now, now, elsewhere: now }
    this.installation = { ...real, clock }
  }

  /** Runs the events in the order of their times, so that every audit trail is in order. */
  async run(events: readonly DemoEvent[]): Promise<void> {
    for (const { at, run } of events.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at))) {
      this.#now = at
      await sweep(this.installation)
      await run()
    }
  }

  /** As the operator, who must succeed. @param key distinguishes this step from others of the same operation */
  async act<I extends z.ZodType, R>(
    key: string,
    what: Operation<I, R>,
    input: unknown,
  ): Promise<R> {
    return this.as(OPERATOR, key, what, input)
  }

  async as<I extends z.ZodType, R>(
    caller: Caller,
    key: string,
    what: Operation<I, R>,
    input: unknown,
  ): Promise<R> {
    const idempotencyKey = `demo ${what.name} ${key}`
    const performed = perform(this.installation, what, { ...caller, idempotencyKey }, input)
    return unwrap(await performed, `${what.name} (${key})`)
  }

  /** Adds an operator, or one of a partner's people, who comes in at once. */
  async admit(person: {
    kind: 'operator' | 'partner'
    name: string
    email: string
    partner?: string
  }): Promise<void> {
    await this.act(person.email, addConsolePerson, person)
    await this.comeIn(CONSOLE, person.email)
  }

  /** Invites somebody into a portal, who comes in at once unless only invited. */
  async welcome(portal: string, host: Caller, slug: string, person: DemoPerson): Promise<void> {
    const { invited, day: _, ...rest } = person
    const input = person.kind === 'contact' ? { ...rest, digits: DEMO_DIGITS } : rest
    await this.as(host, `${slug} ${person.email}`, invitePerson, input)
    if (!invited) await this.comeIn(portal, person.email)
  }

  /** Gets their invitation and registers. */
  async comeIn(portal: string, email: string): Promise<void> {
    await this.#deliver(portal, email)
    await register(this, { portal, who: email })
  }

  /** Somebody of the portal as a caller. */
  async person(portal: string, email: string): Promise<Caller> {
    const { id, name, kind } = await this.row(portal, email)
    return {
      id: show('person', id),
      name,
      portal,
      person: id,
      rights: rightsOfPerson(kind as 'staff' | 'contact'),
      through: 'page',
    }
  }

  async anyOther(portal: string, { person }: Caller): Promise<string> {
    const row = await this.installation.db.read({ portal }, (tx) =>
      tx.db
        .selectFrom('persons')
        .select('id')
        .where('id', '<>', person!)
        .orderBy('id')
        .executeTakeFirstOrThrow(),
    )
    return show('person', row.id)
  }

  /** @param who e-mail or row id */
  row(portal: string, who: string): Promise<DemoRow> {
    return this.installation.db.read({ portal }, (tx) =>
      tx.db
        .selectFrom('persons')
        .select(COLUMNS)
        .where(who.includes('@') ? 'email' : 'id', '=', who)
        .executeTakeFirstOrThrow(),
    )
  }

  /** Whether that has happened by the clock of the seeder, in this run or in one that was cut off. */
  isPast(at: Instant | null): boolean {
    return at !== null && Temporal.Instant.compare(at, this.#now) >= 0
  }

  /** Brings what was written to somebody into the mailbox. */
  async #deliver(portal: string, email: string): Promise<void> {
    const { id: person } = await this.row(portal, email)
    const waiting = await this.installation.db.read({ portal }, (tx) =>
      tx.db
        .selectFrom('mails')
        .select('id')
        .where('person_id', '=', person)
        .where('state', '=', 'queued')
        .execute(),
    )
    const outbox = new Outbox({ ...this.installation, mail: null }, async () => undefined)
    for (const { id } of waiting) await outbox.send({ portal, mail: id }, 'ordinary', ONCE)
  }
}

/** Nothing is refused by a mailbox. */
const ONCE = { last: false }

const COLUMNS = [
  'id',
  'name',
  'email',
  'kind',
  'activated_at',
  'opened_at',
  'last_login_at',
  'registration_attempts',
  'bad_attempts',
] as const

/** A person of a portal, as far as the seeder asks. */
export interface DemoRow {
  id: string
  name: string
  email: string | null
  kind: string
  activated_at: Instant | null
  opened_at: Instant | null
  last_login_at: Instant | null
  registration_attempts: number
  bad_attempts: number
}

const OPERATOR: Caller = {
  id: 'demo',
  name: 'Demo',
  portal: CONSOLE,
  rights: CLI_RIGHTS,
  through: 'cli',
}

const addConsolePerson = operation({
  name: 'demo.person',
  done: { en: 'Added somebody of the demo', es: 'Añadió a alguien de la demostración' },
  summary: 'Adds a person of the demo to the console',
  input: z.strictObject({
    kind: z.enum(['operator', 'partner']),
    name: z.string(),
    email: z.string(),
    partner: z.string().optional(),
  }),
  right: 'installation:operate',
  portal: () => CONSOLE,
  async run(op, { kind, name, email, partner }) {
    const id = partner === undefined ? undefined : parseId('partner', partner)!
    await addPerson(op, { kind, name, email, seat: 'pro', partner: id })
    return done({})
  },
})
