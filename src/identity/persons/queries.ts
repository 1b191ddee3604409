import type { Tx } from '../../kit/db/database.ts'
import type { Language } from '../../kit/texts.ts'

/** What a mail says about the portal it comes from. */
export interface MailSender {
  portal: string
  name: string
  host: string
  language: Language
  time_zone: string
  brand_color: string
  invitation_days: number
}

export async function mailSender(tx: Tx, portal: string): Promise<MailSender> {
  const row = await tx.db
    .selectFrom('portals')
    .innerJoin('hosts', (join) =>
      join.onRef('hosts.portal_id', '=', 'portals.id').on('hosts.is_current', '=', true),
    )
    .select([
      'portals.id as portal',
      'portals.name',
      'hosts.host',
      'portals.language',
      'portals.time_zone',
      'portals.brand_color',
      'portals.invitation_days',
    ])
    .where('portals.id', '=', portal)
    .executeTakeFirstOrThrow()
  return { ...row, language: row.language as Language }
}

const COLUMNS = [
  'id',
  'kind',
  'name',
  'email',
  'seat',
  'language',
  'activated_at',
  'disabled_at',
  'disabled_reason',
  'bad_attempts',
  'locked_until',
  'last_login_at',
  'created_at',
] as const

export const personById = (tx: Tx, portal: string, id: string) =>
  tx.db
    .selectFrom('persons')
    .select(COLUMNS)
    .where('portal_id', '=', portal)
    .where('id', '=', id)
    .executeTakeFirst()

export const lockPerson = (tx: Tx, portal: string, id: string) =>
  tx.db
    .selectFrom('persons')
    .select(COLUMNS)
    .where('portal_id', '=', portal)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** A portal's people by name, a page at a time; `after` is the last name and id of the page before. */
export async function peoplePage(
  tx: Tx,
  portal: string,
  {
    search,
    after,
    limit,
  }: { search?: string; after?: { name: string; id: string }; limit: number },
) {
  let query = tx.db
    .selectFrom('persons')
    .select(COLUMNS)
    .where('portal_id', '=', portal)
    .orderBy('name')
    .orderBy('id')
    .limit(limit)
  if (search) {
    const like = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
    query = query.where((is) => is.or([is('name', 'ilike', like), is('email', 'ilike', like)]))
  }
  if (after)
    query = query.where((is) => is(is.refTuple('name', 'id'), '>', is.tuple(after.name, after.id)))
  return query.execute()
}

/** Those who can be written to: activated, enabled, and not oneself. */
export const reachablePeople = (tx: Tx, portal: string, except: string) =>
  tx.db
    .selectFrom('persons')
    .select(['id', 'name', 'kind', 'seat'])
    .where('portal_id', '=', portal)
    .where('id', '<>', except)
    .where('activated_at', 'is not', null)
    .where('disabled_at', 'is', null)
    .orderBy('name')
    .limit(500)
    .execute()
