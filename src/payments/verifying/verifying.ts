import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { checkLedger, portalsWithLedger, type LedgerProblem } from './queries.ts'

export interface LedgerVerdict {
  portals: number
  transactions: number
  findings: (LedgerProblem & { portal: string })[]
}

/**
 * Adds up every portal’s ledger: each transaction and all of them sum to zero, each invoice is owed what the ledger
 * says, no number is missing. Each of these is one statement, so it can be asked at any moment.
 */
export async function verifyLedgers({ db }: Pick<Installation, 'db'>): Promise<LedgerVerdict> {
  const verdict: LedgerVerdict = { portals: 0, transactions: 0, findings: [] }
  for (const portal of await db.read('installation', portalsWithLedger)) {
    const { transactions, findings } = await db.read({ portal }, checkLedger)
    verdict.portals++
    verdict.transactions += transactions
    verdict.findings.push(...findings.map((one) => ({ portal: show('portal', portal), ...one })))
  }
  return verdict
}
