import {
  endKey,
  KEY_FIELDS,
  KeysAndNew,
  listKeys,
  makeKey,
  type WrongKey,
} from '../../identity/index.ts'
import type { Served, SignedInVisit } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { partnerCrumbs, partnerPage, PartnerRoom, type FoundPartner } from './room.tsx'

const room = (visit: SignedInVisit, partner: FoundPartner) => {
  const back = routes.partnerKeys({ partner: partner.id })
  const crumbs = partnerCrumbs(visit, partner, { text: 'tab.keys', href: back })
  return { partner: partner.uuid, back, crumbs }
}

async function keysPage(
  visit: SignedInVisit,
  partner: FoundPartner,
  wrong?: WrongKey,
): Promise<Response> {
  const keys = await visit.read((tx) => listKeys(tx, visit.caller, { partner: partner.uuid }))
  const at = { partner: partner.id }
  return visit.page(
    <PartnerRoom visit={visit} partner={partner} tab="keys">
      <KeysAndNew
        visit={visit}
        keys={keys}
        action={routes.partnerKeys(at)}
        revocation={(key) => routes.partnerKeyRevocation({ ...at, key })}
        {...wrong}
      />
    </PartnerRoom>,
    wrong?.status,
  )
}

export const partnerKeysController: readonly Served[] = [
  partnerPage(routes.partnerKeys, 'GET', (visit, partner) => keysPage(visit, partner)),

  partnerPage(
    routes.partnerKeys,
    'POST',
    (visit, partner) =>
      makeKey(
        visit,
        { ...room(visit, partner), again: (wrong) => keysPage(visit, partner, wrong) },
        partner.id,
      ),
    { fields: KEY_FIELDS },
  ),

  partnerPage(
    routes.partnerKeyRevocation,
    'POST',
    (visit, partner) =>
      endKey(
        visit,
        room(visit, partner),
        routes.partnerKeyRevocation({ partner: partner.id, key: visit.param('key') }),
      ),
    { fields: { confirmed: 'box' } },
  ),
]
