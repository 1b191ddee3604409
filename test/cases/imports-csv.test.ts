import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readHeader, type Column } from '../../src/cases/imports/column.ts'
import { readText } from '../../src/cases/imports/encoding.ts'
import { MOST_BYTES, MOST_LINES, readCsv } from '../../src/cases/imports/file.ts'
import { previewOf } from '../../src/cases/imports/preview.ts'
import {
  beginImport,
  cancelBulkJob,
  createProcedure,
  openCase,
  resumeBulkJob,
  switchProcedureOn,
  uploadImport,
} from '../../src/cases/index.ts'
import { createContact, createField, type Field } from '../../src/people/index.ts'
import { findBulkJob, bulkJobRows } from '../../src/kit/bulk-jobs/queries.ts'
import { newId, parseId, show } from '../../src/kit/ids.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { perform } from '../../src/kit/operation.ts'
import { verifyAudit } from '../../src/verify-audit.ts'
import { createApp } from '../../src/app.tsx'
import { word } from '../canary-search.ts'
import { Browser } from '../identity/identity-world.ts'
import { aFirm, countOf, runJobs, type Firm } from './mass-setting.ts'
import { value } from '../scenarios/lifecycle-setting.ts'
import { openWorld, type World } from '../world.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

let firms = 0
async function aNewFirm(): Promise<Firm> {
  const firm = await aFirm(world, 0, `imports${++firms}`)
  await world.owner('delete from cases where portal_id = $1', [firm.portal])
  return firm
}

const act = async (firm: Firm, operation: Parameters<typeof perform>[1], input: unknown) =>
  value(await perform(world.installation, operation, firm.staff, input)) as Record<string, string>

const upload = async (firm: Firm, csv: string) =>
  (await act(firm, uploadImport, { csv }))['import']!

const begin = async (firm: Firm, csv: string) =>
  (await act(firm, beginImport, { import: show('import', await upload(firm, csv)) }))['work']!

const bulkJobOf = (firm: Firm, work: string) =>
  world.installation.db.read({ portal: firm.portal }, (tx) => findBulkJob(tx, work))

/** Each line with what became of it, and what is to be mended. */
async function outcomes(firm: Firm, work: string) {
  const rows = await world.installation.db.read({ portal: firm.portal }, (tx) =>
    bulkJobRows(tx, work, { limit: 5000 }),
  )
  return rows.map(({ outcome, detail }) => {
    const { line, problems = [] } = detail as {
      line: number
      problems?: { column: string | null; code: string }[]
    }
    return [line, outcome, ...problems.map(({ column, code }) => `${column} ${code}`)].join(' ')
  })
}

async function imported(firm: Firm, csv: string): Promise<string[]> {
  const work = await begin(firm, csv)
  await world.drain()
  return outcomes(firm, work)
}

const people = (firm: Firm) =>
  world.owner<Record<'name' | 'email' | 'phone', string | null>>(
    `select p.name, p.email, p.contact_role as role, c.phone, c.birth_date::text, o.name as company
     from persons p left join contacts c on c.portal_id = p.portal_id and c.person_id = p.id
     left join companies o on o.portal_id = c.portal_id and o.id = c.company_id
     where p.portal_id = $1 and p.kind = 'contact' order by p.name`,
    [firm.portal],
  )

const refusal = (firm: Firm, csv: string) =>
  perform(world.installation, uploadImport, firm.staff, { csv })

/** As many lines as there may be, with as much in them as a request holds, and one thing wrong in each. */
function aLargestFile(): string {
  const lines = Array.from(
    { length: MOST_LINES },
    (_, n) => `Client ${n},client${n}@x.example,+34 600,client,1980-02-29,Company ${n % 90},C ${n}`,
  )
  const room = Math.floor((MOST_BYTES - lines.join('\n').length) / MOST_LINES) - 10
  const titled = lines.map((line) => `${line},${'Title '.repeat(room / 6).slice(0, room)}x,Sailing`)
  return [
    'Name,E-mail,Phone,Role,Date of birth,Company,Case number,Case title,Case type',
    ...titled,
  ].join('\n')
}

/** Counts how often the rest of the process had its turn. */
function countingRounds() {
  let rounds = 0
  let going = true
  const next = () => {
    rounds++
    if (going) setImmediate(next)
  }
  setImmediate(next)
  return { served: () => rounds, stop: () => ((going = false), rounds) }
}

