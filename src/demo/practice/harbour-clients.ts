import type { DemoClient } from './practice.ts'

const ANA = 'ana@harbour.example'
const JAMES = 'james@harbour.example'
const PRIYA = 'priya@harbour.example'

/** Sixty people at every point of the way from a first call to coming back; the longest there first. */
export const HARBOUR_CLIENTS: readonly DemoClient[] = [
  // The three whom the portal's own events bring in.
  {
    name: 'Carla Mendez',
    email: 'carla@clients.example',
    life: [
      [20, 'return'],
      [3, 'return'],
    ],
  },
  {
    name: 'Tom Becker',
    email: 'tom@clients.example',
    life: [
      [6, 'return'],
      [2, 'preview', 'Mr Becker could not find the message about the hearing.'],
    ],
  },
  { name: 'Ruth Adeyemi', email: 'ruth@clients.example' },

  // In, and back since.
  {
    name: 'Amelia Hartley',
    email: 'amelia.hartley@clients.example',
    since: 128,
    phone: '+44 20 7946 0112',
    birthDate: '1984-05-17',
    fields: {
      'Date of incident': '2025-03-02',
      Insurer: 'Albion Mutual',
      'Best reached': 'Evening',
    },
    life: [
      [80, 'invite'],
      [79, 'register'],
      [41, 'return'],
      [9, 'return'],
    ],
    notes: [
      [
        127,
        ANA,
        'Struck from behind at the Elm Road lights; whiplash, off work for five weeks. Wants to avoid a hearing.',
      ],
      [40, PRIYA, 'Physiotherapy finished. Final invoice comes from the clinic, she uploads it.'],
    ],
  },
  {
    name: 'Diego Fuentes Rivas',
    email: 'diego.fuentes@clientes.example',
    since: 121,
    language: 'es',
    phone: '+34 611 55 01 27',
    fields: { 'Date of incident': '2025-04-19', 'Best reached': 'Morning' },
    life: [
      [81, 'invite'],
      [80, 'open'],
      [78, 'register'],
      [30, 'return'],
    ],
    notes: [[120, ANA, 'Prefers to write in Spanish. I translate for the medical report.']],
  },
  {
    name: 'Siobhán O’Leary',
    email: 'siobhan.oleary@clients.example',
    since: 117,
    birthDate: '1971-11-30',
    fields: { Insurer: 'Shannon Assurance' },
    life: [
      [75, 'invite'],
      [75, 'register'],
      [52, 'return'],
      [50, 'forget', 2],
      [12, 'return'],
    ],
  },
  {
    name: 'Kwame Mensah',
    email: 'kwame.mensah@weirandsons.example',
    since: 112,
    company: 'Weir & Sons Scaffolding',
    fields: { 'Date of incident': '2025-05-08', Insurer: 'Builders’ Liability Pool' },
    life: [
      [74, 'invite'],
      [72, 'register'],
      [33, 'return'],
      [8, 'preview', 'Checked that the medical report can be opened on his phone.'],
    ],
  },
  {
    name: 'Zofia Wiśniewska',
    email: 'zofia.wisniewska@clients.example',
    since: 108,
    phone: '+44 20 7946 0179',
    life: [
      [68, 'invite'],
      [67, 'open'],
      [66, 'mistype', 1],
      [66, 'register'],
      [21, 'return'],
    ],
  },
  {
    name: 'Harold Pemberton',
    email: 'harold.pemberton@clients.example',
    since: 104,
    birthDate: '1949-02-08',
    fields: { 'Best reached': 'Morning' },
    life: [
      [67, 'invite'],
      [62, 'register'],
      [44, 'reset'],
      [44, 'return'],
    ],
    notes: [
      [44, JAMES, 'Called twice about his password. Talked him through the reset, he is in.'],
    ],
  },
  {
    name: 'Lucía Navarro Ortega',
    email: 'lucia.navarro@clientes.example',
    since: 99,
    language: 'es',
    life: [
      [61, 'invite'],
      [61, 'register'],
      [26, 'return'],
      [2, 'return'],
    ],
  },
  {
    name: 'Nguyễn Minh Anh',
    email: 'minhanh.nguyen@clients.example',
    since: 97,
    company: 'Quayside Kitchens',
    life: [
      [60, 'invite'],
      [59, 'register'],
      [17, 'return'],
    ],
  },
  {
    name: 'Marek Dvořák',
    email: 'marek.dvorak@weirandsons.example',
    since: 92,
    company: 'Weir & Sons Scaffolding',
    life: [
      [54, 'invite'],
      [53, 'open'],
      [53, 'register'],
      [16, 'return'],
    ],
  },
  {
    name: 'Fatima Al-Rashid',
    email: 'fatima.alrashid@clients.example',
    since: 88,
    phone: '+44 20 7946 0133',
    fields: {
      'Date of incident': '2025-06-27',
      Insurer: 'Albion Mutual',
      'Best reached': 'Afternoon',
    },
    life: [
      [53, 'invite'],
      [47, 'register'],
      [11, 'return'],
    ],
  },
  {
    name: 'Grace Whitfield',
    email: 'grace.whitfield@clients.example',
    since: 84,
    life: [
      [47, 'invite'],
      [46, 'register'],
      [38, 'disable', 'Letter from her sister: somebody else reads her mail.'],
      [31, 'enable'],
      [30, 'return'],
    ],
    notes: [
      [
        31,
        ANA,
        'Spoke to her in person, new e-mail account with a second factor. Access is on again.',
      ],
    ],
  },
  {
    name: 'Thomas Whitfield',
    email: 'thomas.whitfield@clients.example',
    since: 84,
    life: [
      [47, 'invite'],
      [45, 'register'],
      [19, 'return'],
    ],
  },
  {
    name: 'Oluwaseun Balogun',
    email: 'seun.balogun@clients.example',
    since: 79,
    fields: { 'Best reached': 'Evening' },
    life: [
      [40, 'invite'],
      [39, 'register'],
      [10, 'return'],
    ],
  },
  {
    name: 'Inés Carrasco Peña',
    email: 'ines.carrasco@clientes.example',
    since: 74,
    language: 'es',
    life: [
      [39, 'invite'],
      [38, 'open'],
      [36, 'register'],
      [5, 'return'],
    ],
  },
  {
    name: 'Yannis Papadopoulos',
    email: 'yannis.papadopoulos@clients.example',
    since: 66,
    life: [
      [32, 'invite'],
      [31, 'register'],
      [13, 'return'],
      [0.2, 'forget', 3],
    ],
  },
  {
    name: 'Chen Wei',
    email: 'chen.wei@clients.example',
    since: 62,
    company: 'Quayside Kitchens',
    life: [
      [26, 'invite'],
      [25, 'register'],
      [4, 'return'],
    ],
  },

  // In by a code that was read out to them.
  {
    name: 'Winifred Ashdown',
    userName: 'winifred',
    since: 95,
    phone: '+44 20 7946 0158',
    birthDate: '1938-09-21',
    fields: { 'Best reached': 'Morning' },
    life: [[24, 'phone']],
    notes: [
      [
        24,
        PRIYA,
        'No e-mail. Read her the code over the phone; her grandson reads the messages to her.',
      ],
    ],
  },
  {
    name: 'Bernard Achterberg',
    email: 'bernard.achterberg@clients.example',
    since: 58,
    phone: '+31 20 555 0146',
    life: [
      [33, 'invite'],
      [15, 'phone'],
    ],
  },

  // In, and not back yet.
  {
    name: 'Joanna Kowalczyk',
    email: 'joanna.kowalczyk@clients.example',
    since: 55,
    life: [
      [25, 'invite'],
      [23, 'register'],
    ],
  },
  {
    name: 'Rafael Domínguez Soto',
    email: 'rafael.dominguez@clientes.example',
    since: 52,
    language: 'es',
    phone: '+34 622 55 01 84',
    life: [
      [19, 'invite'],
      [19, 'register'],
    ],
  },
  {
    name: 'Beatrice Langley-Moore',
    email: 'beatrice.langley-moore@clients.example',
    since: 49,
    fields: { Insurer: 'Fenwick & Partners' },
    life: [
      [18, 'invite'],
      [17, 'open'],
      [16, 'register'],
    ],
  },
  {
    name: 'Callum Fraser',
    email: 'callum.fraser@northernrail.example',
    since: 45,
    company: 'Northern Rail Works',
    life: [
      [12, 'invite'],
      [11, 'register'],
    ],
  },
  {
    name: 'Elif Yıldırım',
    email: 'elif.yildirim@clients.example',
    since: 38,
    life: [
      [11, 'invite'],
      [11, 'register'],
      [1, 'forget', 2],
    ],
  },
  {
    name: 'Guðrún Jónsdóttir',
    email: 'gudrun.jonsdottir@clients.example',
    since: 30,
    life: [
      [5, 'invite'],
      [4, 'register'],
    ],
  },
  {
    name: 'Aaliyah Johnson',
    email: 'aaliyah.johnson@clients.example',
    since: 21,
    life: [
      [2, 'invite'],
      [1, 'register'],
    ],
  },

  // Locked since strangers guessed at the password.
  {
    name: 'Victor Hallström',
    email: 'victor.hallstrom@clients.example',
    since: 76,
    company: 'Hallström Shipping',
    life: [
      [46, 'invite'],
      [45, 'register'],
      [14, 'return'],
      [0, 'attack'],
    ],
  },

  // Disabled.
  {
    name: 'Edward Cray',
    email: 'edward.cray@clients.example',
    since: 106,
    life: [
      [73, 'invite'],
      [72, 'register'],
      [48, 'return'],
      [27, 'disable', 'Has changed to another firm; the file was handed over.'],
    ],
  },
  {
    name: 'Mercedes Ibarra Luna',
    email: 'mercedes.ibarra@clientes.example',
    since: 70,
    language: 'es',
    life: [
      [40, 'invite'],
      [38, 'register'],
      [6, 'disable', 'Shares the sign-in with her brother, who is a witness.'],
    ],
    notes: [[6, JAMES, 'Explained why each of them needs a sign-in of their own. She calls back.']],
  },
  {
    name: 'Dylan Prothero',
    email: 'dylan.prothero@clients.example',
    since: 34,
    life: [
      [13, 'invite'],
      [10, 'disable', 'The e-mail belongs to somebody else.'],
    ],
  },

  // Wrong digits.
  {
    name: 'Ivana Horvat',
    email: 'ivana.horvat@clients.example',
    since: 28,
    life: [
      [5, 'invite'],
      [4, 'mistype', 3],
    ],
  },
  {
    name: 'Samuel Okonkwo',
    email: 'samuel.okonkwo@clients.example',
    since: 26,
    phone: '+44 20 7946 0164',
    life: [
      [9, 'invite'],
      [8, 'mistype', 5],
    ],
    notes: [
      [
        7,
        PRIYA,
        'Five wrong tries killed the link. The digits on the card may be those of his wife: ask.',
      ],
    ],
  },
  {
    name: 'Rosalind Achebe',
    email: 'rosalind.achebe@clients.example',
    since: 40,
    life: [
      [18, 'invite'],
      [17, 'mistype', 5],
      [4, 'invite'],
    ],
  },

  // Invited, and the link is good.
  {
    name: 'Pedro Almeida',
    email: 'pedro.almeida@clients.example',
    since: 23,
    life: [[6, 'invite']],
  },
  {
    name: 'Hannah Birch',
    email: 'hannah.birch@clients.example',
    since: 21,
    life: [[3, 'invite']],
  },
  {
    name: 'Tomás Echeverría',
    email: 'tomas.echeverria@clientes.example',
    since: 18,
    language: 'es',
    life: [[2, 'invite']],
  },
  {
    name: 'Oksana Shevchenko',
    email: 'oksana.shevchenko@clients.example',
    since: 17,
    life: [
      [10, 'invite'],
      [1, 'invite'],
    ],
  },
  {
    name: 'Gareth Llewellyn',
    email: 'gareth.llewellyn@northernrail.example',
    since: 16,
    company: 'Northern Rail Works',
    life: [
      [3, 'invite'],
      [2, 'open'],
    ],
  },
  {
    name: 'Mireille Fontaine',
    email: 'mireille.fontaine@clients.example',
    since: 14,
    life: [
      [5, 'invite'],
      [1, 'open'],
    ],
  },

  // Invited, and the link ran out.
  {
    name: 'Derek Stanton',
    email: 'derek.stanton@clients.example',
    since: 65,
    life: [[54, 'invite']],
  },
  {
    name: 'Paula Giménez Roca',
    email: 'paula.gimenez@clientes.example',
    since: 47,
    language: 'es',
    life: [
      [33, 'invite'],
      [30, 'open'],
    ],
  },
  {
    name: 'Rupert Ellison',
    email: 'rupert.ellison@clients.example',
    since: 36,
    life: [[26, 'invite']],
  },
  {
    name: 'Anneliese Vogt',
    email: 'anneliese.vogt@clients.example',
    since: 32,
    life: [
      [12, 'invite'],
      [9, 'open'],
    ],
  },

  // Not invited, though nothing stands against it.
  {
    name: 'Martin Osei',
    email: 'martin.osei@clients.example',
    since: 13,
    birthDate: '1990-07-04',
  },
  { name: 'Claire Dumont', email: 'claire.dumont@clients.example', since: 11 },
  {
    name: 'Alejandro Prieto Vega',
    email: 'alejandro.prieto@clientes.example',
    since: 10,
    language: 'es',
  },
  { name: 'Simone Okafor', email: 'simone.okafor@clients.example', role: 'prospect', since: 8 },
  { name: 'Jack Rowntree', email: 'jack.rowntree@clients.example', role: 'prospect', since: 4 },

  // Not to be invited: no e-mail.
  { name: 'Doris Penhaligon', since: 44, phone: '+44 20 7946 0101', birthDate: '1941-12-12' },
  { name: 'Mohammed Iqbal', since: 12, phone: '+44 20 7946 0187' },

  // Not to be invited: nothing that only they know.
  { name: 'Natalie Brandt', email: 'natalie.brandt@clients.example', since: 29, unproven: true },
  {
    name: 'Esteban Molina Cruz',
    email: 'esteban.molina@clientes.example',
    since: 15,
    language: 'es',
    unproven: true,
  },
  { name: 'Peter Lovelace', email: 'peter.lovelace@clients.example', since: 9, unproven: true },
  { name: 'Agnes Thorburn', since: 7, unproven: true, phone: '+44 20 7946 0120' },

  // Not to be invited: not yet more than a call.
  {
    name: 'Lena Fischer',
    email: 'lena.fischer@clients.example',
    role: 'lead',
    since: 6,
    unproven: true,
    notes: [
      [6, JAMES, 'Fell on the stairs of her block. Asks what it costs; send her the leaflet.'],
    ],
  },
  { name: 'Omar Haddad', email: 'omar.haddad@clients.example', role: 'lead', since: 5 },
  { name: 'Judith Sparrow', role: 'lead', since: 3, phone: '+44 20 7946 0199', unproven: true },
  {
    name: 'Ignacio Bermejo Sanz',
    email: 'ignacio.bermejo@clientes.example',
    role: 'lead',
    language: 'es',
    since: 2,
    unproven: true,
  },
]
