import { createForm, fillForm, openForm } from '../forms/index.ts'
import type { Instant } from '../kit/clock.ts'
import { parseId, show } from '../kit/ids.ts'
import { clockCaller, perform } from '../kit/operation.ts'
import { cancelRequiredPayment, setFormAccess } from '../paid-access/index.ts'
import {
  cancelSubscription,
  connectGateway,
  createPlan,
  pageToPayAt,
  pauseSubscription,
  payAtSandbox,
  paymentWorker,
  settlePayment,
  subscriptionsOf,
  subscriptionWorker,
} from '../payments/index.ts'
import type { Place } from './portal-life.ts'
import type { DemoEvent, Seeder } from './seeder.ts'
import { unwrap } from './unwrap.ts'

interface About {
  after: (days: number, hours?: number) => Instant
  there: (run: (place: Place) => Promise<unknown>) => () => Promise<unknown>
}

type FormName = 'once' | 'monthly' | 'yearly'
type PaidWith = Parameters<typeof payAtSandbox>[2]

/** A client who has sent a form, and what became of that, so many days after the portal's beginning. */
interface DemoClient {
  first: string
  last: string
  form: FormName
  day: number
  /** The sandbox's number that they paid with, two hours later. */
  pays?: PaidWith
  later?: { day: number; do: 'let_in' | 'pause' | 'cancel' }
}

/** One in each state of payment. */
const CLIENTS: readonly DemoClient[] = [
  { first: 'Laia', last: 'Font', form: 'monthly', day: 6, pays: 'pays' },
  // Their card is declined at the renewal: for one long enough that the subscription became inactive.
  { first: 'Marc', last: 'Soler', form: 'monthly', day: 7, pays: 'declined_later' },
  { first: 'Oriol', last: 'Camps', form: 'monthly', day: 12, pays: 'declined_later' },
  {
    ...{ first: 'Ferran', last: 'Vidal', form: 'monthly', day: 10, pays: 'pays' },
    later: { day: 14, do: 'cancel' },
  },
  {
    ...{ first: 'Gemma', last: 'Prat', form: 'monthly', day: 18, pays: 'pays' },
    later: { day: 25, do: 'pause' },
  },
  { first: 'Anna', last: 'Bosch', form: 'yearly', day: 40 },
  { first: 'Núria', last: 'Serra', form: 'once', day: 41 },
  {
    ...{ first: 'Pau', last: 'Riera', form: 'once', day: 42 },
    later: { day: 43, do: 'let_in' },
  },
  // A bank takes four business days.
  { first: 'Berta', last: 'Roca', form: 'once', day: 45, pays: 'bank_pays' },
]

const emailOf = ({ first }: DemoClient) =>
  `${first
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '')}@clientes.example`

const DAYS = 47

