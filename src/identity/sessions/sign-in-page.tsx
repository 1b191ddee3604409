import type { Errors } from '../../ui/index.ts'
import { signInOptions } from '../factors/page-parts.ts'
import { hostsOfOldPasskeys } from '../factors/passkeys/queries.ts'
import { takesCodes } from '../mailed-codes/queries.ts'
import type { Visit } from '../../web/index.ts'
import { labelOf } from '../work-accounts/queries.ts'
import { SignInPage } from './pages.tsx'

/** The page for signing in, with all the ways that this portal offers. */
export async function signInPage(
  visit: Visit,
  props: { to?: string; email?: string; errors?: Errors },
  status?: number,
): Promise<Response> {
  const { id } = visit.portal
  const [byCode, workAccount, formerHosts] = await visit.read((tx) =>
    Promise.all([takesCodes(tx, id), labelOf(tx, id), hostsOfOldPasskeys(tx, id)]),
  )
  const ways = { byCode, workAccount, formerHosts, passkey: signInOptions(visit) }
  return visit.page(<SignInPage {...ways} {...props} />, status)
}