/** Reads a file in a thread with no more memory than this. @returns the code of its refusal */
async function refusedWithin({ megabytes }: { megabytes: number }, text: string): Promise<string> {
  const file = new URL('../../src/cases/imports/file.ts', import.meta.url).href
  const reading = `
    import { parentPort, workerData } from 'node:worker_threads'
    import { readCsv } from ${JSON.stringify(file)}
    parentPort.postMessage((await readCsv(workerData)).refusal?.code)`
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(reading)}`), {
    workerData: text,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  })
  const [code] = (await once(worker, 'message')) as [string]
  await worker.terminate()
  return code
}

describe('a file', () => {
  it('is read with commas or semicolons, quotes, a byte order mark, and any line ends', async () => {
    const lines = [{ line: 2, cells: ['Quay, "Bo"', 'b@x.example'] }]
    for (const text of [
      'Name,Email\r\n"Quay, ""Bo""",b@x.example\r\n',
      '\ufeffName;Email\n"Quay, ""Bo""";b@x.example',
      'Name;Email\r"Quay, ""Bo""";b@x.example\r',
    ])
      expect(await readCsv(text), JSON.stringify(text)).toEqual({
        header: ['Name', 'Email'],
        lines,
      })
  })

  it('counts its lines as an editor does, over empty ones and breaks within quotes', async () => {
    const file = await readCsv('Name,Phone\n\n"A\nB",1\n,\nC,2\n')
    expect('lines' in file && file.lines.map(({ line }) => line)).toEqual([3, 6])
  })

  it.each([
    ['Name\n"Bo', 'not_csv'],
    ['Name\n', 'no_lines'],
    ['', 'no_header'],
    [`Name\n${'x\n'.repeat(5001)}`, 'too_many_lines'],
  ])('%j is refused', async (text, code) => {
    expect(await readCsv(text.slice(0, 20_000))).toMatchObject({ refusal: { code, status: 422 } })
  })

  it.each([
    ['has too many lines', 'a\n'.repeat(450_000), 'too_many_lines'],
    [
      'has too many lines after many empty ones',
      '\n \n,\n'.repeat(150_000) + 'a\n'.repeat(5002),
      'too_many_lines',
    ],
    ['has too many columns', `Name\n${','.repeat(900_000)}`, 'too_many_columns'],
    ['has a line that is too long', `Name\n${'a'.repeat(900_000)}`, 'line_too_long'],
    ['has a quote that is never closed', `Name\n"${'a,\n'.repeat(300_000)}`, 'line_too_long'],
    ['begins with a line that is too long', '"'.repeat(900_000), 'line_too_long'],
  ])('that %s is put down where it crosses the limit', async (_, text, code) => {
    // What is built of a whole file before it is counted takes more than this.
    expect(await refusedWithin({ megabytes: 64 }, text)).toBe(code)
  })

  it('of the largest size lets others be served while it is read and looked through', async () => {
    const csv = aLargestFile()
    const others = countingRounds()
    const file = await readCsv(csv)
    if ('refusal' in file) throw new Error(file.refusal.code)
    expect(others.served()).toBeGreaterThan(50)
    const { columns } = readHeader(file.header, []) as { columns: Column[] }
    const before = others.served()
    const known = { fields: [], types: [], stages: [] }
    const preview = await previewOf({ columns, lines: file.lines }, known, await now())
    expect(others.stop() - before).toBeGreaterThan(3)
    expect(preview).toMatchObject({ lines: MOST_LINES, good: 0, moreProblems: MOST_LINES - 50 })
    expect(preview.problems.flatMap(({ problems }) => problems).length).toBe(50)
  })

  const spoken = 'Name\tEmail\r\nPeña Müller Strauß\tp@x.example\r\n'
  const wide = (text: string) => Buffer.from(text, 'utf16le')
  it.each([
    ['UTF-8', 'utf-8', Buffer.from(spoken)],
    ['UTF-8 with a mark', 'utf-8', Buffer.from(`\ufeff${spoken}`)],
    ['UTF-16 as Excel writes its text with tabs', 'utf-16le', wide(`\ufeff${spoken}`)],
    ['UTF-16 LE without a mark', 'utf-16le', wide(spoken)],
    ['UTF-16 BE with a mark', 'utf-16be', wide(`\ufeff${spoken}`).swap16()],
    ['UTF-16 BE without a mark', 'utf-16be', wide(spoken).swap16()],
    ['Latin-1', 'windows-1252', Buffer.from(spoken, 'latin1')],
  ])('in %s is found out to be so', async (_, encoding, bytes) => {
    const read = readText(bytes)!
    expect(read).toEqual({ encoding, text: spoken })
    expect(await readCsv(read.text)).toEqual({
      header: ['Name', 'Email'],
      lines: [{ line: 2, cells: ['Peña Müller Strauß', 'p@x.example'] }],
    })
  })

  it('in Windows-1252 keeps what Latin-1 has not, such as € and “quotes”', () => {
    const bytes = Buffer.concat([Buffer.from('Name;'), Buffer.of(0x80, 0x93, 0xf1, 0x94)])
    expect(readText(bytes)).toEqual({ encoding: 'windows-1252', text: 'Name;€“ñ”' })
  })

  it('mostly in letters of two bytes is still UTF-16 by its names of columns and line ends', () => {
    const text = `Name,Email\n${'Βασίλης,\n'.repeat(500)}`
    expect(readText(wide(text))).toEqual({ encoding: 'utf-16le', text })
    expect(readText(wide(text).swap16())).toEqual({ encoding: 'utf-16be', text })
  })

  it.each([
    ['a spreadsheet as it is', Buffer.from('504b0304140006000800000021', 'hex')],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['what is marked as UTF-8 and is not', Buffer.from('efbbbf4ef1', 'hex')],
    ['half a letter of UTF-16', wide(`\ufeffName`).subarray(0, 9)],
    ['half a pair of UTF-16', wide('\ufeffName\ud83d')],
    ['zeros in UTF-8', Buffer.from(`Name\nBo\0${'a'.repeat(500)}`)],
    ['UTF-32', Buffer.from('fffe00004e000000', 'hex')],
  ])('that is no text is not taken for one: %s', (_, bytes) => {
    expect(readText(bytes)).toBeNull()
  })

  it('names its columns in English or Spanish, in any order, and by the portal’s own labels', () => {
    const origin = newId()
    const fields: Field[] = [
      { id: origin, name: 'origin', label: 'Origin', kind: 'text', choices: [] },
    ]
    const keys = (header: string[]) => {
      const read = readHeader(header, fields)
      return 'columns' in read ? read.columns.map(({ key }) => key) : read.refusal.code
    }
    expect(keys(['FECHA DE NACIMIENTO', 'nombre', 'user_name', 'origin'])).toEqual([
      'birthDate',
      'name',
      'userName',
      `fields.${show('field', origin)}`,
    ])
    expect(keys(['Name', 'Shoe size'])).toBe('unknown_column')
    expect(keys(['Name', 'Nombre'])).toBe('column_twice')
    expect(keys(['Name', ' '])).toBe('unnamed_column')
    expect(keys(['E-mail'])).toBe('no_name_column')
    expect(keys(['Bo Quay', '6789'])).toBe('no_header')
    expect(keys(['Name', '123-45-6789'])).toBe('unnamed_column')
  })

  it('names a column with no half a character, however long it is', () => {
    const read = readHeader([`Name${'-'.repeat(55)}😀`, `E-mail${'-'.repeat(60)}`], [])
    const headers = 'columns' in read ? read.columns.map(({ header }) => header) : []
    expect(headers.every((header) => header.isWellFormed())).toBe(true)
    expect(headers.map(({ length }) => length)).toEqual([59, 60])
  })

  it('with a column nobody knows is refused by its name, at once', async () => {
    const firm = await aNewFirm()
    const result = await refusal(firm, 'Name,Shoe size\nBo,44')
    expect(result).toMatchObject({ ok: false, code: 'unknown_column', fields: [{ field: 'csv' }] })
    expect(!result.ok && result.say('en')).toContain('“Shoe size”')
    expect(await countOf(world, 'import_uploads', firm.portal)).toBe(0)
  })
})

