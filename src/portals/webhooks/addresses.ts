import { namesOf, type Owner } from '../../identity/index.ts'
import { hrefOf, routes } from '../../routes.ts'

const below = (
  list: typeof routes.settings.webhooks | typeof routes.console.partners.one.webhooks,
) => ({
  list,
  new: list.new,
  one: list.one,
  secret: list.one.secret,
  disabling: list.one.disabling,
  enabling: list.one.enabling,
  removal: list.one.removal,
  test: list.one.test,
  failed: list.one.failed.resend,
  delivery: list.one.deliveries.one,
  resend: list.one.deliveries.one.resend,
})

/** The pages about an owner's webhooks: a partner's in the console, a portal's on its own host. */
export const pagesOf = {
  portal: below(routes.settings.webhooks),
  partner: below(routes.console.partners.one.webhooks),
}

/** Where one of them is. */
export const addressOf = (
  owner: Owner,
  page: keyof typeof pagesOf.portal,
  about: { webhook?: string; delivery?: string } = {},
  query?: { state?: string; cursor?: string },
): string =>
  hrefOf(
    pagesOf[owner.kind === 'portal' ? 'portal' : 'partner'][page],
    { ...namesOf(owner), ...about },
    query,
  )
