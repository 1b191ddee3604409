import { routes } from '../../routes.ts'
import { page, type Served, type SignedInVisit } from '../../web/index.ts'
import { endKey, KEY_FIELDS, makeKey, type WrongKey } from './keys-room.tsx'
import { KeysPage } from './keys-page.tsx'
import { listKeys, partnersForKeys } from './queries.ts'
import { words } from './texts.ts'

const right = 'installation:operate' as const

const room = ({ language }: SignedInVisit) => ({
  partner: null,
  back: routes.keys(),
  crumbs: [{ label: words(language)('title'), href: routes.keys() }],
})

async function keysPage(visit: SignedInVisit, wrong?: WrongKey): Promise<Response> {
  const [keys, partners] = await visit.read((tx) =>
    Promise.all([listKeys(tx, visit.caller), partnersForKeys(tx)]),
  )
  return visit.page(
    <KeysPage visit={visit} keys={keys} partners={partners} {...wrong} />,
    wrong?.status,
  )
}

export const keysController: readonly Served[] = [
  page(routes.keys, 'GET', 'home', (visit) => keysPage(visit), { right }),

  page(
    routes.keys,
    'POST',
    'home',
    (visit) => makeKey(visit, { ...room(visit), again: (wrong) => keysPage(visit, wrong) }),
    { right, fields: { ...KEY_FIELDS, partner: 'text' } },
  ),

  page(
    routes.keyRevocation,
    'POST',
    'home',
    (visit) => endKey(visit, room(visit), routes.keyRevocation({ key: visit.param('key') })),
    { right, fields: { confirmed: 'box' } },
  ),
]
