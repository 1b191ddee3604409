import type { Witness } from '../../kit/keys.ts'

/** What was restored from a backup for a deleted portal to be there again. */
export type Restored = 'database' | 'database_and_keys'

/** Told by who still knows of the deletion: the key store does, unless it was restored as well. */
export const restoredBy = ({ onlyLedger }: Pick<Witness, 'onlyLedger'>): Restored =>
  onlyLedger ? 'database_and_keys' : 'database'
