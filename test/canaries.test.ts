import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Hono } from 'hono'
import pino from 'pino'
import { Secret, TOTP } from 'otpauth'
import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/app.tsx'
import { routeHandlers } from '../src/features.ts'
import { show, type IdKind } from '../src/kit/ids.ts'
import { mailbox } from '../src/kit/mail.ts'
import { serve } from '../src/serve.ts'
import { Authenticator } from './identity/authenticator.ts'
import {
  databaseFiles,
  decoded,
  dump,
  procedureInPath,
  isIn,
  mailedCode,
  Recorder,
  secret,
  socialSecurityNumber,
  type Answer,
  type Canary,
} from './canary-search.ts'
import { freePort } from './faults/app-process.ts'
import { aPerson, aPortal, PASSWORD, theConsole, type Someone } from './identity/identity-world.ts'
import { runJobs } from './cases/mass-setting.ts'
import { Receiver } from './portals/webhook-receiver.ts'
import { MAKING } from './two-portals.ts'
import { openWorld, START, type World } from './world.ts'

/** What is nowhere at all. */
const digits: Canary[] = []
const passwords: Canary[] = []
/** What one answer shows, once. */
const shownOnce: Canary[] = []
/** What is mailed, a link or a code, and stands in its mail's body. */
const mailed: Canary[] = []
/** What a browser keeps in a cookie. */
const cookies: Canary[] = []

const answers: Answer[] = []
const log: string[] = []
const dumps: Map<string, string>[] = []
const receiver = new Receiver()
let world: World
let app: Hono
let portal: { id: string; host: string }
let wrongDay: string

/** Nine digits to type in one's own way, remembered as a canary. */
function ssn(name: string, nine: string, between = ''): string {
  digits.push(...socialSecurityNumber(name, nine))
  return [nine.slice(0, 3), nine.slice(3, 5), nine.slice(5)].join(between)
}

function password(text: string): string {
  passwords.push(secret(`the password “${text.slice(0, 4)}…”`, text))
  return text
}

const someone = (who: string, at: { host: string } = portal) => new Recorder(app, at, who, answers)

const json = async <T>(answer: Promise<Response>, status = 200): Promise<T> => {
  const response = await answer
  const text = await response.text()
  if (response.status !== status) throw new Error(`answered ${response.status}: ${text}`)
  return JSON.parse(text) as T
}

const status = async (answer: Promise<Response>) => (await answer).status

/** Does what waits, and looks at all that is stored before and after. */
async function drain(): Promise<void> {
  dumps.push(await dump(world))
  await world.drain()
  await runJobs(world, 'paced_mail_due', {})
  await world.drain()
}

/** The token of the newest mail to an address. */
async function tokenTo(email: string): Promise<string> {
  await drain()
  const mails = await mailbox(world.installation, portal.id)
  const mail = mails.find(({ to, text }) => to === email && text.includes('token='))!
  const token = /token=([\w-]{43})/.exec(mail.text)![1]!
  mailed.push(secret(`the token of ${mail.kind} to ${email} (${mailed.length})`, token))
  return token
}

const keep = (name: string, ...values: string[]) => void shownOnce.push(secret(name, ...values))

/** Row ids of the portal or of the console, shown, by the kind of thing. */
async function idsIn(where: string): Promise<Record<string, string[]>> {
  const ids: Record<string, string[]> = { portal: [show('portal', portal.id)] }
  for (const [kind, making] of Object.entries(MAKING)) {
    if (!('table' in making)) continue
    const rows = await world.owner<{ id: string }>(
      `select id from ${making.table} where portal_id = $1 order by id`,
      [where],
    )
    ids[kind] = rows.map(({ id }) => show(kind as IdKind, id))
  }
  return ids
}

/** Opens every page and asks every endpoint that only reads, about everything there is. */
async function lookAround(browser: Recorder, ids: Record<string, string[]>): Promise<void> {
  for (const { route, method } of routeHandlers) {
    if (method !== 'GET') continue
    const names = Array.from(route.pattern.matchAll(/:(\w+)/g), ([, name]) => name!)
    let paths = [route.pattern as string]
    for (const name of names)
      paths = paths.flatMap((path) =>
        (ids[name]?.length ? ids[name] : ['x']).map((id) => path.replace(`:${name}`, id)),
      )
    for (const path of paths) await browser.get(path)
  }
  for (const path of ['/contacts?format=csv', '/settings/audit?format=csv']) await browser.get(path)
}

