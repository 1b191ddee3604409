import type { DemoCase, DemoPractice } from './practice.ts'

const ANA = 'ana@harbour.example'
const JAMES = 'james@harbour.example'
const PRIYA = 'priya@harbour.example'

const ROAD = 'Road traffic accident'
const INJURY = 'Personal injury'
const MEDICAL = 'Medical negligence'
const WORK = 'Accident at work'
const HOME = 'Housing'

export const HARBOUR_LABELS = {
  types: [INJURY, ROAD, WORK, MEDICAL, HOME],
  stages: [
    'Intake',
    'Investigation',
    'Medical treatment',
    'Demand sent',
    'Negotiation',
    'Litigation',
    'Settlement',
  ],
  fields: [
    { label: 'Date of incident', kind: 'date' },
    { label: 'Insurer', kind: 'text' },
    { label: 'Best reached', kind: 'choice', choices: ['Morning', 'Afternoon', 'Evening'] },
  ],
} as const satisfies Pick<DemoPractice, 'types' | 'stages' | 'fields'>

export const HARBOUR_OPPONENTS: DemoPractice['opponents'] = [
  { name: 'Castle Motors Ltd', since: 128, company: 'Castle Motors' },
  { name: 'Desmond Pryce', since: 116, phone: '+44 20 7946 0141' },
  { name: 'Northgate Haulage Ltd', since: 122, company: 'Northgate Haulage' },
  { name: 'Oakfield Lettings Ltd', since: 105, company: 'Oakfield Lettings' },
  { name: 'St Brannock’s Hospital Trust', since: 94 },
  { name: 'Metrocity Buses plc', since: 95 },
]