const GOOD = [
  'Name,E-mail,Phone,Role,Digits,Date of birth,Company,User name,Language,Origin,Case number,Case title,Case type,Case stage,Opened on,Side,Invite',
  'Bo Quay,BO@quay.example,+34 600,Client,123-45-6789,1980-02-29,Quay & Sons,bo.quay,Español,Fair,Q 1,Quay against Pier,dispute,INTAKE,2026-01-02,,yes',
  'Cy Weir,,,lead,,1975-05-05,quay & sons,,,,Q 1,,,,,other party,no',
].join('\n')

describe('an import', () => {
  it('adds contacts with their cards, and cases with their parties, by the rules for each', async () => {
    const firm = await aNewFirm()
    await act(firm, createField, { label: 'Origin', kind: 'text' })
    expect(await imported(firm, GOOD)).toEqual(['2 created', '3 created'])
    expect(await people(firm)).toEqual([
      {
        name: 'Bo Quay',
        email: 'bo@quay.example',
        role: 'client',
        phone: '+34 600',
        birth_date: '1980-02-29',
        company: 'Quay & Sons',
      },
      {
        name: 'Cy Weir',
        email: null,
        role: 'lead',
        phone: null,
        birth_date: '1975-05-05',
        company: 'Quay & Sons',
      },
    ])
    expect(
      await world.owner(
        `select c.number, c.title, c.type, c.stage, c.opened_on::text, p.name, a.side from cases c
         join case_parties a on a.case_id = c.id join persons p on p.id = a.person_id
         where c.portal_id = $1 order by p.name`,
        [firm.portal],
      ),
    ).toEqual([
      {
        number: 'Q 1',
        title: 'Quay against Pier',
        type: 'Dispute',
        stage: 'Intake',
        opened_on: '2026-01-02',
        name: 'Bo Quay',
        side: 'client',
      },
      {
        number: 'Q 1',
        title: 'Quay against Pier',
        type: 'Dispute',
        stage: 'Intake',
        opened_on: '2026-01-02',
        name: 'Cy Weir',
        side: 'other',
      },
    ])
    const mails = await mailbox(world.installation, firm.portal)
    expect(mails.map(({ to }) => to)).toEqual(['bo@quay.example'])
    const events = await world.owner<{ name: string }>(
      `select name from events where portal_id = $1 and name ~ '^(contact|case)\\.' order by id`,
      [firm.portal],
    )
    expect(events.map(({ name }) => name)).toEqual([
      'contact.create',
      'case.open',
      'case.add_party',
      'contact.import',
      'contact.create',
      'case.add_party',
      'contact.import',
    ])
    expect((await verifyAudit(world.installation)).findings).toEqual([])
  })

  it('tells what is wrong by line and column, keeps the good lines, and nothing of a bad one', async () => {
    const firm = await aNewFirm()
    await act(firm, createContact, { name: 'Old', userName: 'old.one', email: 'old@x.example' })
    const lines = [
      'Name,E-mail,User name,Digits,Date of birth,Role,Language,Case number,Case title,Case type,Side,Invite',
      ',a@x.example,,,,,,,,,,',
      'B,b@,,,,,,,,,,',
      'C,c@x.example,old.one,,,,,,,,,',
      'D,,,12345,1980-01-01,,,,,,,',
      'E,,,,2030-01-01,,,,,,,',
      'F,f@x.example,,,,boss,fr,,,,,',
      'G,,,,,,,,,,,',
      'H,h@x.example,,,,,,,No number,,,',
      'I,i@x.example,,,,,,N 1,,,,',
      'J,j@x.example,,,,,,N 2,Title,Sailing,,',
      'K,k@x.example,,,,,,N 3,Title,,both,maybe',
      'L,l@x.example',
      'M,sara@imports.example,,,,,,,,,,',
      'N,n@x.example,,,,,,N 4,Title,,,',
    ]
    lines[13] = `M,sara@imports${firms}.example,,,,,,,,,,`
    expect(await imported(firm, lines.join('\n'))).toEqual([
      '2 refused Name required',
      '3 refused E-mail email',
      '4 refused User name user_name_taken',
      '5 refused Digits digits',
      '6 refused Date of birth past',
      '7 refused Role choice Language choice',
      '8 refused E-mail nothing_to_know_by',
      '9 refused Case number required',
      '10 refused Case title required',
      '11 refused Case type no_such_type',
      '12 refused Side choice Invite choice',
      '13 refused null cells_differ',
      '14 refused E-mail email_taken',
      '15 created',
    ])
    expect((await people(firm)).map(({ name }) => name)).toEqual(['N', 'Old'])
    expect(await countOf(world, 'cases', firm.portal)).toBe(1)
  })

  it('the same file twice doubles nobody, no case, and mails nobody again', async () => {
    const firm = await aNewFirm()
    await act(firm, createField, { label: 'Origin', kind: 'text' })
    await imported(firm, GOOD)
    // Digits count as changed, so that whether they were known already is not told.
    expect(await imported(firm, GOOD)).toEqual(['2 updated', '3 unchanged'])
    expect(await countOf(world, 'cases', firm.portal)).toBe(1)
    expect(await countOf(world, 'case_parties', firm.portal)).toBe(2)
    expect((await people(firm)).length).toBe(2)
    expect((await mailbox(world.installation, firm.portal)).length).toBe(1)
  })

  it('knows people by e-mail, else by name and date of birth, and leaves what a cell does not say', async () => {
    const firm = await aNewFirm()
    const first = 'Name,E-mail,Phone,Date of birth\nBo,bo@x.example,1,1980-01-01\nCy,,2,1990-01-01'
    expect(await imported(firm, first)).toEqual(['2 created', '3 created'])
    const second = [
      'E-mail;Name;Phone;Date of birth',
      'BO@x.example;Bo Quay;;',
      'cy@x.example;CY;;1990-01-01',
      // Another of the same name and birthday, since another e-mail is on the first one's card.
      'cy@y.example;Cy;3;1990-01-01',
      ';Cy;;1990-01-01',
      'bo@x.example;Bo Quay;;',
    ]
    expect(await imported(firm, second.join('\r\n'))).toEqual([
      '2 updated',
      '3 updated',
      '4 created',
      '5 refused E-mail several_alike',
      '6 unchanged',
    ])
    const kept = (await people(firm)).map(({ name, email, phone }) => `${name} ${email} ${phone}`)
    expect(kept.toSorted()).toEqual([
      'Bo Quay bo@x.example 1',
      'CY cy@x.example 2',
      'Cy cy@y.example 3',
    ])
  })

  it('a case that is there stays as it is, however its number is written', async () => {
    const firm = await aNewFirm()
    await act(firm, openCase, { number: 'Q 7', title: 'As it was' })
    const csv = 'Name,E-mail,Case number,Case title\nBo,bo@x.example,q  7,Another title'
    expect(await imported(firm, csv)).toEqual(['2 created'])
    const cases = await world.owner('select number, title from cases where portal_id = $1', [
      firm.portal,
    ])
    expect(cases).toEqual([{ number: 'Q 7', title: 'As it was' }])
    expect(await countOf(world, 'case_parties', firm.portal)).toBe(1)
  })

  it('two files at once with the same people and cases add each once', async () => {
    const firm = await aNewFirm()
    const csv = ['Name,Date of birth,Case number,Case title']
    for (let n = 0; n < 30; n++) csv.push(`Client ${n},1980-01-01,C ${n % 7},Case`)
    const works = [await begin(firm, csv.join('\n')), await begin(firm, csv.join('\n'))]
    await Promise.all(
      [...works, ...works].map((work) =>
        runJobs(world, 'long_work', { portal: firm.portal, work, kind: 'import' }),
      ),
    )
    await world.drain()
    const all = await Promise.all(works.map(async (work) => (await bulkJobOf(firm, work))!.counts))
    // A batch ends when it has held the portal for long enough, so either file may come first to a line.
    const sum = (outcome: string) => all.reduce((many, counts) => many + (counts[outcome] ?? 0), 0)
    expect([sum('created'), sum('unchanged')]).toEqual([30, 30])
    expect(all.map((counts) => Object.values(counts).reduce((a, b) => a + b, 0))).toEqual([30, 30])
    expect((await people(firm)).length).toBe(30)
    expect(await countOf(world, 'cases', firm.portal)).toBe(7)
    expect(await countOf(world, 'case_parties', firm.portal)).toBe(30)
  })

  it('sets procedures going that wait for imported contacts, once for each', async () => {
    const firm = await aNewFirm()
    const { procedure } = await act(firm, createProcedure, {
      name: 'Hello',
      trigger: { on: 'contact_imported' },
      actions: [{ do: 'invite' }],
    })
    await act(firm, switchProcedureOn, { procedure: show('procedure', procedure!) })
    const csv = 'Name,E-mail\nBo,bo@x.example\nCy,cy@x.example\nDi,di@'
    await imported(firm, csv)
    await imported(firm, csv)
    const runs = await world.owner(
      `select p.name from procedure_runs r join persons p on p.id = r.person_id
       where r.portal_id = $1 order by p.name`,
      [firm.portal],
    )
    expect(runs).toEqual([{ name: 'Bo' }, { name: 'Cy' }])
  })

  it('begun twice at once is one, and its file is gone', async () => {
    const firm = await aNewFirm()
    const sent = { import: show('import', await upload(firm, 'Name,E-mail\nBo,bo@x.example')) }
    const works = await Promise.all([1, 2, 3].map(() => act(firm, beginImport, sent)))
    expect(new Set(works.map(({ work }) => work)).size).toBe(1)
    expect(await countOf(world, 'works', firm.portal)).toBe(1)
    expect(await countOf(world, 'import_uploads', firm.portal)).toBe(0)
  })

  it('of so many files waits for a portal at most, however many are sent at once', async () => {
    const firm = await aNewFirm()
    const csv = 'Name,E-mail\nBo,bo@x.example'
    const sent = await Promise.all(Array.from({ length: 55 }, () => refusal(firm, csv)))
    expect(sent.filter(({ ok }) => ok).length).toBe(50)
    expect(await refusal(firm, csv)).toMatchObject({ code: 'too_many_files', status: 409 })
    expect(await countOf(world, 'import_uploads', firm.portal)).toBe(50)
  })

  it('a file that nobody begins with is erased after a day', async () => {
    const firm = await aNewFirm()
    await upload(firm, 'Name,E-mail\nBo,bo@x.example')
    const age = async (hours: number) => {
      await world.owner(
        `update import_uploads set uploaded_at = (select $2::timestamptz - make_interval(hours => $3, secs => 1))
         where portal_id = $1`,
        [firm.portal, (await now()).toString(), hours],
      )
      await runJobs(world, 'forget_uploads', {})
      return countOf(world, 'import_uploads', firm.portal)
    }
    expect(await age(23)).toBe(1)
    expect(await age(24)).toBe(0)
  })

  it('that was stopped ends after a week, and what waited of it is erased', async () => {
    const firm = await aNewFirm()
    const work = await begin(firm, 'Name,E-mail\nBo,bo@x.example\nCy,cy@x.example')
    const shown = { work: show('work', work) }
    await act(firm, cancelBulkJob, shown)
    const stoppedFor = async (hours: number) => {
      await world.owner(
        `update works set changed_at = (select $2::timestamptz - make_interval(hours => $3, secs => 1))
         where portal_id = $1`,
        [firm.portal, (await now()).toString(), hours],
      )
      await Promise.all([1, 2].map(() => runJobs(world, 'forget_uploads', {})))
      return countOf(world, 'work_rows where sealed is not null', firm.portal)
    }
    expect(await stoppedFor(7 * 24 - 1)).toBe(2)
    await act(firm, resumeBulkJob, shown)
    expect(await stoppedFor(7 * 24)).toBe(2)
    await act(firm, cancelBulkJob, shown)
    expect(await stoppedFor(7 * 24)).toBe(0)
    expect(await bulkJobOf(firm, work)).toMatchObject({ state: 'finished', counts: { left: 2 } })
    expect(await outcomes(firm, work)).toEqual(['2 left', '3 left'])
    const again = await perform(world.installation, resumeBulkJob, firm.staff, shown)
    expect(again).toMatchObject({ ok: false, code: 'not_stopped' })
    await world.drain()
    expect(await people(firm)).toEqual([])
    expect(await countOf(world, `audit_lines where operation = 'import.end'`, firm.portal)).toBe(1)
  })
})