beforeAll(async () => {
  await receiver.open()
  world = await openWorld({
    outgoing: { allowPrivate: [receiver.at] },
    log: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
  })
  app = createApp(world.installation)
  portal = await aPortal(world, { slug: 'canary' })
  await live()
  return async () => {
    receiver.close()
    await world.close()
  }
}, 240_000)

/** A whole life, through pages and the API. */
async function live(): Promise<void> {
  const colleague = await aPerson(world, portal.id)
  const operator = await aPerson(world, theConsole.id, { name: 'Opal', kind: 'operator' })
  passwords.push(secret('the password of staff', PASSWORD))
  const ada = await someone('staff').signIn(colleague)
  const opal = await someone('operator', theConsole).signIn(operator)

  await madeByStaff(ada, opal)
  const [anna, ben] = await contacts(ada)
  await registers(ada, anna!)
  await registersByPhone(ada, ben!)
  await many(ada)
  await imports(ada)
  await entersByCode(ben!)
  const client = await secures(anna!)
  await previews(ada, anna!)
  await guesses(anna!)

  await drain()
  await lookAround(ada, await idsIn(portal.id))
  await lookAround(client, await idsIn(portal.id))
  await lookAround(opal, await idsIn(portal.id))
  await lookAround(opal, await idsIn(theConsole.id))
  await lookAround(someone('visitor'), await idsIn(portal.id))
  await drain()
  await forgetsImports()
}

/** Keys and webhooks: each shows its secret once. */
async function madeByStaff(ada: Recorder, opal: Recorder): Promise<void> {
  const key = await opal.post('/keys', { name: 'Ours', scopes: 'read', days: '30' })
  keep('an API key', /key_\w+\.([\w-]{43})/.exec(await key.text())![1]!)
  const made = await ada.post('/settings/webhooks', { url: receiver.url, which: 'all' })
  keep('a webhook’s secret', /whsec_([\w+/=]+)/.exec(await made.text())![1]!)
}