/** Forty matters, the oldest first; some have several clients, some clients have several. */
export const HARBOUR_CASES: readonly DemoCase[] = [
  {
    title: 'Hartley v Castle Motors: collision at Elm Road',
    type: ROAD,
    opened: 127,
    clients: ['Amelia Hartley'],
    others: ['Castle Motors Ltd'],
    stages: [
      [110, 'Medical treatment'],
      [64, 'Demand sent'],
      [22, 'Negotiation'],
    ],
    notes: [
      [63, JAMES, 'Demand of £14,200 sent. They have 21 days.'],
      [21, JAMES, 'First offer £8,500. Not enough: treatment alone was £6,100.'],
    ],
  },
  {
    title: 'Fuentes Rivas: struck by a delivery van',
    type: ROAD,
    opened: 120,
    clients: ['Diego Fuentes Rivas'],
    others: ['Northgate Haulage Ltd'],
    stages: [
      [100, 'Investigation'],
      [58, 'Demand sent'],
    ],
  },
  {
    title: 'O’Leary v Pryce: dog bite',
    type: INJURY,
    opened: 115,
    clients: ['Siobhán O’Leary'],
    others: ['Desmond Pryce'],
    stages: [
      [91, 'Demand sent'],
      [50, 'Settlement'],
    ],
    closed: 12,
    notes: [[12, ANA, 'Settled at £5,400 and paid. Closed.']],
  },
  {
    title: 'Mensah: fall from a scaffold',
    type: WORK,
    opened: 111,
    clients: ['Kwame Mensah'],
    stages: [
      [95, 'Investigation'],
      [35, 'Litigation'],
    ],
  },
  {
    title: 'Wiśniewska v Northgate Haulage',
    type: ROAD,
    opened: 107,
    clients: ['Zofia Wiśniewska'],
    others: ['Northgate Haulage Ltd'],
    stages: [[61, 'Negotiation']],
  },
  {
    title: 'Cray: repetitive strain',
    type: WORK,
    opened: 105,
    clients: ['Edward Cray'],
    closed: 27,
  },
  {
    title: 'Pemberton v St Brannock’s: late diagnosis',
    type: MEDICAL,
    opened: 93,
    clients: ['Harold Pemberton'],
    others: ['St Brannock’s Hospital Trust'],
    stages: [[70, 'Investigation']],
    notes: [[60, PRIYA, 'Records asked for. The trust has forty days.']],
  },
  {
    title: 'Navarro Ortega: burnt by a defective heater',
    type: INJURY,
    opened: 98,
    clients: ['Lucía Navarro Ortega'],
    stages: [[55, 'Demand sent']],
  },
  {
    title: 'Nguyễn: slipped in a restaurant kitchen',
    type: WORK,
    opened: 96,
    clients: ['Nguyễn Minh Anh'],
    stages: [[48, 'Medical treatment']],
  },
  {
    title: 'Ashdown v Metrocity Buses: fall on board',
    type: INJURY,
    opened: 94,
    clients: ['Winifred Ashdown'],
    others: ['Metrocity Buses plc'],
    stages: [[28, 'Demand sent']],
  },
  {
    title: 'Dvořák: crushed hand',
    type: WORK,
    opened: 91,
    clients: ['Marek Dvořák'],
    stages: [[40, 'Medical treatment']],
  },
  {
    title: 'Al-Rashid: rear-end collision on the A40',
    type: ROAD,
    opened: 87,
    clients: ['Fatima Al-Rashid'],
    stages: [
      [60, 'Medical treatment'],
      [15, 'Demand sent'],
    ],
  },
  {
    title: 'Whitfield: collision with a lorry',
    type: ROAD,
    opened: 83,
    clients: ['Grace Whitfield', 'Thomas Whitfield'],
    others: ['Northgate Haulage Ltd'],
    stages: [[34, 'Negotiation']],
    notes: [[33, JAMES, 'Husband and wife, hurt in one car. Each has their own demand.']],
  },
  {
    title: 'Balogun v St Brannock’s: anaesthetic error',
    type: MEDICAL,
    opened: 78,
    clients: ['Oluwaseun Balogun'],
    others: ['St Brannock’s Hospital Trust'],
    stages: [[36, 'Investigation']],
  },
  {
    title: 'Hallström: fall on a gangway',
    type: WORK,
    opened: 75,
    clients: ['Victor Hallström'],
    stages: [[41, 'Negotiation']],
  },
  {
    title: 'Carrasco Peña: mould in a rented flat',
    type: HOME,
    opened: 73,
    clients: ['Inés Carrasco Peña'],
    others: ['Oakfield Lettings Ltd'],
    stages: [[37, 'Demand sent']],
  },
  {
    title: 'Ibarra Luna: knocked off her bicycle',
    type: ROAD,
    opened: 69,
    clients: ['Mercedes Ibarra Luna'],
    stages: [[32, 'Investigation']],
  },
  {
    title: 'Papadopoulos: loading bay accident',
    type: WORK,
    opened: 65,
    clients: ['Yannis Papadopoulos'],
    stages: [[29, 'Medical treatment']],
  },
  {
    title: 'Stanton: fall in a supermarket',
    type: INJURY,
    opened: 64,
    clients: ['Derek Stanton'],
  },
  {
    title: 'Chen: burns from a fryer',
    type: WORK,
    opened: 61,
    clients: ['Chen Wei'],
    stages: [[24, 'Medical treatment']],
  },
  {
    title: 'Achterberg v Metrocity Buses',
    type: ROAD,
    opened: 57,
    clients: ['Bernard Achterberg'],
    others: ['Metrocity Buses plc'],
    stages: [[14, 'Investigation']],
  },
  {
    title: 'Kowalczyk: whiplash, M4 junction 3',
    type: ROAD,
    opened: 54,
    clients: ['Joanna Kowalczyk'],
    stages: [[20, 'Medical treatment']],
  },
  {
    title: 'Domínguez Soto: hit while crossing',
    type: ROAD,
    opened: 51,
    clients: ['Rafael Domínguez Soto'],
  },
  {
    title: 'Langley-Moore v Fenwick: cosmetic surgery',
    type: MEDICAL,
    opened: 48,
    clients: ['Beatrice Langley-Moore'],
    stages: [[10, 'Investigation']],
  },
  {
    title: 'Fraser and Llewellyn: derailment at the depot',
    type: WORK,
    opened: 14,
    clients: ['Callum Fraser', 'Gareth Llewellyn'],
    notes: [[13, ANA, 'Both were on the same shift. Keep their statements apart.']],
  },
  {
    title: 'Penhaligon: broken hip on icy steps',
    type: INJURY,
    opened: 43,
    clients: ['Doris Penhaligon'],
  },
  {
    title: 'Achebe: stairwell without light',
    type: HOME,
    opened: 39,
    clients: ['Rosalind Achebe'],
    others: ['Oakfield Lettings Ltd'],
  },
  {
    title: 'Yıldırım: taxi collision',
    type: ROAD,
    opened: 37,
    clients: ['Elif Yıldırım', 'Paula Giménez Roca'],
    stages: [[9, 'Investigation']],
  },
  {
    title: 'Prothero: quad bike accident',
    type: INJURY,
    opened: 33,
    clients: ['Dylan Prothero'],
  },
  {
    title: 'Ellison and Vogt: ferry ramp',
    type: INJURY,
    opened: 31,
    clients: ['Rupert Ellison', 'Anneliese Vogt'],
  },
  {
    title: 'Mendez v Oakfield Lettings: disrepair',
    type: HOME,
    opened: 29,
    clients: ['Carla Mendez'],
    others: ['Oakfield Lettings Ltd'],
    stages: [
      [25, 'Demand sent'],
      [18, 'Litigation'],
    ],
    notes: [[18, ANA, 'Mr Osei from number 14 has heard the landlord twice and will say so.']],
  },
  {
    title: 'Becker v Castle Motors: brakes',
    type: ROAD,
    opened: 27,
    clients: ['Tom Becker'],
    others: ['Castle Motors Ltd'],
    stages: [[8, 'Litigation']],
  },
  {
    title: 'Jónsdóttir v St Brannock’s: wrong medicine',
    type: MEDICAL,
    opened: 26,
    clients: ['Guðrún Jónsdóttir', 'Natalie Brandt'],
    others: ['St Brannock’s Hospital Trust'],
  },
  {
    title: 'Horvat and Okonkwo: lift failure',
    type: INJURY,
    opened: 25,
    clients: ['Ivana Horvat', 'Samuel Okonkwo'],
  },
  {
    title: 'Johnson: ceiling collapse',
    type: HOME,
    opened: 20,
    clients: ['Aaliyah Johnson', 'Pedro Almeida', 'Hannah Birch'],
    others: ['Oakfield Lettings Ltd'],
    stages: [[6, 'Investigation']],
  },
  {
    title: 'Shevchenko: parcel depot conveyor',
    type: WORK,
    opened: 16,
    clients: ['Oksana Shevchenko', 'Tomás Echeverría'],
  },
  {
    title: 'Fontaine and Molina Cruz: pile-up in fog',
    type: ROAD,
    opened: 12,
    clients: ['Mireille Fontaine', 'Esteban Molina Cruz'],
  },
  {
    title: 'Dumont: gym equipment',
    type: INJURY,
    opened: 8,
    clients: ['Claire Dumont', 'Martin Osei'],
  },
  {
    title: 'Prieto Vega and Hartley v Castle Motors: hire charges',
    type: ROAD,
    opened: 7,
    clients: ['Alejandro Prieto Vega', 'Amelia Hartley'],
    others: ['Castle Motors Ltd'],
  },
  {
    title: 'Adeyemi and others: theatre balcony',
    type: INJURY,
    opened: 1,
    clients: ['Ruth Adeyemi', 'Peter Lovelace', 'Agnes Thorburn', 'Mohammed Iqbal'],
  },
]
