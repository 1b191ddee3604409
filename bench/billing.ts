import { fork } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import pg from 'pg'
import type { Installation } from '../src/kit/installation.ts'
import { billingMonth, billsOf, issueDueReports } from '../src/portals/index.ts'
import { median } from './load.ts'
import { sizes } from './sizes.ts'

const SEATS_OF_EACH = 100
const PARTNER = '00000000-0000-7000-8000-000000000001'
const MONTH = billingMonth('2028-03', 'Europe/Madrid')

/** A partner whose portals have had three statuses each, and a hundred spans of seats of eighty people. */
async function seed(owner: pg.Client): Promise<void> {
  const id = (n: string) => `(lpad(to_hex(${n}), 8, '0') || '-0000-7000-8000-000000000000')::uuid`
  await owner.query(`insert into partners (id, name, created_at, time_zone)
    values ('${PARTNER}', 'Bench', '2028-03-01T00:00Z', 'Europe/Madrid')`)
  await owner.query(`insert into partner_prices values ('${PARTNER}', '2028-01-01', 1250, 'EUR')`)
  await owner.query(
    `insert into portals (id, name, slug, partner_id, time_zone, language, status, status_since, trial_ends_at,
       built_at, brand_color, accent_color, after_trial, created_at)
     select ${id('n')}, 'Bench ' || n, 'bill-' || n, '${PARTNER}', 'UTC', 'en', 'certified_secure', '2028-01-01',
       '2028-01-01', '2028-01-01', '#1f4e79', '#b45309', '{}', '2028-01-01' from generate_series(1, $1::int) n`,
    [sizes.billed],
  )
  await owner.query(
    `insert into portal_status_changes (portal_id, seq, to_status, at, actor, through)
     select ${id('n')}, s, (array['trial_expired', 'suspended', 'certified_secure'])[s],
       '2028-02-10'::timestamptz + (s - 1) * interval '20 days' + (n % 700) * interval '1 hour', 'clock', 'timer'
     from generate_series(1, $1::int) n, generate_series(1, 3) s`,
    [sizes.billed],
  )
  await owner.query(
    `insert into seat_spans (portal_id, person_id, began_at, ended_at, began_by, ended_by)
     select ${id('n')}, ${id('1 + s % 80')}, at, case when last then null else at + interval '9 days' end, 'upgraded',
       case when last then null else 'downgraded' end
     from generate_series(1, $1::int) n, generate_series(0, $2::int - 1) s,
       lateral (select '2028-02-15'::timestamptz + (s / 80) * interval '25 days' + ((n * 31 + s * 17) % 600) * interval '1 hour' as at,
         s % 3 = 0 and (s >= 80 or s + 80 >= $2::int) as last) made`,
    [sizes.billed, SEATS_OF_EACH],
  )
  await owner.query('vacuum analyze')
}

/** The same question in one statement: per portal the counts, per person first and last day; only sums leave. */
const PLAIN = `
  with statuses as (
    select portal_id, to_status, at, lead(at, 1, 'infinity') over (partition by portal_id order by seq) as until
    from portal_status_changes),
  billable as (
    select portal_id, range_agg(tstzrange(greatest(at, $1), least(until, $2))) as periods
    from statuses where to_status in ('trial_expired', 'certified_secure') and at < $2 and until > $1 group by 1),
  counted as (
    select s.portal_id, s.person_id,
      range_agg(tstzrange(s.began_at, coalesce(s.ended_at, 'infinity'))) * b.periods as periods
    from seat_spans s join billable b using (portal_id)
    where s.began_at < $2 and (s.ended_at is null or s.ended_at > $1) group by 1, 2, b.periods),
  events as (
    select portal_id, lower(p) as at, 1 as d from counted, unnest(periods) p
    union all select portal_id, upper(p), -1 from counted, unnest(periods) p),
  peaks as (
    select portal_id, max(n) as peak
    from (select portal_id, sum(d) over (partition by portal_id order by at, d rows unbounded preceding) as n from events) e
    group by 1),
  persons as (
    select portal_id, count(*) as users, count(*) filter (where upper(periods) = $2) as month_end,
      sum(extract(day from lower(periods) at time zone 'Europe/Madrid')
        + extract(day from (upper(periods) - interval '1 ms') at time zone 'Europe/Madrid')) as days
    from counted where not isempty(periods) group by 1),
  days as (
    select portal_id, count(distinct day) as days
    from billable, unnest(periods) p, generate_series(
      date_trunc('day', lower(p) at time zone 'Europe/Madrid'), upper(p) at time zone 'Europe/Madrid' - interval '1 ms',
      '1 day') day group by 1)
  select sum(users)::int as users, sum(peak)::int as peaks, sum(month_end)::int as month_end, sum(days.days)::int as days,
    sum(persons.days)::int as person_days
  from persons join peaks using (portal_id) join days using (portal_id)`

