import { CURRENT_PERSON } from '../../identity/index.ts'
import type { Prefetch } from '../../web/index.ts'
import { OTHERS } from '../threads/reading/queries.ts'

export interface HomeRow {
  unread_messages: number
  unread_threads: number
  /** Documents that are asked of them. */
  wanted: number
  /** What files take, and may take, as `Space` has it. */
  file_bytes: number
  files_mb: number | null
  /** Documents that came in with requests, and wait for staff. */
  requests_to_look_at: number
  /** An on-boarding flow of theirs is open; its card asks for it only then. */
  in_flow: boolean
  /** Somebody else works here. */
  has_colleague: boolean
  /** Something was written in this portal. */
  has_message: boolean
  /** One of the newest threads; null where there is none. */
  id: string | null
  sealed_subject: Buffer
  unread: number
  last_message_at: Temporal.Instant
  other_names: string[]
}

/** Threads on the home page. */
const NEWEST = 6

// The first thread is asked for in order, so that an index finds it: any thread at all might be
// looked for through those of every other portal. The visitor is looked up once: written into each of the
// conditions it is a plan of its own in each.
const HOME = `
  with visitor as materialized (select ${CURRENT_PERSON} as id)
  select counts.*, newest.*,
    (select count(*)::integer from file_requests r where r.portal_id = $1 and r.person_id = visitor.id
      and r.state = 'open') as wanted,
    (select s.file_bytes from portal_summaries s where s.portal_id = $1) as file_bytes,
    (select o.files_mb from portals o where o.id = $1) as files_mb,
    (select count(*)::integer from file_requests r where r.portal_id = $1 and r.state = 'answered') as requests_to_look_at,
    exists (select from flow_runs r where r.portal_id = $1 and r.person_id = visitor.id and r.state = 'open') as in_flow,
    exists (select from persons p where p.portal_id = $1 and p.kind = 'staff' and p.id <> visitor.id) as has_colleague,
    (select true from threads where portal_id = $1 order by id limit 1) is not null as has_message
  from visitor
  cross join lateral (
    select coalesce(sum(unread), 0)::integer as unread_messages, count(*)::integer as unread_threads
    from thread_participants where portal_id = $1 and person_id = visitor.id and unread > 0
  ) counts
  left join lateral (
    select t.id, t.sealed_subject, tp.unread, tp.last_message_at, others.names as other_names
    from thread_participants tp
    join threads t on t.portal_id = $1 and t.id = tp.thread_id
    cross join lateral (${OTHERS}) others
    where tp.portal_id = $1 and tp.person_id = visitor.id
    order by tp.last_message_at desc, tp.thread_id
    limit ${NEWEST}
  ) newest on true
  order by newest.last_message_at desc, newest.id`

/** All that a home page shows, repeated with each of the newest threads. */
export const homeRows: Prefetch = { name: 'home', text: HOME }
