import {
  DEMO_OPERATOR,
  DEMO_PARTNER,
  DEMO_PARTNER_PERSON,
  DEMO_PASSWORD,
  DEMO_PORTALS,
} from './demo-people.ts'
import type { DemoPerson, DemoPortal } from './demo-people.ts'
import {
  addPerson,
  choosePassword,
  CLI_RIGHTS,
  invitePerson,
  rightsOfPerson,
} from './identity/index.ts'
import type { Clock, Instant } from './kit/clock.ts'
import { CONSOLE, parseId, show } from './kit/ids.ts'
import { addressOn, type Installation } from './kit/installation.ts'
import { deliverMail, mailbox } from './kit/mail.ts'
import { done, operation, perform, type Caller, type Operation } from './kit/operation.ts'
import type { Done, Refusal } from './kit/refusal.ts'
import { sendMessage, startThread } from './messages/index.ts'
import {
  brandPortal,
  buildPortal,
  cancelPortal,
  certifyPortal,
  createPartner,
  createPortal,
  deletePortal,
  recordDailyCounts,
  suspendPortal,
  sweep,
} from './portals/index.ts'
import { z } from 'zod'

const DAY_HOURS = 24

/**
 * Fills an empty sandbox with a partner, five portals and their people, through the same operations
 * that anyone would use, on a clock that runs through the past. Every step carries an Idempotency-Key,
 * so that a first start that was cut off is finished by the next.
 */
export async function furnishDemo(real: Installation): Promise<void> {
  const now = await real.db.read('installation', (tx) => real.clock.now(tx))
  const oldest = Math.max(...DEMO_PORTALS.map(({ age }) => age))
  const story = new Story(real, now.subtract({ hours: (oldest + 2) * DAY_HOURS }))

  await story.act('partner', createPartner, DEMO_PARTNER).then(async ({ partner }) => {
    await story.act('operator', addConsolePerson, { kind: 'operator', ...DEMO_OPERATOR })
    await story.act('partner person', addConsolePerson, {
      kind: 'partner',
      partner,
      ...DEMO_PARTNER_PERSON,
    })
    await story.comeIn(CONSOLE, DEMO_OPERATOR.email)
    await story.comeIn(CONSOLE, DEMO_PARTNER_PERSON.email)
    for (const portal of DEMO_PORTALS) await tell(story, portal, partner, now)
  })
  await story.at(now)
  await sweep(story.installation)
  await recordDailyCounts(story.installation)
  await real.db.write({ portal: CONSOLE }, (tx) =>
    tx.db.updateTable('installation').set({ set_up_at: now }).execute(),
  )
}

/** One portal's life up to today. */
async function tell(
  story: Story,
  told: DemoPortal,
  partner: string,
  today: Instant,
): Promise<void> {
  const began = today.subtract({ hours: told.age * DAY_HOURS })
  const day = (days: number) => began.add({ hours: days * DAY_HOURS })
  const { slug, owner } = told
  await story.at(began)
  const { portal: shown } = await story.act(slug, createPortal, {
    name: told.name,
    slug,
    owner: { name: owner.name, email: owner.email },
    partner,
    partnerReference: told.reference,
    timeZone: told.timeZone,
    language: told.language,
  })
  const portal = parseId('portal', shown)!
  await buildPortal(story.installation, { portal })
  await story.at(began.add({ hours: 3 }))
  await story.comeIn(portal, owner.email)
  const boss = await story.person(portal, owner.email)
  await story.as(boss, `${slug} look`, brandPortal, {
    portal: shown,
    brandColor: told.colors.brand,
    accentColor: told.colors.accent,
  })
  for (const person of told.people) await welcome(story, portal, boss, slug, person)

  // Everything else in the order of the days, so that the audit trail reads like the life it was.
  const chapters = [
    ...told.threads.map((thread, i) => ({
      at: thread.day,
      run: () => converse(story, portal, `${slug} ${i}`, thread),
    })),
    ...(told.moves ?? []).map((move) => ({
      at: move.day,
      run: () => story.move(shown, told.name, slug, move),
    })),
  ].toSorted((a, b) => a.at - b.at)
  for (const chapter of chapters) {
    await story.at(day(chapter.at))
    await chapter.run()
  }
  await deletePortal(story.installation, { portal })
}

async function welcome(
  story: Story,
  portal: string,
  boss: Caller,
  slug: string,
  person: DemoPerson,
): Promise<void> {
  const { invited, ...input } = person
  await story.as(boss, `${slug} ${person.email}`, invitePerson, input)
  if (!invited) await story.comeIn(portal, person.email)
}

async function converse(
  story: Story,
  portal: string,
  name: string,
  { subject, messages }: DemoPortal['threads'][number],
): Promise<void> {
  const [first, ...rest] = messages
  const author = await story.person(portal, first![0])
  const writers = new Set(messages.map(([email]) => email))
  // Whoever writes alone writes to the owner.
  const others = writers.size > 1 ? [...writers].filter((email) => email !== first![0]) : [null]
  const to = await Promise.all(
    others.map(async (email) =>
      email ? (await story.person(portal, email)).id : story.anyOther(portal, author),
    ),
  )
  const { thread } = await story.as(author, name, startThread, { subject, body: first![1], to })
  for (const [i, [email, body]] of rest.entries()) {
    await story.later({ hours: 5 })
    await story.as(await story.person(portal, email), `${name} ${i}`, sendMessage, {
      thread: show('thread', thread),
      body,
    })
  }
}