/** Added, corrected and merged, with the whole number typed in. @returns Anna and Ben */
async function contacts(ada: Recorder): Promise<Someone[]> {
  const add = async (name: string, typed: string, more: object = {}) => {
    const email = `${name.split(' ')[0]!.toLowerCase()}@clients.example`
    const body = { name, email, digits: typed, ...more }
    const { id } = await json<{ id: string }>(ada.json('POST', '/api/v1/contacts', body), 201)
    return { id, shown: id, name, email }
  }
  const form = { name: 'Anna Ash', email: 'anna@clients.example', role: 'client' }
  // Refused with what was typed: the page comes again, the number does not.
  const odd = ssn('Anna, mistyped', '518620474', '-')
  expect(await status(ada.post('/contacts', { ...form, digits: `${odd}9` }))).toBe(422)
  const whole = ssn('Anna', '518620473', '-')
  wrongDay = '1971-04-09'
  const answer = await ada.post('/contacts', { ...form, digits: whole, birthDate: wrongDay })
  const shown = answer.headers.get('location')!.split('/').at(-1)!
  const anna = { id: shown, shown, name: form.name, email: form.email }

  const ben = await add('Ben Oak', ssn('Ben', '604710836', ' '))
  const refused = { name: 'X', digits: `${ssn('X', '604710837')}1`, email: 'no' }
  expect(await status(ada.json('POST', '/api/v1/contacts', refused))).toBe(422)
  expect(
    await status(ada.json('PATCH', `/api/v1/contacts/${ben.id}`, { digits: refused.digits })),
  ).toBe(422)
  const corrected = { digits: ssn('Ben, corrected', '604710838', '.') }
  await json(
    ada.send(`/api/v1/contacts/${ben.id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'ben' },
      body: JSON.stringify(corrected),
    }),
  )
  const twin = await add('Benny Oak', ssn('Benny', '733150952'))
  await json(
    ada.json('POST', `/api/v1/contacts/${ben.id}/merge`, { other: twin.id, prefer: 'other' }),
  )
  await add('Cora Elm', ssn('Cora', '692810749', '.'))
  const dora = { name: 'Dora Yew', email: 'dora@clients.example', kind: 'contact' }
  const invite = (digits: string) => status(ada.json('POST', '/api/v1/people', { ...dora, digits }))
  expect(await invite(`${ssn('Dora, mistyped', '427930261')}0`)).toBe(422)
  expect(await invite(ssn('Dora', '427930262', '-'))).toBe(201)
  await tokenTo(dora.email)

  await ada.post('/cases', { title: 'Ash against Oak', client: anna.shown })
  await ada.post(`/contacts/${anna.shown}/notes`, { body: 'Called, and knew who we were.' })
  return [anna, ben]
}

/** Invited again and again, wrong at first. */
async function registers(ada: Recorder, anna: Someone): Promise<void> {
  const phone = someone('Anna, not in yet')
  await ada.post(`/people/${anna.shown}/invitation`)
  const first = await tokenTo(anna.email)
  await phone.get(`/registration?token=${first}`)
  await phone.post('/registration/opened', { token: first })
  await ada.post(`/people/${anna.shown}/invitation`)
  const second = await tokenTo(anna.email)
  expect(await status(phone.get(`/registration?token=${first}`))).toBe(410)
  await phone.post('/registration/link', { token: first })
  const token = await tokenTo(anna.email)
  const chosen = password('a canary sang below')
  const wrong = {
    fact: ssn('a stranger', '381640195', '-'),
    password: password('nobody took this one'),
  }
  expect(await status(phone.post('/registration', { token, ...wrong }))).toBe(410)
  expect(await status(phone.json('POST', '/api/v1/registration', { token, ...wrong }))).toBe(410)
  expect(
    await status(phone.json('POST', '/api/v1/registration', { token: second, ...wrong })),
  ).toBe(410)
  const odd = { fact: `${ssn('a slip', '518620475')}0`, password: chosen }
  expect(await status(phone.post('/registration', { token, ...odd }))).toBe(422)
  expect(await status(phone.json('POST', '/api/v1/registration', { token, ...odd }))).toBe(422)
  const right = { token, fact: '518-62-0473', password: chosen }
  expect(await status(phone.post('/registration', right))).toBe(303)
}

async function registersByPhone(ada: Recorder, ben: Someone): Promise<void> {
  const phone = someone('Ben, not in yet')
  const page = await ada.post(`/people/${ben.shown}/code`, { userName: 'ben.oak' })
  const spoken = /spoken-code">([\d ]+)</.exec(await page.text())![1]!
  keep('a code told on the page', spoken, spoken.replaceAll(' ', ''))
  const issued = ada.send(`/api/v1/people/${ben.shown}/code`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': 'code' },
    body: '{}',
  })
  const { code } = await json<{ code: string }>(issued, 201)
  keep('a code told by the API', code, code.replaceAll(' ', ''))
  const chosen = password('benches along the quay')
  const form = { name: 'ben.oak', code, fact: '733150952', password: chosen }
  expect(await status(phone.post('/registration/code', { ...form, fact: '381-64-0195' }))).toBe(410)
  expect(await status(phone.post('/registration/code', form))).toBe(303)
}

/** In mass: the tokens wait for their turn, sealed. */
async function many(ada: Recorder): Promise<void> {
  const begun = ada.json('POST', '/api/v1/mass-invitations', {
    people: (await idsIn(portal.id))['person'],
    days: 0,
  })
  const { work } = await json<{ work: string }>(begun, 201)
  await runJobs(world, 'long_work', {
    portal: portal.id,
    work: (await world.owner<{ id: string }>('select id from works'))[0]!.id,
    kind: 'mass_invitation',
  }).catch(() => undefined)
  await tokenTo('cora@clients.example')
  await tokenTo('dora@clients.example')
  await ada.get(`/works/${work}`)
}

/** How a program sends a file, and looks through it. @returns the import's id */
async function sendFile(ada: Recorder, csv: string): Promise<string> {
  const sent = ada.json('POST', '/api/v1/imports', { csv })
  const { import: id } = await json<{ import: string }>(sent, 201)
  await ada.get(`/api/v1/imports/${id}`)
  return id
}

const sendForm = (ada: Recorder, csv: string | Buffer<ArrayBuffer>) => {
  const body = new FormData()
  body.set('csv', new File([csv], 'clients.csv', { type: 'text/csv' }))
  return ada.send('/imports', { method: 'POST', body })
}

/** Files with whole numbers in them: not taken at all, taken line by line, and stopped before their turn. */
async function imports(ada: Recorder): Promise<void> {
  const head = 'Name,E-mail,Social security number,Date of birth'
  for (const csv of [
    // The names of the columns were forgotten, wholly or in part; a quote is never closed; no text at all.
    `Ed Fir,ed@clients.example,${ssn('no head', '264810591', '-')}\nFay Gum,,`,
    `Name,E-mail,${ssn('half a head', '264810592', '-')}\nEd Fir,ed@clients.example,`,
    `${head}\nEd Fir,ed@clients.example,"${ssn('an open quote', '264810593', '-')}`,
    Buffer.from(`${head}\nEd\0 Fir,,${ssn('no text', '264810594', '-')},`),
  ])
    expect(await status(sendForm(ada, csv))).toBe(422)

  // Looked through, with a line that is to be mended, and begun with on the page.
  const page = await sendForm(
    ada,
    [
      head,
      `Ed Fir,ed@clients.example,${ssn('Ed', '264810595', '-')},${wrongDay}`,
      `Fay Gum,fay@clients.example,${ssn('Fay, mistyped', '264810596', '-')}9,`,
      `Gil Hop,,${ssn('Gil, whom nothing tells', '264810597')},`,
      // It is told only when its turn comes that somebody is there already.
      `Anna Ash,anna@clients.example,${ssn('Anna, of the file', '264810598', '.')},`,
      `Hal Ivy,hal@clients.example,${ssn('Hal', '264810599')},1961-02-31`,
      `Ina Jay,ina@clients.example,"${ssn('Ina, in a cell too many', '264810601')}",,too,many`,
    ].join('\n'),
  )
  const at = page.headers.get('location')!
  await lookAround(ada, await idsIn(portal.id))
  const begun = await ada.post(at)
  await drain()
  const outcomes = await (await ada.get(`${begun.headers.get('location')}/outcomes`)).text()
  expect(outcomes.split('\r\n').map((row) => row.split(',')[4])).toEqual([
    'Outcome',
    'Added',
    'Not taken',
    'Not taken',
    'Changed',
    'Not taken',
    'Not taken',
    undefined,
  ])

  const stopped = await sendFile(
    ada,
    `${head}\nKit Low,kit@clients.example,${ssn('Kit, who waits', '264810602', '-')},`,
  )
  await json(ada.json('POST', `/api/v1/imports/${stopped}/beginning`, {}), 201)
  const works = '/api/v1/works'
  const { works: all } = await json<{ works: { id: string; state: string }[] }>(ada.get(works))
  const { id: work } = all.find(({ state }) => state === 'running')!
  await json(ada.json('POST', `${works}/${work}/cancellation`, {}))
  await drain()
  // Sent, and never begun with.
  await sendFile(
    ada,
    `${head}\nLea Mus,lea@clients.example,${ssn('Lea, of no import', '264810603')},`,
  )
}

