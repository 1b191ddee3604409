import { z } from 'zod'
import { id, parseId, show } from '../../kit/ids.ts'
import { SCOPES, type Right } from '../../gate/index.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { named, shape } from '../../kit/shape.ts'
import { hrefOf, routes } from '../../routes.ts'
import {
  asTyped,
  listOf,
  page,
  resource,
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
import { keyById, listKeys, partnersForKeys, type KeyRow } from './queries.ts'
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
  { list: routes.console.keys, revocation: routes.console.keys.one.revocation },
  'installation:operate',
)

const keyView = shape('Key', {
  id: z.string(),
  name: z.string(),
  state: z.enum(['active', 'expired', 'revoked']),
  scopes: z.array(z.enum(SCOPES)),
  partner: named.nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
})

const showKey = (key: KeyRow, { now }: SignedInContext) => ({
  id: show('key', key.id),
  name: key.name,
  state: keyState(key, now),
  scopes: key.scopes,
  partner: key.partner_id && {
    id: show('partner', key.partner_id),
    name: key.partner,
  },
  createdAt: key.created_at.toString(),
  expiresAt: key.expires_at.toString(),
  lastUsedAt: key.last_used_at?.toString() ?? null,
  revokedAt: key.revoked_at?.toString() ?? null,
})

/** Everybody's keys that one may look after, for programs. */
export const keysForPrograms = resource({ feature: 'home', right: 'partner:manage', words })
  .list(routes.api.keys, {
    name: 'key.list',
    summary: 'Lists the API keys, newest first; their secrets nobody has any more',
    filter: { partner: id('partner').optional() },
    cursor: id('key').optional(),
    rows: 'keys',
    view: keyView,
    more: 'Send it as `cursor` for older keys',
    find: ({ read, caller }, query) => read((tx) => listKeys(tx, caller, query)),
    cursorOf: (key) => show('key', key.id),
    show: showKey,
  })
  .change(createKey, {
    api: routes.api.keys,
    status: 201,
    answer: shape('NewKey', {
      id: z.string(),
      secret: z.string().describe('Shown this once; send it as `Authorization: Bearer …`'),
    }),
    show: (_, { key, secret }) => ({ id: show('key', key), secret }),
  })
  .change(revokeKey, { api: routes.api.keys.one, method: 'DELETE' })
