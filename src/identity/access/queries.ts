import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { show } from '../../kit/ids.ts'
import type { IdentityCheck } from '../identity-checks/identity-check.ts'
import type { WhyNot } from '../invitations/invitation.ts'
import { WHY_NOT_SQL } from '../invitations/queries.ts'
import type { ContactRole } from '../persons/person.ts'
import type { GateInputRow } from '../entry/gate-input.ts'
import { GATE_INPUT_COLUMNS } from '../entry/queries.ts'
import { NEWEST_FIRST } from '../registration-state/queries.ts'
import type { NewestInvitation } from '../registration-state/state.ts'
import { didIn, TRACED, type Trace } from './traces.ts'

/** What the gate looks at for one person, and since when it is so. */
export interface AccessRow extends GateInputRow {
  name: string
  email: string | null
  created_at: Instant
  invited_at: Instant | null
  disabled_reason: string | null
  /** As `whyNotInvited` says it. */
  why_not_invited: WhyNot | null
  status_since: Instant
  built_at: Instant | null
  portal_since: Instant
  /** Who provides the portal; null where that is whoever runs the installation. */
  partner: string | null
  host: string | null
  has_password: boolean
  /** A code may be mailed to sign in with. */
  takes_codes: boolean
  role: ContactRole | null
  has_fact: boolean
  /** They have signed in, and so have a device that is known. */
  has_come_in: boolean
  /** What the portal's clients state when they register. */
  fact: IdentityCheck
  /** The newest invitation, whatever became of it; null where none was sent. */
  invitation: (NewestInvitation & { issued_at: Instant; attempts: number }) | null
  /** Links of theirs before the newest. */
  earlier_links: number
  /** What the mail server said when it refused the newest invitation for good. */
  invitation_refused: string | null
  lock_level: number
  /** Since when the portal has had its host. */
  host_since: Instant | null
  /** Hosts that the portal has left, for which they have passkeys, where they have none for the current one. */
  passkeys_elsewhere: string[]
}

const ACCESS = `
  select ${GATE_INPUT_COLUMNS},
    u.name, u.email, u.created_at, u.invited_at, u.disabled_reason, u.lock_level,
    p.status_since, p.built_at, p.created_at as portal_since, r.name as partner, h.host, h.added_at as host_since,
    u.password_hash is not null as has_password, p.sign_in_by_code as takes_codes, u.contact_role as role,
    p.registration_fact as fact,
    exists (select from registration_facts f where f.portal_id = $1 and f.person_id = $2
      and f.fact = p.registration_fact) as has_fact,
    exists (select from devices d where d.portal_id = $1 and d.person_id = $2) as has_come_in,
    i.issued_at, i.expires_at, i.used_at, i.retired_at, i.attempts,
    (select greatest(count(*) - 1, 0)::int from tokens t where t.portal_id = $1 and t.person_id = $2
      and t.purpose = 'activation') as earlier_links,
    (select m.failure from mails m where m.portal_id = $1 and m.person_id = $2 and m.state = 'failed'
      and m.kind = 'invitation' and m.queued_at >= i.issued_at limit 1) as invitation_refused,
    array(select distinct k.host from passkeys k where k.portal_id = $1 and k.person_id = $2 and k.host <> h.host
      and not exists (select from passkeys n where n.portal_id = $1 and n.person_id = $2
        and (n.host is null or n.host = h.host)) order by k.host) as passkeys_elsewhere,
    (select ${WHY_NOT_SQL} from persons p where p.portal_id = $1 and p.id = $2)
      as why_not_invited
  from portals p
  join persons u on u.portal_id = $1
  left join partners r on r.id = p.partner_id
  left join hosts h on h.portal_id = $1 and h.is_current
  left join lateral (
    select t.issued_at, t.expires_at, t.used_at, t.retired_at, t.attempts from tokens t
    where t.portal_id = $1 and t.person_id = $2 and t.purpose = 'activation'
    order by ${NEWEST_FIRST} limit 1
  ) i on true
  where p.id = $1 and u.id = $2`

/** The gate's input as a request of this person would have it; undefined where there is no such person. */
export async function accessRow(tx: Tx, person: string): Promise<AccessRow | undefined> {
  const [row] = await tx.run<AccessRow & Partial<NonNullable<AccessRow['invitation']>>>(
    ACCESS,
    [tx.portal, person],
    'access',
  )
  if (!row) return undefined
  const { issued_at, expires_at, used_at = null, retired_at = null, attempts = 0, ...rest } = row
  const sent = issued_at && expires_at
  return {
    ...rest,
    invitation: sent ? { issued_at, expires_at, used_at, retired_at, attempts } : null,
  }
}

/** The same with what was done to them, which says by whom. */
export async function accessOf(
  tx: Tx,
  person: string,
): Promise<{ row: AccessRow; traces: Trace[] } | undefined> {
  const [row, traces] = await Promise.all([accessRow(tx, person), tracesOf(tx, person)])
  return row && { row, traces }
}

/** Lines looked through for who did what. */
const LOOKED_AT = 100

/** What was done to somebody, the last first. */
async function tracesOf(tx: Tx, person: string): Promise<Trace[]> {
  const rows = await tx.db
    .selectFrom('audit_lines')
    .select(['at', 'operation', 'actor', 'actor_name', 'details'])
    .where('subject', '=', show('person', person))
    .where('operation', 'in', [...TRACED])
    .orderBy('seq', 'desc')
    .limit(LOOKED_AT)
    .execute()
  return rows.map(({ at, operation, actor, actor_name, details }) => ({
    at,
    did: didIn(operation, details as Record<string, unknown>),
    actor: { id: actor, name: actor_name },
  }))
}
