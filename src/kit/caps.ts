import type { OperationContext } from './operation.ts'

/**
 * How many of each kind there can be at a time: every kind that people make one by one has a number, so that
 * nobody fills lists, pages and disk for everybody else. Told by each refusal.
 */
export const CAPS = {
  /** About one person or one case. */
  notes: 2000,
  /** Of a portal. */
  companies: 20_000,
  /** Fields of a portal's own on its cards. */
  fields: 50,
  /** Types of cases, and stages, of a portal. */
  labels: 100,
  /** Of a portal, without those that were removed. */
  procedures: 100,
  /** Of a portal, without those that were archived. */
  forms: 100,
  /** On-boarding flows of a portal, without those that were removed. */
  flows: 50,
  /** Steps of one flow: nobody is to be led through more. */
  flowSteps: 30,
  /** Of one flow, whether anybody is in them or not. */
  flowVersions: 500,
  /** Flows that one person was ever led through. */
  flowRuns: 200,
  /** Files of a portal that were sent and not begun with: each is a megabyte, kept for a day. */
  uploads: 50,
  /** Of one case, person, company or message. */
  files: 2000,
  /** Of one case, person or company. */
  folders: 500,
  /** Versions of one file. */
  fileVersions: 200,
  /** People, companies and cases that one file is shared with. */
  shares: 200,
  /** Told by mail that one file was shared, at one time: each is a mail that is written before anybody goes on. */
  toldOfShare: 500,
  /** That wait for an answer or for a look at it, about one case, person or company. */
  openRequests: 100,
  /** Sent in answer to one request. */
  answerFiles: 50,
  /** Invoices of a portal that are not issued yet. */
  drafts: 2000,
  /** Plans of a portal, without those that were archived. */
  plans: 100,
  /** Of one plan, whether anybody has them or not. */
  planVersions: 500,
  /** Subscriptions that one person ever had. */
  subscriptions: 100,
  /** Of one person, sent or being sent, that belong to nothing yet. */
  arrivingFiles: 100,
  /** Addresses of a portal, with those that redirect and those that wait to be proved. */
  hosts: 50,
  /** Of a portal or of a partner. */
  webhooks: 20,
  /** That sign beside a webhook's current one; a rotation more and a receiver could not follow. */
  oldSecrets: 3,
  /** Of a partner, or of the installation itself, that are neither revoked nor expired. */
  keys: 200,
  /** Of a person: enough for every device somebody has, and for a list that is read at a glance. */
  passkeys: 20,
} as const satisfies Record<string, number>

export type Caps = Readonly<Record<keyof typeof CAPS, number>>

/** Far from the cap nobody has to wait for others: so many are never under way at once. */
const UNDER_WAY = 1000

/**
 * Whether there can be no more of a kind. Of any number who ask at once for the last place one gets it, the
 * others wait for its commit.
 * @param of whose they are: they are counted together
 * @param count of those there are, at most so many
 * @returns the cap where it is reached, for the refusal; else null
 */
export async function reached(
  { tx, installation }: Pick<OperationContext, 'tx' | 'installation'>,
  kind: keyof Caps,
  of: string,
  count: (most: number) => Promise<number>,
): Promise<number | null> {
  const most = installation.caps[kind]
  if (most > UNDER_WAY && (await count(most)) < most - UNDER_WAY) return null
  await tx.run('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`cap ${kind} ${of}`])
  return (await count(most)) < most ? null : most
}