const now = () =>
  world.installation.db.read('installation', (tx) => world.installation.clock.now(tx))

describe('digits', () => {
  it('are nowhere: not in pages, answers, outcomes, the audit trail, events or any table as text', async () => {
    const firm = await aNewFirm()
    // Begun with a nought, the last four are no number that stands there by chance.
    const secret = '50317'
    const { browser } = await aBrowser(firm)
    const csv = `Name,E-mail,SSN\nBo,bo@x.example,9999${secret}\nCy,cy@x.example,${secret}`
    const sent = await browser.send('/api/v1/imports', json({ csv }))
    const { import: id } = (await sent.json()) as { import: string }
    const seen = [
      await (await browser.get(`/imports/${id}`)).text(),
      await (await browser.get(`/api/v1/imports/${id}`)).text(),
    ]
    await browser.send(`/api/v1/imports/${id}/beginning`, json({}))
    const sealed = await world.owner<{ sealed: Buffer | null }>(
      'select sealed from work_rows where portal_id = $1',
      [firm.portal],
    )
    expect(sealed.every(({ sealed }) => sealed && !sealed.includes(secret.slice(1)))).toBe(true)
    await world.drain()
    const work = show('work', parseId('import', id)!)
    for (const path of [`/works/${work}`, `/works/${work}/outcomes`, `/api/v1/works/${work}/rows`])
      seen.push(await (await browser.get(path)).text())
    for (const text of seen) expect(text).not.toMatch(word(secret.slice(1)))
    const tables = await world.owner<{ name: string }>(
      `select table_name as name from information_schema.columns
       where table_schema = 'public' and column_name = 'portal_id' order by 1`,
    )
    for (const { name } of tables) {
      const rows = await world.owner<{ row: string }>(
        `select t::text as row from ${name} t where portal_id = $1`,
        [firm.portal],
      )
      const found = rows.filter(({ row }) => word(secret.slice(1)).test(row))
      expect(found, name).toEqual([])
    }
    expect(await countOf(world, 'work_rows where sealed is not null', firm.portal)).toBe(0)
    expect(await countOf(world, `registration_facts where fact = 'digits'`, firm.portal)).toBe(1)
  })
})

