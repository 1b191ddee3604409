import { expect, vi } from 'vitest'
import { wakeDue } from '../../src/kit/due/queue.ts'
import { show } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { setFormAccess } from '../../src/paid-access/index.ts'
import { connectGateway } from '../../src/payments/gateways/accounts/accounts.ts'
import { sandboxQueue } from '../../src/payments/gateways/sandbox/delivery.ts'
import type { TestNumberName } from '../../src/payments/gateways/sandbox/sandbox.ts'
import { payToken } from '../../src/payments/link/link.ts'
import { paymentQueue } from '../../src/payments/paying/asking.ts'
import type { ServedWorld } from '../e2e/served-world.ts'
import { aDesk, ANN, type Desk } from '../forms/forms-world.ts'
import { Browser } from '../identity/identity-world.ts'

export const SOON = { timeout: 20_000, interval: 50 }

export interface ClientRow {
  id: string
  held_since: Temporal.Instant | null
  held_invoice: string | null
  open_flow: string | null
}

export interface InvoiceRow {
  id: string
  state: string
  title: string
  number: string | null
}

/** A portal with a form that can be paid for at the sandbox, and what a client of it does. */
export interface PaidDesk extends Desk {
  /** Sets what the form costs: 100 and tax, unless told otherwise. */
  costs(more?: object): Promise<unknown>
  client(): Promise<ClientRow>
  clients(): Promise<ClientRow[]>
  invoices(): Promise<InvoiceRow[]>
  /** Ann sends the form, which a job completes. */
  completes(): Promise<ClientRow>
  /** With the password of whoever made the form, in a browser of their own. */
  registered(row: ClientRow): Promise<Browser>
  someone(): Browser
  /** Pays an invoice by its mailed link, with a test number. */
  pays(invoice: string, number: TestNumberName): Promise<void>
  isHeld(): Promise<boolean>
  becomesHeld(held: boolean): Promise<void>
  subjects(): Promise<(string | null)[]>
  /** Moves the clock, and lets happen what is due at sandbox and gateways. */
  moves(to: string): Promise<void>
}

export async function aPaidDesk(
  world: ServedWorld,
  slug: string,
  start: string,
): Promise<PaidDesk> {
  const desk = await aDesk(world, slug)
  await desk.act(connectGateway, { gateway: 'sandbox' })
  const { portal, app, act, form } = desk
  const rows = <R>(sql: string, values: unknown[] = []) =>
    world.owner<R>(sql, [portal.id, ...values])
  const someone = () => new Browser(app, portal, world.installation.url.port)
  const invoices = () =>
    rows<InvoiceRow>(
      'select id, state, title, number from invoices where portal_id = $1 order by id',
    )
  const clients = () =>
    rows<ClientRow>(
      `select id, held_since, held_invoice, open_flow from persons
       where portal_id = $1 and email = $2`,
      [ANN.email],
    )
  const client = async () => (await clients())[0]!
  // What is ahead holds nobody yet.
  const isHeld = async () => {
    const [{ held }] = (await rows<{ held: boolean }>(
      `select coalesce(held_since <= app_now(), false) as held from persons
       where portal_id = $1 and email = $2`,
      [ANN.email],
    )) as [{ held: boolean }]
    return held
  }
  return {
    ...desk,
    costs: (more = {}) =>
      act(setFormAccess, {
        form,
        amount: '100.00',
        title: 'Coaching for {{contact.first_name}}',
        item: 'Kickoff of {{portal.name}}',
        taxRate: '21',
        ...more,
      }),
    client,
    clients,
    invoices,
    async completes() {
      expect((await desk.send(ANN)).status).toBe(303)
      await vi.waitFor(async () => expect(await invoices()).not.toEqual([]), SOON)
      return client()
    },
    async registered(row) {
      await rows(
        `update persons p set activated_at = $3, password_hash = a.password_hash from persons a
         where p.portal_id = $1 and p.id = $2 and a.portal_id = $1 and a.id = $4`,
        [row.id, start, desk.ada.id],
      )
      return someone().signIn(ANN)
    },
    someone,
    async pays(invoice, number) {
      const token = payToken(await world.installation.keys.held(portal.id), invoice)
      const gone = await someone().post('/pay', { token, gateway: 'sandbox' })
      expect(gone.status, await gone.text()).toBe(303)
      const page = new URL(gone.headers.get('location')!, someone().origin).pathname
      expect((await someone().post(page, { step: 'pay', number })).status).toBe(303)
    },
    isHeld,
    becomesHeld: (held) => vi.waitFor(async () => expect(await isHeld()).toBe(held), SOON),
    subjects: async () =>
      (await mailbox(world.installation, portal.id)).map(({ subject }) => subject),
    async moves(to) {
      await world.setClock(to)
      for (const queue of [sandboxQueue, paymentQueue]) await wakeDue(world.installation, queue)
      await desk.browser.signIn(desk.ada)
    },
  }
}

export const invoiceId = ({ id }: InvoiceRow): string => show('invoice', id)