const addConsolePerson = operation({
  name: 'demo.person',
  summary: 'Adds a person of the demo to the console',
  input: z.strictObject({
    kind: z.enum(['operator', 'partner']),
    name: z.string(),
    email: z.string(),
    partner: z.string().optional(),
  }),
  right: 'installation:operate',
  portal: () => CONSOLE,
  async run(work, { kind, name, email, partner }) {
    const id = partner === undefined ? undefined : parseId('partner', partner)!
    await addPerson(work, { kind, name, email, seat: 'pro', partner: id })
    return done({})
  },
})

/** Acts in an installation whose clock says what the story says. */
class Story {
  readonly installation: Installation
  #now: Instant

  constructor(real: Installation, start: Instant) {
    this.#now = start
    const clock: Clock = { movable: true, at: () => this.#now, now: async () => this.#now }
    this.installation = { ...real, clock }
  }

  /** Moves to a time; what has fallen due until then happens. */
  async at(time: Instant): Promise<void> {
    this.#now = time
    await sweep(this.installation)
  }

  async later(duration: { hours: number }): Promise<void> {
    await this.at(this.#now.add(duration))
  }

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
    return settled(await perform(this.installation, what, { ...caller, idempotencyKey }, input))
  }

  async move(
    portal: string,
    name: string,
    key: string,
    { what, cause, note }: NonNullable<DemoPortal['moves']>[number],
  ): Promise<void> {
    if (what === 'certify') await this.act(key, certifyPortal, { portal })
    if (what === 'suspend') await this.act(key, suspendPortal, { portal, cause, note })
    if (what === 'cancel') await this.act(key, cancelPortal, { portal, name })
  }

  /** Opens the invitation in the built-in mailbox and chooses the demo's password. */
  async comeIn(portal: string, email: string): Promise<void> {
    if ((await this.#row(portal, email)).activated_at) return
    await this.#deliver(portal)
    const mails = await mailbox(this.installation, portal)
    const letter = mails.find(({ kind, to }) => kind === 'activation' && to === email)
    const token = /[?&]token=([\w-]+)/.exec(letter?.text ?? '')?.[1]
    const visitor: Caller = {
      ...OPERATOR,
      id: 'visitor',
      name: 'Visitor',
      portal,
      rights: new Set(),
      through: 'page',
    }
    settled(
      await choosePassword(
        this.installation,
        visitor,
        'activation',
        { token, password: DEMO_PASSWORD },
        { device: null },
      ),
    )
  }

  /** Somebody of the portal as a caller. */
  async person(portal: string, email: string): Promise<Caller> {
    const { id, name, kind } = await this.#row(portal, email)
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

  #row(portal: string, email: string) {
    return this.installation.db.read({ portal }, (tx) =>
      tx.db
        .selectFrom('persons')
        .select(['id', 'name', 'kind', 'activated_at'])
        .where('email', '=', email)
        .executeTakeFirstOrThrow(),
    )
  }

  async #deliver(portal: string): Promise<void> {
    const waiting = await this.installation.db.read({ portal }, (tx) =>
      tx.db.selectFrom('mails').select('id').where('state', '=', 'queued').execute(),
    )
    for (const { id } of waiting)
      await deliverMail({ ...this.installation, mail: null }, { portal, mail: id })
  }
}

const OPERATOR: Caller = {
  id: 'demo',
  name: 'Demo',
  portal: CONSOLE,
  rights: CLI_RIGHTS,
  through: 'cli',
}

function settled<R>(result: Done<R> | Refusal): R {
  if (result.ok) return result.value
  throw new Error(`demo: ${result.code} ${result.fields.map(({ field }) => field).join(' ')}`)
}

/** Who may sign in where, for the one who has just started it. */
export function demoGreeting(installation: Installation): string {
  const people: [string, string, string][] = [
    [
      addressOn(installation, installation.url.hostname),
      DEMO_OPERATOR.email,
      'operator, sees everything',
    ],
    [
      addressOn(installation, installation.url.hostname),
      DEMO_PARTNER_PERSON.email,
      'partner, sees its five portals',
    ],
    ...DEMO_PORTALS.filter(
      ({ moves = [] }) => !moves.some(({ what }) => what !== 'certify'),
    ).flatMap(({ slug, name, owner, people }): [string, string, string][] => {
      const at = addressOn(installation, `${slug}.${installation.url.hostname}`)
      const client = people.find(({ kind, invited }) => kind === 'contact' && !invited)
      return [
        [at, owner.email, `owner of ${name}`],
        ...(client ? [[at, client.email, 'client'] as [string, string, string]] : []),
      ]
    }),
  ]
  const lines = people.map(([at, email, who]) => `  ${at.padEnd(40)} ${email.padEnd(32)} ${who}`)
  return [`Who may sign in, each with the password “${DEMO_PASSWORD}”:`, ...lines].join('\n')
}
