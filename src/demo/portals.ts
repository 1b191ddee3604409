import type { SuspensionCause } from '../portals/index.ts'
import { COACHING_PAYMENTS, type DemoPayments } from './invoices.ts'
import { HARBOUR_PRACTICE, type DemoPractice } from './practice/index.ts'

export interface DemoPerson {
  name: string
  email: string
  kind: 'staff' | 'contact'
  seat?: 'pro' | 'guest'
  /** Joined so many days after the portal's beginning; within its first hours unless told. */
  day?: number
  /** Has been invited and has not come in yet. */
  invited?: true
}

type DemoMessage = readonly [email: string, text: string]

export interface DemoThread {
  subject: string
  /** Days after the portal's beginning. */
  day: number
  /** Author and text, in order; the first one's thread is with all who write in it. */
  messages: readonly [DemoMessage, ...DemoMessage[]]
}

export interface DemoPortal {
  name: string
  slug: string
  language: 'en' | 'es'
  timeZone: string
  reference: string
  colors: { brand: string; accent: string }
  /** How many days ago it was created. */
  age: number
  owner: Omit<DemoPerson, 'kind'>
  people: readonly DemoPerson[]
  threads: readonly DemoThread[]
  /** Contacts and cases. */
  practice?: DemoPractice
  /** Invoices and what became of them. */
  payments?: DemoPayments
  /** What was done by hand, by days after the beginning; trials end by themselves. */
  moves?: readonly {
    day: number
    what: 'certify' | 'suspend' | 'cancel'
    cause?: SuspensionCause
    note?: string
  }[]
}

