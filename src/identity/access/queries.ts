import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { WhyNot } from '../invitations/invitation.ts'
import { WHY_NOT_SQL } from '../invitations/queries.ts'
import type { ContactRole } from '../persons/person.ts'
import type { GateInputRow } from '../entry/gate-input.ts'
import { GATE_INPUT_COLUMNS } from '../entry/queries.ts'

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
  /** Until when the invitation that is out is good, run out or not; null where none is out. */
  invitation_expires_at: Instant | null
  /** Hosts that the portal has left, for which they have passkeys, where they have none for the current one. */
  passkeys_elsewhere: string[]
}

const ACCESS = `
  select ${GATE_INPUT_COLUMNS},
    u.name, u.email, u.created_at, u.invited_at, u.disabled_reason,
    p.status_since, p.built_at, p.created_at as portal_since, r.name as partner, h.host,
    u.password_hash is not null as has_password, p.sign_in_by_code as takes_codes, u.contact_role as role,
    exists (select from registration_facts f where f.portal_id = $1 and f.person_id = $2
      and f.fact = p.registration_fact) as has_fact,
    exists (select from devices d where d.portal_id = $1 and d.person_id = $2) as has_come_in,
    (select max(t.expires_at) from tokens t where t.portal_id = $1 and t.person_id = $2
      and t.purpose = 'activation' and t.used_at is null and t.retired_at is null) as invitation_expires_at,
    array(select distinct k.host from passkeys k where k.portal_id = $1 and k.person_id = $2 and k.host <> h.host
      and not exists (select from passkeys n where n.portal_id = $1 and n.person_id = $2
        and (n.host is null or n.host = h.host)) order by k.host) as passkeys_elsewhere,
    (select ${WHY_NOT_SQL} from persons p where p.portal_id = $1 and p.id = $2)
      as why_not_invited
  from portals p
  join persons u on u.portal_id = $1
  left join partners r on r.id = p.partner_id
  left join hosts h on h.portal_id = $1 and h.is_current
  where p.id = $1 and u.id = $2`

/** The gate's input as a request of this person would have it; undefined where there is no such person. */
export const accessRow = async (tx: Tx, person: string): Promise<AccessRow | undefined> =>
  (await tx.run<AccessRow>(ACCESS, [tx.portal, person], 'access'))[0]