/** What waits is erased when its time is over: the file without an import, and the import that was stopped. */
async function forgetsImports(): Promise<void> {
  const kept = async () =>
    world.owner(
      `select id from import_uploads union all select work_id from work_rows where sealed is not null`,
    )
  expect(await kept()).toHaveLength(2)
  await world.setClock((await world.now()).add({ hours: 24 * 7, seconds: 1 }))
  await runJobs(world, 'forget_uploads', {})
  await drain()
  expect(await kept()).toEqual([])
}

/** Signs in by a mailed code, typed wrong at first: in a browser, and as a program. */
async function entersByCode(ben: Someone): Promise<void> {
  const codeTo = async () => {
    await drain()
    const mails = await mailbox(world.installation, portal.id)
    const [mail] = mails.filter(({ kind }) => kind === 'sign_in_code')
    const code = /^\d{4} \d{4}$/m.exec(mail!.text)![0]
    mailed.push(mailedCode(`a code to ${ben.name} (${mailed.length})`, code))
    return code
  }
  const wrong = (code: string) => {
    const other = code.replace(/^\d/, (digit) => String((Number(digit) + 1) % 10))
    passwords.push(mailedCode('a code that is wrong', other))
    return other
  }
  const phone = someone('Ben')
  expect(await status(phone.post('/sign-in/code', { email: 'ben.oak' }))).toBe(303)
  cookies.push(secret('a browser that waits for a code', phone.cookies.get('code')!))
  const code = await codeTo()
  expect(await status(phone.post('/sign-in/code/enter', { code: wrong(code) }))).toBe(401)
  expect(await status(phone.post('/sign-in/code/enter', { code }))).toBe(303)
  expect(await status(phone.post('/sign-in/code', { email: 'no.such.one' }))).toBe(303)

  const program = someone('Ben’s program')
  const asked = program.json('POST', '/api/v1/session/code', { email: 'ben.oak' })
  const { request } = await json<{ request: string }>(asked, 201)
  keep('what a program types its code beside', request)
  const second = await codeTo()
  const entry = (typed: string) =>
    program.json('POST', '/api/v1/session/code/entry', { request, code: typed })
  expect(await status(entry(wrong(second)))).toBe(401)
  const { session } = await json<{ session: string }>(entry(second), 201)
  keep('a program’s session by code', session)
}