/** Forms that ask for a payment before the portal opens, plans, and clients in every state of payment. */
export function paidAccessLife(seeder: Seeder, { after, there }: About): DemoEvent[] {
  const forms = {} as Record<FormName, string>
  const setUp = async ({ owner }: Place) => {
    await seeder.as(owner, 'gateway', connectGateway, { gateway: 'sandbox' })
    const tax = { currency: 'EUR', taxRate: '21' }
    const monthly = await seeder.as(owner, 'monthly plan', createPlan, {
      ...{ name: 'Acompañamiento mensual', amount: '120.00', ...tax, graceDays: 3 },
    })
    const yearly = await seeder.as(owner, 'yearly plan', createPlan, {
      ...{ name: 'Acompañamiento anual', amount: '1200.00', ...tax, unit: 'years', trialDays: 14 },
    })
    const first = { item: 'Primera sesión y plan personal', taxRate: '21', currency: 'EUR' }
    const sold = [
      ['once', 'Inicio de coaching', { amount: '250.00', ...first }],
      [
        'monthly',
        'Programa mensual',
        { amount: '90.00', ...first, plan: show('plan', monthly.plan) },
      ],
      ['yearly', 'Programa anual', { plan: show('plan', yearly.plan) }],
    ] as const
    for (const [key, name, access] of sold) {
      const { form } = await seeder.as(owner, `form ${key}`, createForm, { name, role: 'client' })
      forms[key] = form
      await seeder.as(owner, `price ${key}`, setFormAccess, {
        form,
        title: `${name} de {{contact.first_name}}`,
        ...access,
      })
      await seeder.as(owner, `open ${key}`, openForm, { form })
    }
  }
  const eventsOf = (client: DemoClient): DemoEvent[] => {
    const { first: firstName, last: lastName, form, day, pays, later } = client
    const email = emailOf(client)
    const sends = ({ owner }: Place) =>
      seeder.as(owner, `form of ${email}`, fillForm, {
        ...{ form: forms[form], firstName, lastName, email, language: 'es' },
      })
    return [
      { at: after(day, 1), run: there(sends) },
      ...(pays
        ? [{ at: after(day, 3), run: there(({ id }) => payFirst(seeder, id, email, pays)) }]
        : []),
      ...(later
        ? [{ at: after(later.day), run: there((place) => goesOn(seeder, place, email, later.do)) }]
        : []),
    ]
  }
  return [
    { at: after(5, 1), run: there(setUp) },
    ...CLIENTS.flatMap(eventsOf),
    ...Array.from({ length: DAYS - 6 }, (_, n) => ({
      at: after(n + 6, 20),
      run: there(({ id }) => workOff(seeder, id)),
    })),
  ]
}

/** What the server does by itself: renewals that are due, and charges of what is kept. */
async function workOff({ installation }: Seeder, portal: string): Promise<void> {
  await subscriptionWorker(installation).run({ portal })
  await paymentWorker(installation).run({ portal })
}

/** Somebody pays their first invoice at the sandbox, unless they have. */
async function payFirst(
  seeder: Seeder,
  portal: string,
  email: string,
  number: PaidWith,
): Promise<void> {
  const { db, clock } = seeder.installation
  const { id: person } = await seeder.row(portal, email)
  const invoice = await db.read({ portal }, (tx) =>
    tx.db
      .selectFrom('invoices')
      .select(['id', 'state'])
      .where('person_id', '=', person)
      .orderBy('id')
      .executeTakeFirst(),
  )
  if (invoice?.state !== 'open') return
  const caller = clockCaller(portal)
  const page = await pageToPayAt(seeder.installation, caller, {
    ...{ invoice: invoice.id, gateway: 'sandbox', returnTo: '/', cancelTo: '/' },
  })
  const reference = new URL(unwrap(page, `payment of ${email}`)!).pathname.split('/').at(-1)!
  const payment = parseId('sandboxPayment', reference)!
  await db.write({ portal }, async (tx) => payAtSandbox(tx, payment, number, await clock.now(tx)))
  const word = { gateway: 'sandbox', reference }
  unwrap(await perform(seeder.installation, settlePayment, caller, word), `word on ${email}`)
}

async function goesOn(
  seeder: Seeder,
  { id: portal, owner }: Place,
  email: string,
  what: NonNullable<DemoClient['later']>['do'],
): Promise<void> {
  const { id: person } = await seeder.row(portal, email)
  if (what === 'let_in') {
    const reason = 'Sesión de regalo, acordada por teléfono'
    const input = { person: show('person', person), reason }
    await seeder.as(owner, `let in ${email}`, cancelRequiredPayment, input)
    return
  }
  const [subscription] = await seeder.installation.db.read({ portal }, (tx) =>
    subscriptionsOf(tx, person),
  )
  const input = { subscription: show('subscription', subscription!.id) }
  if (what === 'pause') await seeder.as(owner, `pause ${email}`, pauseSubscription, input)
  else await seeder.as(owner, `cancel ${email}`, cancelSubscription, input)
}
