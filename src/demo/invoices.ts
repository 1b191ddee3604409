import type { Instant } from '../kit/clock.ts'
import { show } from '../kit/ids.ts'
import {
  draftInvoice,
  issueCreditNote,
  issueInvoice,
  recordPayment,
  remindOfInvoice,
  voidInvoice,
  writeOffInvoice,
} from '../payments/index.ts'
import { configurePortal } from '../portals/index.ts'
import type { Place } from './portal-life.ts'
import type { DemoEvent, Seeder } from './seeder.ts'

interface DemoItem {
  text: string
  quantity?: string
  unitAmount: string
  taxRate?: string
  discount?: string
}

/** What becomes of an invoice, so many days after the portal's beginning. */
type DemoMove = { day: number } & (
  | { do: 'issue' | 'remind' | 'void' | 'write_off' }
  | { do: 'pay'; amount: string; method?: string; reference?: string }
  | { do: 'credit'; items: { position: number; amount: string }[]; reason: string }
)

export interface DemoInvoice {
  /** E-mail of whoever it is for. */
  to: string
  title: string
  /** Day on which it is begun. */
  day: number
  items: readonly DemoItem[]
  note?: string
  moves: readonly DemoMove[]
}

export interface DemoPayments {
  settings: Record<string, unknown>
  invoices: readonly DemoInvoice[]
}

interface About {
  after: (days: number, hours?: number) => Instant
  there: (run: (place: Place) => Promise<unknown>) => () => Promise<unknown>
}

/** How a portal sets its invoices up, and each of them from its draft on. */
export function paymentsLife(
  seeder: Seeder,
  { settings, invoices }: DemoPayments,
  { after, there }: About,
): DemoEvent[] {
  const setUp = ({ portal, owner }: Place) =>
    seeder.as(owner, 'invoices', configurePortal, { portal, ...settings })
  return [
    { at: after(1), run: there(setUp) },
    ...invoices.flatMap((plan, n) => {
      let invoice: string
      const begin = async ({ id, owner }: Place) => {
        const { id: person } = await seeder.person(id, plan.to)
        const { title, items, note } = plan
        const input = { person, title, items, note }
        const made = await seeder.as(owner, `invoice ${n}`, draftInvoice, input)
        invoice = show('invoice', made.invoice)
      }
      return [
        { at: after(plan.day, 6), run: there(begin) },
        ...plan.moves.map((move, i) => ({
          at: after(move.day, 7 + i),
          run: there(({ owner }) => {
            const key = `invoice ${n} ${i}`
            switch (move.do) {
              case 'issue':
                return seeder.as(owner, key, issueInvoice, { invoice, send: true })
              case 'remind':
                return seeder.as(owner, key, remindOfInvoice, { invoice })
              case 'void':
                return seeder.as(owner, key, voidInvoice, { invoice })
              case 'write_off':
                return seeder.as(owner, key, writeOffInvoice, { invoice })
              case 'pay': {
                const { amount, method, reference } = move
                const input = { invoice, amount, method, reference, keepRest: true }
                return seeder.as(owner, key, recordPayment, input)
              }
              case 'credit': {
                const { items, reason } = move
                return seeder.as(owner, key, issueCreditNote, { invoice, items, reason })
              }
            }
          }),
        })),
      ]
    }),
  ]
}

const [JORDI, LUCIA] = ['jordi@clientes.example', 'lucia@clientes.example']
const SESSION = { text: 'Sesión de coaching, 60 minutos', unitAmount: '85.00', taxRate: '21' }

/** A coach's invoices, one in each state that they can be in by hand. */
export const COACHING_PAYMENTS: DemoPayments = {
  settings: {
    invoiceCurrency: 'EUR',
    invoiceSeries: 'FAC',
    creditNoteSeries: 'ABO',
    sellerName: 'Montserrat Vila Coaching, S. L.',
    sellerAddress: 'Carrer del Bruc 41\n08009 Barcelona',
    sellerTaxNumber: 'B66012345',
    paymentInstructions:
      'Por transferencia a ES91 2100 0418 4502 0005 1332, a nombre de Montserrat Vila Coaching.',
  },
  invoices: [
    {
      to: JORDI,
      title: 'Programa «Decir que no», primer mes',
      day: 4,
      items: [
        { ...SESSION, quantity: '4', discount: '10%' },
        { text: 'Cuaderno de trabajo', unitAmount: '18.00', taxRate: '4' },
      ],
      note: 'Gracias por su confianza.',
      moves: [
        { day: 4, do: 'issue' },
        { day: 11, do: 'pay', amount: '388.98', reference: 'FAC-0001 PUIG' },
      ],
    },
    {
      to: LUCIA,
      title: 'Acompañamiento directivo, trimestre',
      day: 13,
      items: [
        { ...SESSION, text: 'Sesión directiva, 90 minutos', unitAmount: '140.00', quantity: '6' },
      ],
      moves: [
        { day: 13, do: 'issue' },
        { day: 26, do: 'pay', amount: '500.00' },
        { day: 36, do: 'remind' },
      ],
    },
    {
      to: JORDI,
      title: 'Sesión suelta',
      day: 19,
      items: [SESSION],
      moves: [
        { day: 19, do: 'issue' },
        { day: 20, do: 'void' },
      ],
    },
    {
      to: LUCIA,
      title: 'Taller de equipo',
      day: 21,
      items: [
        { text: 'Taller de un día', unitAmount: '900.00', taxRate: '21' },
        { text: 'Dosieres', quantity: '12', unitAmount: '9.50', taxRate: '4' },
      ],
      moves: [
        { day: 21, do: 'issue' },
        { day: 30, do: 'pay', amount: '1207.56' },
        {
          day: 33,
          do: 'credit',
          items: [{ position: 2, amount: '39.52' }],
          reason: 'Cuatro dosieres no se entregaron.',
        },
      ],
    },
    {
      to: JORDI,
      title: 'Material adicional',
      day: 22,
      items: [{ text: 'Libro «Pequeños pasos»', unitAmount: '21.90', taxRate: '4' }],
      moves: [
        { day: 22, do: 'issue' },
        { day: 45, do: 'write_off' },
      ],
    },
    {
      to: JORDI,
      title: 'Programa «Decir que no», segundo mes',
      day: 44,
      items: [{ ...SESSION, quantity: '4', discount: '10%' }],
      moves: [{ day: 44, do: 'issue' }],
    },
    {
      to: LUCIA,
      title: 'Acompañamiento directivo, siguiente trimestre',
      day: 46,
      items: [
        { ...SESSION, text: 'Sesión directiva, 90 minutos', unitAmount: '145.00', quantity: '6' },
      ],
      moves: [],
    },
  ],
}