/** A reset, an app, a passkey, recovery codes, a program's session. */
async function secures(anna: Someone): Promise<Recorder> {
  const client = someone('Anna')
  await client.post('/reset', { email: anna.email })
  const token = await tokenTo(anna.email)
  await client.get(`/reset/password?token=${token}`)
  const chosen = password('another canary sang')
  expect(await status(client.post('/reset/password', { token, password: chosen }))).toBe(303)

  const { secret: shared } = await json<{ secret: string }>(
    client.json('POST', '/api/v1/profile/factors/app', { current: chosen }),
    201,
  )
  keep('the app’s secret', shared, Buffer.from(Secret.fromBase32(shared).buffer).toString('latin1'))
  const timestamp = Temporal.Instant.from(START).epochMilliseconds
  const code = TOTP.generate({ secret: Secret.fromBase32(shared), timestamp })
  const { recoveryCodes } = await json<{ recoveryCodes: string[] }>(
    client.json('POST', '/api/v1/profile/factors/app/confirmation', { code }),
  )
  recoveryCodes.forEach((one, n) => keep(`recovery code ${n}`, one, one.replaceAll(/[\s-]/g, '')))
  const { create } = await json<{ create: never }>(
    client.json('POST', '/api/v1/profile/factors/passkey-options', { current: chosen }),
  )
  const credential = new Authenticator().create(create, client.origin)
  const made = client.json('POST', '/api/v1/profile/factors/passkeys', {
    name: 'Phone',
    credential,
  })
  expect(await status(made)).toBe(201)

  const program = someone('Anna’s program')
  const body = { email: anna.email, password: chosen }
  const begun = await program.json('POST', '/api/v1/session', body)
  const { pending } = (await begun.json()) as { pending: string }
  keep('half a sign-in', pending)
  const step = program.json('POST', '/api/v1/session/second-step', { code: recoveryCodes[0] })
  const { session } = await json<{ session: string }>(step, 201)
  keep('a program’s session', session)
  for (const name of ['session', 'device'])
    cookies.push(secret(`a ${name}`, client.cookies.get(name)!))
  return client
}

async function previews(ada: Recorder, anna: Someone): Promise<void> {
  const why = { reason: 'She cannot find her bill' }
  const begun = ada.json('POST', `/api/v1/people/${anna.shown}/preview`, why)
  keep('a preview', (await json<{ secret: string }>(begun, 201)).secret)
  await ada.post(`/people/${anna.shown}/preview`, why)
  cookies.push(secret('a preview from the page', ada.cookies.get('preview')!))
  await lookAround(ada, await idsIn(portal.id))
  await ada.post('/preview/end')
}

/** Ten bad tries lock, and what was tried is kept nowhere. */
async function guesses({ email }: Someone): Promise<void> {
  const stranger = someone('a stranger')
  for (let n = 0; n < 11; n++)
    await stranger.post('/sign-in', { email, password: password(`gggguess number ${n} of mine`) })
  // She has asked for one herself, and one goes out in a minute.
  await world.setClock((await world.now()).add({ minutes: 1 }))
  await stranger.post('/reset', { email })
  await tokenTo(email)
}

