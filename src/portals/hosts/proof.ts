import { show } from '../../kit/ids.ts'

/** For so long a domain's record is looked for. */
export const CLAIM_HOURS = 72

/** The record in DNS by which a domain's owner says that a portal may answer there. */
export interface ProofRecord {
  type: 'TXT'
  name: string
  value: string
}

/**
 * Names the portal, so that nothing secret has to be kept: whoever can write it owns the domain, and
 * it proves nothing for any other portal. @param portal row id
 */
export const proofRecord = (portal: string, host: string): ProofRecord => ({
  type: 'TXT',
  name: `_gatehouse.${host}`,
  value: `portal=${show('portal', portal)}`,
})

/** @param found the TXT records at that name, each in the pieces that DNS cuts long ones into */
export const proves = (records: readonly (readonly string[])[], { value }: ProofRecord): boolean =>
  records.some((pieces) => pieces.join('').trim() === value)

/** Seconds until the next look: soon at first, and every hour once it takes its time. */
export const nextLook = (looks: number): number => Math.min(3600, 15 * 2 ** Math.min(looks, 10))