describe('a file of a thousand lines', () => {
  it('is stopped between two batches, goes on where it was, and tells what became of each', async () => {
    const firm = await aNewFirm()
    const csv = ['Name,E-mail,Invite']
    for (let n = 1; n <= 1000; n++)
      csv.push(n % 100 === 0 ? `Bad ${n},,` : `C ${n},c${n}@x.example,`)
    const work = await begin(firm, csv.join('\n'))
    const { installation } = world
    const shown = { work: show('work', work) }
    const write = installation.db.write.bind(installation.db)
    let stoppedAt = 0
    installation.db.write = async (...args) => {
      const result = await write(...args)
      const { done } = (await bulkJobOf(firm, work))!
      if (done >= 300) {
        stoppedAt = done
        installation.db.write = write
        value(await perform(installation, cancelBulkJob, firm.staff, shown))
      }
      return result
    }
    await runJobs(world, 'long_work', { portal: firm.portal, work, kind: 'import' })
    expect(await bulkJobOf(firm, work)).toMatchObject({ state: 'cancelled', done: stoppedAt })
    expect((await people(firm)).length).toBe(stoppedAt - Math.floor(stoppedAt / 100))
    value(await perform(installation, resumeBulkJob, firm.staff, shown))
    await world.drain()
    expect(await bulkJobOf(firm, work)).toMatchObject({
      state: 'finished',
      done: 1000,
      counts: { created: 990, refused: 10 },
    })
    const all = await outcomes(firm, work)
    expect(all.length).toBe(1000)
    expect(all[99]).toBe('101 refused E-mail nothing_to_know_by')
    expect((await mailbox(installation, firm.portal)).length).toBe(0)
  })
})