describe('what is looked for', () => {
  it('is found in what is encoded, four digits alone where that is text', () => {
    const [nine, four] = socialSecurityNumber('X', '518620473')
    const inHex = (bytes: Buffer) => decoded(`\\x${bytes.toString('hex')}`)
    const inBase64 = (bytes: Buffer) => decoded(bytes.toString('base64'))
    const bytesAround = (text: string) => Buffer.from(`\0\x9a ${text} \xff\x01`, 'latin1')
    for (const encoded of [inHex, inBase64]) {
      expect(isIn(four, encoded(Buffer.from('Peña’s digits: "0473"')))).toBe(true)
      expect(isIn(four, encoded(bytesAround('0473')))).toBe(false)
      expect(isIn(nine, encoded(bytesAround('518-62-0473')))).toBe(true)
      expect(isIn(nine, encoded(bytesAround('518620473')))).toBe(true)
    }
  })

  it('is the digits alone, not what a code or an id may hold by chance', () => {
    const [nine, four] = socialSecurityNumber('X', '518620473')
    for (const there of ['0473', 'digits: "0473"', '>0473<'])
      expect(isIn(four, there), there).toBe(true)
    for (const chance of [
      '0473 1812 9120',
      '1812 0473 9120',
      '1812 9120 0473',
      'f0473a',
      '09:00.0473',
    ])
      expect(isIn(four, chance), chance).toBe(false)
    for (const there of ['518620473', '518-62-0473', '518 62 0473', 'x=518.62.0473.'])
      expect(isIn(nine, there), there).toBe(true)
    expect(isIn(nine, 'a5186204731c')).toBe(false)
  })
})

const everything = () => [...digits, ...passwords, ...shownOnce, ...mailed, ...cookies]

