import type { Tx } from '../../kit/db/database.ts'
import type { Tables } from '../../kit/db/tables.ts'
import { Place } from '../../kit/place.ts'

/** Rows of the console that tell of a portal and go with it; `forget` runs in the console's scope, and counts them. */
export const inConsole = new Place<{
  readonly table: keyof Tables
  readonly forget: (tx: Tx, portal: string) => Promise<number>
}>()
