import type { Database } from '../../kit/db/database.ts'

export interface SignInPlace {
  name: string
  host: string
  /** Nobody gets in at present. */
  suspended: boolean
}

/** More portals than anybody belongs to. */
const MOST = 50

/** By the hash alone: the look across portals sees no e-mail and no person. */
const PLACES = `
  select p.name, h.host, p.status = 'suspended' as suspended from email_places e
  join portals p on p.id = e.portal_id
  join hosts h on h.portal_id = p.id and h.is_current
  where e.hash = hash_of_email($1) and p.built_at is not null and p.status <> 'cancelled'
  order by p.name, h.host limit ${MOST}`

/** The portals where somebody with this e-mail may sign in, once those that are suspended are open again. */
export const placesOf = (db: Database, email: string): Promise<SignInPlace[]> =>
  db.one<SignInPlace>('installation', PLACES, [email], 'places_of_email')
