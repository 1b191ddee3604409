import type { Tx } from '../../kit/db/database.ts'
import { Place } from '../../kit/place.ts'

/** What of the rooms above sells a plan, by its name; null where nothing does. It is asked before one goes. */
export const sellersOf = new Place<(tx: Tx, plan: string) => Promise<string | null>>()