interface Sums {
  users: number
  peaks: number
  month_end: number
  days: number
  person_days: number
}

const plain = ({ db }: Installation): Promise<Sums> =>
  db.read('installation', async (tx) => {
    const bounds = [MONTH.from, MONTH.until].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
    // A page would never be let run so long.
    await tx.run('set local statement_timeout = 0')
    return (await tx.run<Sums>(PLAIN, bounds))[0]!
  })

async function ours({ db }: Installation): Promise<Sums> {
  const sums: Sums = { users: 0, peaks: 0, month_end: 0, days: 0, person_days: 0 }
  const dayOf = (date: string) => Number(date.slice(8))
  await db.read('installation', async (tx) => {
    for await (const bills of billsOf(tx, PARTNER, MONTH, 1250n))
      for (const { bill } of bills) {
        if (bill.proUsers === 0) continue
        sums.users += bill.proUsers
        sums.peaks += bill.peak
        sums.month_end += bill.monthEnd
        sums.days += bill.billableDays
        for (const { firstDay, lastDay } of bill.persons)
          sums.person_days += dayOf(firstDay) + dayOf(lastDay)
      }
  })
  return sums
}

/** In a process of its own: bills once and tells the most memory it ever held. */
export async function billOnce(installation: Installation): Promise<void> {
  await ours(installation)
  const status = await readFile('/proc/self/status', 'utf8')
  process.send!({ peak: Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) / 1000 })
  process.exit(0)
}

const alone = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = fork(process.argv[1]!, ['bill'], { execArgv: process.execArgv })
    child.once('message', (message) => resolve((message as { peak: number }).peak))
    child.once('error', reject)
  })

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const started = performance.now()
  const value = await work()
  return { ms: performance.now() - started, value }
}

/** Bills a month of a large partner, ours and the plain statement in turn. Milliseconds, medians. */
export async function benchBilling(installation: Installation, ownerUrl: string) {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await seed(owner)
  const runs = { ours: [] as number[], plain: [] as number[] }
  for (let round = 0; round < sizes.longRounds; round++) {
    const one = await timed(() => plain(installation))
    const other = await timed(() => ours(installation))
    if (JSON.stringify(one.value) !== JSON.stringify(other.value))
      throw new Error(
        `they differ: ${JSON.stringify(one.value)} and ${JSON.stringify(other.value)}`,
      )
    runs.plain.push(one.ms)
    runs.ours.push(other.ms)
  }
  const residentMb = await alone()
  console.log(
    `  so far: plain ${runs.plain.map(Math.round).join(', ')} ms, ours ${runs.ours.map(Math.round).join(', ')} ms, at most ${Math.round(residentMb)} MB`,
  )
  await owner.query(
    `insert into test_clock (frozen_at) values ('2028-04-01T12:00Z')
     on conflict (only_one) do update set frozen_at = excluded.frozen_at, offset_ms = 0`,
  )
  const { ms: issueMs, value } = await timed(() => issueDueReports(installation))
  if (value.issued !== 1) throw new Error(`${value.issued} reports were issued, not one`)
  await owner.end()
  return {
    portals: sizes.billed,
    spans: sizes.billed * SEATS_OF_EACH,
    ours: median(runs.ours),
    plain: median(runs.plain),
    residentMb,
    issueMs,
  }
}
