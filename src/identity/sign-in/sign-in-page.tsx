import type { Errors } from '../../ui/index.ts'
import { signInOptions } from '../factors/page-parts.ts'
import { hostsOfOldPasskeys } from '../factors/passkeys/queries.ts'
import { takesCodes } from '../sign-in-codes/queries.ts'
import type { RequestContext } from '../../web/index.ts'
import { labelOf } from '../work-accounts/queries.ts'
import { SignInPage } from './pages.tsx'

/** The page for signing in, with all the ways that this portal offers. */
export async function signInPage(
  ctx: RequestContext,
  props: { to?: string; email?: string; errors?: Errors },
  status?: number,
): Promise<Response> {
  const [byCode, workAccount, formerHosts] = await ctx.read((tx) =>
    Promise.all([takesCodes(tx), labelOf(tx), hostsOfOldPasskeys(tx)]),
  )
  const ways = { byCode, workAccount, formerHosts, passkey: signInOptions(ctx) }
  return ctx.page(<SignInPage {...ways} {...props} />, status)
}
