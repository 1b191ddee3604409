import type { Installation } from '../../kit/installation.ts'
import { secretsAt, type Connected, type GatewayAccount } from './accounts/account.ts'
import { accountOf, hostAndZone } from './accounts/queries.ts'
import type { Gateway } from './gateway.ts'
import { sandboxGateway } from './sandbox/adapter.ts'
import { stripeGateway } from './stripe/adapter.ts'

type Keys = Pick<GatewayAccount, 'key'> & { secrets: readonly string[] }
/** Where a portal is: its row id, and the host that its gateway tells of what happens. */
interface Place {
  portal: string
  host: string
}

/** How each gateway is made of a portal's own keys. A new one is a folder and a line here. */
const MAKERS: Readonly<
  Record<Connected, (installation: Installation, place: Place, keys: Keys) => Promise<Gateway>>
> = {
  sandbox: async (installation, place, { secrets }) =>
    sandboxGateway(installation, { ...place, secrets }),
  stripe: ({ stripeAt }, _, { key, secrets }) =>
    stripeGateway({ secretKey: key ?? '', webhookSecrets: secrets }, { at: stripeAt }),
}

/** A gateway with keys that are not kept yet, to try them. */
export async function gatewayWith(
  installation: Installation,
  portal: string,
  gateway: Connected,
  keys: Keys,
): Promise<Gateway> {
  const { host } = await installation.db.read({ portal }, hostAndZone)
  return MAKERS[gateway](installation, { portal, host }, keys)
}

/** A gateway of a portal, with the secrets that are in force; null where it is not connected. */
export async function openGateway(
  installation: Installation,
  portal: string,
  gateway: Connected,
): Promise<Gateway | null> {
  const { db, keys, clock } = installation
  const opened = await db.read({ portal }, async (tx) => {
    const account = await accountOf(tx, gateway, await keys.of(tx, portal))
    if (!account) return null
    const secrets = secretsAt(account, await clock.now(tx))
    return { key: account.key, secrets, host: (await hostAndZone(tx)).host }
  })
  if (!opened) return null
  const { host, ...own } = opened
  return MAKERS[gateway](installation, { portal, host }, own)
}