async function aBrowser(firm: Firm) {
  const browser = await new Browser(createApp(world.installation), firm).signIn({
    email: `sara@${firm.host.replace('.localhost', '')}.example`,
  })
  return { browser }
}

const json = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

describe('by pages', () => {
  const plainText = (page: string) => page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
  const send = (browser: Browser, bytes: Uint8Array<ArrayBuffer>) => {
    const body = new FormData()
    body.set('csv', new File([bytes], 'clients.csv', { type: 'text/csv' }))
    return browser.send('/imports', { method: 'POST', body })
  }

  it('tells how many were invited, and of the others why not, on its page and to programs', async () => {
    const firm = await aNewFirm()
    const { browser } = await aBrowser(firm)
    await world.owner(`update portals set status = 'trial_active' where id = $1`, [firm.portal])
    const lines = Array.from({ length: 52 }, (_, n) => `P ${n},p${n}@many.example,6789,,yes`)
    lines.push(
      'Lea,lea@many.example,6789,lead,yes',
      'Nod,nod@many.example,,,yes',
      'No,n@n.example,,,',
    )
    const work = await begin(firm, ['Name,E-mail,Digits,Role,Invite', ...lines].join('\n'))
    await world.drain()
    const shown = show('work', work)
    const answer = await (await browser.get(`/api/v1/works/${shown}`)).json()
    expect(answer).toMatchObject({
      outcomes: { created: 55 },
      invitations: { invited: 50, trial_used_up: 2, lead: 1, no_fact: 1 },
      mails: { total: 50 },
    })
    const page = plainText(await (await browser.get(`/works/${shown}`)).text())
    expect(page).toContain('4 people whose lines ask for it were not invited')
    expect(page).toContain('No invitation left today: 2')
    expect(page).toContain('Lead: 1 · Registration detail missing: 1')
  })

  it('a file is sent, looked through, begun with once, watched, and told of line by line', async () => {
    const firm = await aNewFirm()
    const { browser } = await aBrowser(firm)
    const template = await (await browser.get('/imports/template')).text()
    expect(template).toMatch(/^Name,E-mail,Phone,/)
    expect(plainText(await (await browser.get('/imports')).text())).toContain('5,000 lines')

    const csv = 'Name;E-mail;Invite\n=cmd();bo@x.example;\nCy;cy@;yes\nDi;di@x.example;yes\n'
    const sent = await send(browser, Buffer.from(`\ufeff${csv}`))
    expect(sent.status).toBe(303)
    const at = sent.headers.get('location')!
    const preview = plainText(await (await browser.get(at)).text())
    expect(preview).toContain('Import 2 lines')
    expect(preview).toMatch(/Line 3, E-mail Enter an e-mail address/)
    expect(preview).toContain('1 line asks for an invitation')
    expect(await countOf(world, 'works', firm.portal)).toBe(0)

    const pressed = [await browser.post(at, {}), await browser.post(at, {})]
    expect(pressed.map(({ status }) => status)).toEqual([303, 303])
    const to = pressed[0]!.headers.get('location')!
    expect((await browser.get(at)).headers.get('location')).toBe(to)
    await world.drain()
    const done = plainText(await (await browser.get(to)).text())
    expect(done).toContain('1 line was not taken')
    expect(done).toMatch(/2 Added/)
    const rows = (await (await browser.get(`${to}/outcomes`)).text()).trim().split('\r\n').slice(1)
    const shortened = rows.map((row) => row.replace(/per_\w+/, 'per'))
    expect(shortened).toEqual([
      `2,per,"'=cmd()",bo@x.example,Added,,,,`,
      '3,,,,Not taken,,,,E-mail: Enter an e-mail address such as name@example.com.',
      '4,per,Di,di@x.example,Added,,,Registration detail missing,',
    ])
    expect(plainText(await (await browser.get('/works')).text())).toContain('3 of 3')
    expect(done).toMatch(
      /1 person whose line asks for it was not invited Registration detail missing: 1/,
    )
  })

  it('a file of Excel in UTF-16 with tabs, or in Windows-1252, is taken, and in what it was read is shown', async () => {
    const firm = await aNewFirm()
    const { browser } = await aBrowser(firm)
    const text = 'Name\tE-mail\r\nPeña Müller\tp@x.example\r\nGroß\tg@x.example\r\n'
    for (const [bytes, encoding] of [
      [Buffer.from(`\ufeff${text}`, 'utf16le'), 'UTF-16 LE'],
      [Buffer.from(text.replaceAll('\t', ';'), 'latin1'), 'Windows-1252'],
      [Buffer.from(text.replaceAll('\t', ',')), 'UTF-8'],
    ] as const) {
      const sent = await send(browser, new Uint8Array(bytes))
      const at = sent.headers.get('location')!
      const preview = plainText(await (await browser.get(at)).text())
      expect(preview).toContain(`The file was read as ${encoding}.`)
      expect(preview).toContain('names such as Peña Müller, Groß look wrong')
      expect((await browser.post(at, {})).status).toBe(303)
      await world.drain()
      expect((await people(firm)).map(({ name }) => name)).toEqual(['Groß', 'Peña Müller'])
    }
  })

  it('no file, or one that cannot be read, is told at the field', async () => {
    const { browser } = await aBrowser(await aNewFirm())
    for (const [bytes, said] of [
      [Buffer.alloc(0), 'Choose a file.'],
      [Buffer.from('504b0304140006000800000021', 'hex'), 'The file is no text'],
      [Buffer.from('Name,Shoe size\nBo,44'), 'no column “Shoe size”'],
    ] as const) {
      const answer = await send(browser, new Uint8Array(bytes))
      expect(answer.status).toBe(422)
      expect(plainText(await answer.text())).toContain(said)
    }
  })
})
