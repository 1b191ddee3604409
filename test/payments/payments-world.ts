import { createContact } from '../../src/people/index.ts'
import { draftInvoice, issueInvoice } from '../../src/payments/index.ts'
import { show } from '../../src/kit/ids.ts'
import { anOffice, type Office } from '../people/people-world.ts'
import type { World } from '../world.ts'

/** What is charged for where nothing else is said: 121.00 with tax. */
export const AN_ITEM = { text: 'Coaching', quantity: '2', unitAmount: '50.00', taxRate: '21' }

/** An office with somebody who is served. */
export interface Shop extends Office {
  /** Shown id of the client. */
  client: string
  /** A draft for the client. @returns its shown id */
  draft(more?: Record<string, unknown>): Promise<string>
  /** The same, issued. */
  issued(more?: Record<string, unknown>): Promise<string>
  /** As the API shows it. */
  shown(invoice: string): Promise<Shown>
}

export interface Shown {
  number: string | null
  state: string
  overdue: boolean
  net: string
  tax: string
  total: string
  paid: string
  credited: string
  refunded: string
  outstanding: string
  version: number
  items: { text: string; total: string; discount: string | null }[]
  taxes: { taxRate: string; net: string; tax: string }[]
  payments: { id: string; state: string; amount: string; applied: string; refunded: string }[]
  refunds: { amount: string; creditNote: string | null }[]
  creditNotes: { id: string; number: string; total: string; net: string; tax: string }[]
  buyer: { name: string; address: string | null; taxNumber: string | null }
  seller: { name: string | null }
  note: string | null
  dueOn: string | null
  issuedOn: string | null
}

export async function aShop(world: World, slug = 'acme'): Promise<Shop> {
  const office = await anOffice(world, slug)
  const { person: client } = await office.act(createContact, {
    name: 'Carla Weir',
    email: `carla@${slug}.example`,
  })
  const draft = async (more: Record<string, unknown> = {}) => {
    const input = { person: client, title: 'Coaching in March', items: [AN_ITEM], ...more }
    const { invoice } = await office.act(draftInvoice, input)
    return show('invoice', invoice)
  }
  return {
    ...office,
    client,
    draft,
    issued: async (more) => {
      const invoice = await draft(more)
      await office.act(issueInvoice, { invoice })
      return invoice
    },
    shown: async (invoice) => {
      const { status, body } = await office.api<Shown>('GET', `invoices/${invoice}`)
      if (status !== 200) throw new Error(`invoices/${invoice} answered ${status}`)
      return body
    },
  }
}

/** What each account of a portal holds, in minor units; and what is wrong with its ledger. */
export async function accounts(world: World, portal: string): Promise<Record<string, number>> {
  const rows = await world.owner<{ account: string; sum: string }>(
    `select account, sum(amount_minor) as sum from ledger_entries where portal_id = $1
     group by account having sum(amount_minor) <> 0 order by account`,
    [portal],
  )
  return Object.fromEntries(rows.map(({ account, sum }) => [account, Number(sum)]))
}