describe('what is secret', () => {
  it('was there to be found: each was typed, made, or mailed in this life', async () => {
    expect(digits.length).toBeGreaterThanOrEqual(46)
    expect(mailed.length).toBeGreaterThanOrEqual(10)
    expect(shownOnce.length).toBeGreaterThanOrEqual(18)
    expect(cookies.length).toBeGreaterThanOrEqual(4)
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(200)
    expect(receiver.all.length).toBeGreaterThan(10)
    const sent = answers.map((answer) => answer.sent).join('\n')
    for (const canary of digits.filter(({ name }) => name.endsWith('nine digits')))
      expect(isIn(canary, decodeURIComponent(sent.replaceAll('+', ' '))), canary.name).toBe(true)
  })

  it('of digits and passwords, no answer says anything, not even to whoever typed them', () => {
    const found = answers.flatMap(({ who, method, path, headers, text }) =>
      procedureInPath(
        [...digits, ...passwords],
        `${method} ${path} to ${who}`,
        `${headers}\n${text}`,
      ),
    )
    expect(found).toEqual([])
  })

  it('is shown by one answer, and by no other', () => {
    for (const canary of shownOnce) {
      const showing = answers.filter(({ headers, text }) => isIn(canary, `${headers}\n${text}`))
      expect(
        showing.map(({ method, path }) => `${method} ${path}`),
        canary.name,
      ).toHaveLength(1)
    }
  })

  it('in a mailed link or code, is repeated to whoever opens it, and stands else in its own mail alone', () => {
    const MAILBOX = /\/mailbox|\/mails(\?|$)/
    for (const canary of mailed) {
      const showing = answers.filter(
        ({ path, sent, headers, text }) =>
          isIn(canary, `${headers}\n${text}`) && !isIn(canary, sent) && !MAILBOX.test(path),
      )
      expect(
        showing.map(({ who, method, path }) => `${who}: ${method} ${path}`),
        canary.name,
      ).toEqual([])
      const mails = answers.filter(
        ({ path, text }) => /\/mailbox\/mal_/.test(path) && isIn(canary, text),
      )
      expect(new Set(mails.map(({ path }) => path.split('/').at(-1))).size, canary.name).toBe(1)
    }
  })

  it('in a cookie, is in no answer’s text', () => {
    const found = answers.flatMap(({ method, path, headers, text }) =>
      procedureInPath(cookies, `${method} ${path}`, `${headers}\n${text}`),
    )
    expect(found).toEqual([])
  })

  it('is in no line of the log', () => {
    expect(log.length).toBeGreaterThan(200)
    expect(log.some((line) => line.includes('"/registration"'))).toBe(true)
    expect(procedureInPath(everything(), 'the log', log.join('\n'))).toEqual([])
  })

  it('is in no subject of a mail, and of digits and passwords in no mail', async () => {
    const mails = await mailbox(world.installation, portal.id)
    for (const { kind, subject, text, html } of mails) {
      expect(procedureInPath(everything(), `the subject of ${kind}`, subject)).toEqual([])
      const others = [...digits, ...passwords, ...shownOnce, ...cookies]
      expect(procedureInPath(others, kind, `${text}\n${html}`)).toEqual([])
      expect(mailed.filter((canary) => isIn(canary, text)).length).toBeLessThanOrEqual(1)
    }
  })

  it('is in no event that a webhook takes', () => {
    const taken = receiver.all.map(({ payload }) => JSON.stringify(payload)).join('\n')
    expect(taken).toContain('person.register')
    expect(procedureInPath(everything(), 'an event', decoded(taken))).toEqual([])
    expect(taken).not.toContain(wrongDay)
  })

  it('is in no line of the audit trail', async () => {
    const lines = await world.owner<{ line: string }>('select l::text as line from audit_lines l')
    const trail = lines.map(({ line }) => line).join('\n')
    for (const operation of [
      ...['contact.merge', 'person.issue_code', 'registration.attempt', 'code.attempt'],
      ...['import.upload', 'contact.import', 'work.cancel', 'import.end'],
    ])
      expect(trail).toContain(operation)
    expect(procedureInPath(everything(), 'the trail', decoded(trail))).toEqual([])
    expect(trail).not.toContain(wrongDay)
  })

  it('is in no table, at any moment of that life', async () => {
    for (const tables of [...dumps, await dump(world)])
      for (const [name, rows] of tables)
        expect(procedureInPath(everything(), name, decoded(rows))).toEqual([])
  })

  it('is in no file of the database, nor beside it', async () => {
    // Of bytes that are not text four can be anything: the tables above were searched for those.
    const long = everything().filter(({ name }) => !name.endsWith('last four'))
    const results: string[] = []
    const seen: string[] = []
    // What others write meanwhile may have taken the place of older lines of the log: this one is the newest.
    const { name } = await aPerson(world, portal.id, { name: 'Newest Person' })
    const open = [secret('a name, which may be read', 'Dora Yew'), secret('the newest', name)]
    if (!process.env['DATABASE_URL'])
      for await (const { file, bytes } of databaseFiles(world)) {
        results.push(...procedureInPath(long, file, bytes))
        seen.push(...procedureInPath(open, file, bytes))
      }
    for (const entry of await readdir(world.data, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const file = join(entry.parentPath, entry.name)
        results.push(...procedureInPath(long, file, (await readFile(file)).toString('latin1')))
      }
    expect(results).toEqual([])
    // It was looked for where things are: in a table, and in the log that is written ahead.
    if (!process.env['DATABASE_URL'])
      for (const place of ['in base/', 'in pg_wal/']) expect(seen.join('\n')).toContain(place)
  })
})

describe('a mailed link', () => {
  it('is told to nobody by the page it opens: requests from there name the host alone', async () => {
    const pages = answers.filter(({ method, path }) => method === 'GET' && path.includes('?token='))
    expect(pages.length).toBeGreaterThan(2)
    for (const { path, headers } of pages)
      expect(headers, path).toContain('["referrer-policy","strict-origin"]')
  })

  it('neither through a socket, where headers are written another way', async () => {
    const port = await freePort()
    const { stop } = await serve(world.installation, port)
    const policyOf = async (path: string) =>
      (await fetch(`http://localhost:${port}${path}`)).headers.get('referrer-policy')
    const policies = [await policyOf('/reset/password?token=x'), await policyOf('/sign-in')]
    await stop()
    expect(policies).toEqual(['strict-origin', 'same-origin'])
  })
})