/** Five portals of one partner, one in each status. */
export const DEMO_PORTALS: readonly DemoPortal[] = [
  {
    name: 'Harbour Law',
    slug: 'harbour-law',
    language: 'en',
    timeZone: 'Europe/London',
    reference: 'LH-1001',
    colors: { brand: '#1e3a5f', accent: '#a16207' },
    age: 140,
    owner: { name: 'Ana Ruiz', email: 'ana@harbour.example' },
    people: [
      { name: 'James Whitlock', email: 'james@harbour.example', kind: 'staff', day: 26 },
      { name: 'Priya Nair', email: 'priya@harbour.example', kind: 'staff', day: 75 },
      { name: 'Carla Mendez', email: 'carla@clients.example', kind: 'contact', day: 110 },
      { name: 'Tom Becker', email: 'tom@clients.example', kind: 'contact', day: 112 },
      {
        name: 'Ruth Adeyemi',
        email: 'ruth@clients.example',
        kind: 'contact',
        day: 138,
        invited: true,
      },
    ],
    threads: [
      {
        subject: 'Your witness statement',
        day: 120,
        messages: [
          [
            'ana@harbour.example',
            'Dear Carla,\n\nThe other side has answered. Before Friday we need two things from you:\n\n1. the dates on which you spoke to the landlord, and\n2. the name of the neighbour who heard it.\n\nA few lines here are enough; I put them into proper form.\n\nAna Ruiz',
          ],
          [
            'carla@clients.example',
            'Hello Ana,\n\nIt was 3 March and again on 17 March. The neighbour is Mr Osei from number 14.\n\nIs it all right that I only have it on my phone?',
          ],
          [
            'ana@harbour.example',
            'That is perfectly fine. Take a picture of the screen and keep the phone as it is.',
          ],
        ],
      },
      {
        subject: 'Hearing on the 9th',
        day: 134,
        messages: [
          [
            'james@harbour.example',
            'Dear Mr Becker,\n\nthe hearing has been set down for the 9th at 10:30, court 4. Be there at ten; I wait for you at the entrance.\n\nJames Whitlock',
          ],
          ['tom@clients.example', 'Thank you. Do I need to bring the original contract?'],
        ],
      },
      {
        subject: 'Holiday cover in August',
        day: 136,
        messages: [
          [
            'priya@harbour.example',
            'I can take the Mendez and Becker matters from the 10th to the 21st. Anything I should know?',
          ],
          [
            'ana@harbour.example',
            'Mendez waits for the court, nothing to do. For Becker look at the notes after the hearing.',
          ],
        ],
      },
    ],
    practice: HARBOUR_PRACTICE,
    moves: [{ day: 21, what: 'certify' }],
  },
  {
    name: 'Tallgrass Software',
    slug: 'tallgrass',
    language: 'en',
    timeZone: 'America/Chicago',
    reference: 'LH-1002',
    colors: { brand: '#166534', accent: '#1d4ed8' },
    age: 12,
    owner: { name: 'Grace Lindqvist', email: 'grace@tallgrass.example' },
    people: [
      { name: 'Ken Watanabe', email: 'ken@tallgrass.example', kind: 'staff' },
      { name: 'Maria Dos Santos', email: 'maria@millers.example', kind: 'contact' },
      { name: 'Phil Odum', email: 'phil@millers.example', kind: 'contact', invited: true },
    ],
    threads: [
      {
        subject: 'Moving to version 9',
        day: 8,
        messages: [
          [
            'maria@millers.example',
            'We would like to move to version 9 over a weekend. How long does the conversion of our data take?',
          ],
          [
            'ken@tallgrass.example',
            'For your size about forty minutes. I would start on Saturday at eight, so that we have the whole day if a report looks different.\n\nNotes on what changed: https://tallgrass.example/v9',
          ],
        ],
      },
    ],
  },
  {
    name: 'Coaching Montserrat',
    slug: 'montserrat',
    language: 'es',
    timeZone: 'Europe/Madrid',
    reference: 'LH-1003',
    colors: { brand: '#9d174d', accent: '#0f766e' },
    payments: COACHING_PAYMENTS,
    age: 47,
    owner: { name: 'Montserrat Vila', email: 'montse@coaching.example' },
    people: [
      { name: 'Jordi Puig', email: 'jordi@clientes.example', kind: 'contact' },
      {
        name: 'Lucía Serrano',
        email: 'lucia@clientes.example',
        kind: 'contact',
        seat: 'pro',
        day: 12,
      },
    ],
    threads: [
      {
        subject: 'Antes de nuestra próxima sesión',
        day: 40,
        messages: [
          [
            'montse@coaching.example',
            'Hola, Jordi:\n\nPiense hasta el martes en una situación de esta semana en la que dijo que sí y quería decir que no. Con dos líneas basta.',
          ],
          ['jordi@clientes.example', 'Tengo una muy clara, del lunes. Se la escribo esta noche.'],
        ],
      },
    ],
  },
  {
    name: 'Brightwater Plumbing',
    slug: 'brightwater',
    language: 'en',
    timeZone: 'Europe/London',
    reference: 'LH-1004',
    colors: { brand: '#0e7490', accent: '#c2410c' },
    age: 150,
    owner: { name: 'Derek Shaw', email: 'derek@brightwater.example' },
    people: [{ name: 'Sally Shaw', email: 'sally@brightwater.example', kind: 'staff', day: 20 }],
    threads: [
      {
        subject: 'Boiler service rota',
        day: 30,
        messages: [
          [
            'sally@brightwater.example',
            'The rota for the spring services is done. Shall I send the reminders?',
          ],
        ],
      },
    ],
    moves: [
      { day: 25, what: 'certify' },
      { day: 82, what: 'suspend', cause: 'unpaid', note: 'Two invoices open since the spring.' },
    ],
  },
  {
    name: 'Old Mill Bakery',
    slug: 'old-mill',
    language: 'en',
    timeZone: 'Europe/London',
    reference: 'LH-1005',
    colors: { brand: '#78350f', accent: '#78350f' },
    age: 170,
    owner: { name: 'Peter Mills', email: 'peter@oldmill.example' },
    people: [],
    threads: [],
    moves: [
      { day: 40, what: 'suspend', cause: 'requested', note: 'The owner retires.' },
      { day: 70, what: 'cancel' },
    ],
  },
]
