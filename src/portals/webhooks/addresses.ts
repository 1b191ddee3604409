import { namesOf, type Owner } from '../../identity/index.ts'
import { hrefOf, routes } from '../../routes.ts'

/** Where one of the pages about an owner's webhooks is: a partner's in the console, a portal's on its own host. */
export const addressOf = (
  owner: Owner,
  page: keyof typeof routes.webhooks,
  about: { webhook?: string; delivery?: string } = {},
  query?: { state?: string; cursor?: string },
): string => {
  const at = owner.kind === 'portal' ? routes.webhooks : routes.partnerWebhooks
  return hrefOf(at[page], { ...namesOf(owner), ...about }, query)
}
