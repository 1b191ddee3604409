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
  type RoutePattern,
  type SignedInContext,
} from '../../web/index.ts'
import { inPortal, type OwnerPage, type Section } from '../owners/owner.ts'
import { here } from '../owners/pages.tsx'
import { keyState } from './key.ts'
import { createKey, revokeKey } from './keys.ts'
import { MadeKeyPage, RevokingPage } from './key-pages.tsx'
import { KeysPage } from './keys-page.tsx'
import { keyById, listKeys, partnersForKeys } from './queries.ts'
import { words } from './texts.ts'

/** Where an owner's keys are listed and made, and where one is revoked. */
export interface KeysAt {
  list: RoutePattern
  revocation: RoutePattern
}

/** A partner's keys, or in the installation's own list everybody's, where whose a new one is to be is chosen. */
export const keysOf = (section: Section, at: KeysAt, right: Right) => {
  const list = async (ctx: SignedInContext, ownerPage: OwnerPage, refusal?: Refusal) => {
    const { kind, portal, partner } = ownerPage.owner
    const [keys, partners] = await inPortal(ctx, portal, (tx) =>
      Promise.all([
        listKeys(tx, ctx.caller, { partner: partner ?? undefined }),
        kind === 'installation' ? partnersForKeys(tx) : undefined,
      ]),
    )
    const wrong = refusal && { ...asTyped(ctx, refusal), scopes: listOf(ctx.form, 'scopes') }
    return ctx.page(<KeysPage {...{ ownerPage, at, keys, partners, wrong }} />, refusal?.status)
  }

  /** Asks whether to revoke the key in the address, and revokes it on a second look. */
  const revocation = async (ctx: SignedInContext) => {
    const ownerPage = await section.page(ctx)
    if (ownerPage instanceof Response) return ownerPage
    const id = parseId('key', ctx.param('key'))
    if (!ownerPage || id === null) return ctx.refuse(refuse('not_found'))
    const { portal, partner } = ownerPage.owner
    const reader = partner === null ? ctx.caller : { partner }
    const row = await inPortal(ctx, portal, (tx) => keyById(tx, reader, id))
    if (!row || keyState(row, ctx.now) === 'revoked') return ctx.refuse(refuse('not_found'))
    if (!ctx.form['confirmed']) return ctx.page(<RevokingPage {...{ ownerPage, at, row }} />)
    const result = await ctx.perform(revokeKey, { key: ctx.param('key') })
    if (!result.ok) return ctx.refuse(result)
    return ctx.redirect(hrefOf(at.list, ownerPage.names), {
      tone: 'green',
      text: words(ctx.language)('revoked', { name: row.name }),
    })
  }

  return resourceOf({ feature: 'home', right, words }, section.page)
    .page(at.list, list)
    .change(createKey, {
      page: at.list,
      again: list,
      // Not redirected to: an address or a cookie would keep the secret.
      ends: (ctx, { secret }, ownerPage) =>
        ctx.page(
          <MadeKeyPage {...{ ownerPage, at, secret }} name={textOf(ctx.form, 'name').trim()} />,
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
