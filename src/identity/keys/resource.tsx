import { parseId } from '../../kit/ids.ts'
import type { Right } from '../../gate/index.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { hrefOf, routes } from '../../routes.ts'
import {
  asTyped,
  listOf,
  page,
  resourceOf,
  textOf,
  type Mount,
  type SignedInVisit,
} from '../../web/index.ts'
import { inPortal, type FoundOwner, type Section } from '../owners/owner.ts'
import { here } from '../owners/pages.tsx'
import { keyState } from './key.ts'
import { createKey, revokeKey } from './keys.ts'
import { MadeKeyPage, RevokingPage } from './key-pages.tsx'
import { KeysPage } from './keys-page.tsx'
import { keyById, listKeys, partnersForKeys } from './queries.ts'
import { words } from './texts.ts'

/** Where an owner's keys are listed and made, and where one is revoked. */
export interface KeysAt {
  list: Mount
  revocation: Mount
}

/** A partner's keys, or in the installation's own list everybody's, where whose a new one is to be is chosen. */
export const keysOf = (section: Section, at: KeysAt, right: Right) => {
  const list = async (visit: SignedInVisit, found: FoundOwner, refusal?: Refusal) => {
    const { kind, portal, partner } = found.owner
    const [keys, partners] = await inPortal(visit, portal, (tx) =>
      Promise.all([
        listKeys(tx, visit.caller, { partner: partner ?? undefined }),
        kind === 'installation' ? partnersForKeys(tx) : undefined,
      ]),
    )
    const wrong = refusal && { ...asTyped(visit, refusal), scopes: listOf(visit.form, 'scopes') }
    return visit.page(<KeysPage {...{ found, at, keys, partners, wrong }} />, refusal?.status)
  }

  /** Asks whether to revoke the key in the address, and revokes it on a second look. */
  const revocation = async (visit: SignedInVisit) => {
    const found = await section.page(visit)
    if (found instanceof Response) return found
    const id = parseId('key', visit.param('key'))
    if (!found || id === null) return visit.refuse(refuse('not_found'))
    const { portal, partner } = found.owner
    const reader = partner === null ? visit.caller : { partner }
    const row = await inPortal(visit, portal, (tx) => keyById(tx, reader, id))
    if (!row || keyState(row, visit.now) === 'revoked') return visit.refuse(refuse('not_found'))
    if (!visit.form['confirmed']) return visit.page(<RevokingPage {...{ found, at, row }} />)
    const result = await visit.perform(revokeKey, { key: visit.param('key') })
    if (!result.ok) return visit.refuse(result)
    return visit.redirect(hrefOf(at.list, found.names), {
      tone: 'green',
      text: words(visit.language)('revoked', { name: row.name }),
    })
  }

  return resourceOf({ feature: 'home', right, words }, section.page)
    .page(at.list, list)
    .change(createKey, {
      page: at.list,
      again: list,
      // Not redirected to: an address or a cookie would keep the secret.
      ends: (visit, { secret }, found) =>
        visit.page(
          <MadeKeyPage {...{ found, at, secret }} name={textOf(visit.form, 'name').trim()} />,
          201,
        ),
    })
    .also(page(at.revocation, 'POST', 'home', revocation, { right, fields: { confirmed: 'box' } }))
}

export const keysResource = keysOf(
  here('installation'),
  { list: routes.keys, revocation: routes.keyRevocation },
  'installation:operate',
)
