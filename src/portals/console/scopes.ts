import type { Tx } from '../../kit/db/database.ts'
import type { RequestContext } from '../../web/index.ts'

/** Reads what may be listed across portals, in the transaction that asked the gate; see `inPortal`. */
export const acrossPortals = <T>(ctx: RequestContext, work: (tx: Tx) => Promise<T>): Promise<T> =>
  ctx.read((tx) => tx.across(() => work(tx)))
