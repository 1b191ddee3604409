import { randomBytes } from 'node:crypto'
import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { migrate } from '../../src/kit/db/migrate.ts'
import { newId } from '../../src/kit/ids.ts'
import { asServer } from '../world.ts'

const MIGRATIONS = 'db/migrations'

/** An installation as the version before this migration left it. */
async function aDatabaseBefore(migration: string) {
  const server = inject('databaseUrl')
  const name = `gh_${randomBytes(6).toString('hex')}`
  await asServer(server, (client) => client.query(`create database ${name}`))
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  const folder = await mkdtemp(join(tmpdir(), 'gatehouse-test-'))
  for (const file of await readdir(MIGRATIONS))
    if (file < migration) await copyFile(join(MIGRATIONS, file), join(folder, file))
  await migrate(url, folder)
  const owner = new pg.Client({ connectionString: url })
  await owner.connect()
  onTestFinished(async () => {
    await owner.end()
    await rm(folder, { recursive: true })
    await asServer(server, (client) => client.query(`drop database ${name} with (force)`))
  })
  return {
    run: async (sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows,
    migrate: () => migrate(url, MIGRATIONS),
  }
}

describe('the migration of time and money', () => {
  it('mends stored time zones, and gives what was issued the names of today', async () => {
    const { run, migrate: goOn } = await aDatabaseBefore('0023')
    const [partner, portal, gone, person, report] = [newId(), newId(), newId(), newId(), newId()]
    await run(
      `insert into partners (id, name, created_at, time_zone) values ($1, 'North', now(), 'Asia/Calcutta')`,
      [partner],
    )
    for (const [id, slug, name, status] of [
      [portal, 'harbour', 'Harbour Law', 'certified_secure'],
      [gone, 'gone', '', 'cancelled'],
    ])
      await run(
        `insert into portals (id, name, slug, time_zone, language, status, status_since, trial_ends_at,
           brand_color, accent_color, after_trial, created_at, partner_id, partner_reference)
         values ($1, $2, $3, 'Europe/Kiev', 'en', $4, now(), now(), '#1f4e79', '#1f4e79', '{}', now(), $5, 'K-7')`,
        [id, name, slug, status, partner],
      )
    await run(
      `insert into persons (portal_id, id, kind, name, email, seat, created_at, time_zone)
       values ($1, $2, 'contact', 'Ann', 'ann@example.com', 'guest', now(), 'US/Eastern')`,
      [portal, person],
    )
    await run(
      `insert into billing_reports (id, partner_id, month, version, issued_at, time_zone, language, bill_to, portals, pro_users)
       values ($1, $2, '2026-01-01', 1, now(), 'Asia/Calcutta', 'en', 'North', 2, 0)`,
      [report, partner],
    )
    for (const id of [portal, gone])
      await run('insert into billing_report_lines values ($1, $2, 0, 0, 0, 0, null)', [id, report])

    expect((await goOn())[0]).toMatch(/^0023/)
    expect(await run('select time_zone from partners')).toEqual([{ time_zone: 'Asia/Kolkata' }])
    expect(await run('select distinct time_zone from portals')).toEqual([
      { time_zone: 'Europe/Kyiv' },
    ])
    expect(await run('select time_zone from persons')).toEqual([{ time_zone: 'America/New_York' }])
    // What is issued stays as it was issued.
    expect(await run('select time_zone from billing_reports')).toEqual([
      { time_zone: 'Asia/Calcutta' },
    ])
    expect(await run('select * from billing_report_names')).toEqual([
      {
        portal_id: portal,
        report_id: report,
        name: 'Harbour Law',
        slug: 'harbour',
        reference: 'K-7',
      },
    ])
  })
})

describe('the migration of placeholders', () => {
  it('rewrites texts as they are read from now on, and names the fields that there are', async () => {
    const { run, migrate: goOn } = await aDatabaseBefore('0038')
    const [partner, portal] = [newId(), newId()]
    await run(
      `insert into partners (id, name, created_at, time_zone) values ($1, 'North', now(), 'Europe/Madrid')`,
      [partner],
    )
    await run(
      `insert into portals (id, name, slug, time_zone, language, status, status_since, trial_ends_at,
         brand_color, accent_color, after_trial, created_at, partner_id)
       values ($1, 'Harbour', 'harbour', 'Europe/Madrid', 'en', 'certified_secure', now(), now(), '#1f4e79', '#1f4e79',
         '{}', now(), $2)`,
      [portal, partner],
    )
    const body = `${'{name} '.repeat(700)}{ person } {{until}} a {brace and {link}`
    await run(
      `insert into mail_texts (portal_id, kind, language, subject, body, changed_at)
       values ($1, 'invitation', 'en', '{portal}: {name}', $2, now())`,
      [portal, body],
    )
    for (const [position, label] of ['Nº de póliza', 'n de poliza', '条件', '!'].entries())
      await run(
        `insert into custom_fields (portal_id, id, label, kind, position) values ($1, $2, $3, 'text', $4)`,
        [portal, newId(), label, position],
      )
    await goOn()
    expect(await run('select subject, body from mail_texts')).toEqual([
      {
        subject: '{{portal.name}}: {{person.name}}',
        body: `${'{{person.name}} '.repeat(700)}{{not_reached}} {{until}} a {brace and {{link}}`,
      },
    ])
    const names = await run('select name from custom_fields order by position')
    expect(names.map(({ name }) => name as string)).toEqual([
      'no_de_poliza',
      'n_de_poliza',
      'field',
      expect.stringMatching(/^field_[0-9a-f]{8}$/),
    ])
  })
})
