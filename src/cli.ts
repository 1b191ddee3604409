import { setTimeout as delay } from 'node:timers/promises'
import type { Command } from 'commander'
import { printed } from './cli-output.ts'
import { addDerived, type Range } from './commands.ts'
import { routeHandlers } from './features.ts'
import { answerCommand, namedPerson, portalOfHost } from './identity/index.ts'
import type { Problem } from './kit/http/problem.ts'
import { CONSOLE, parseId, show } from './kit/ids.ts'
import type { Installation } from './kit/installation.ts'
import { addMoveFiles } from './move-files.ts'
import { pathNames } from './openapi.ts'
import { verifyLedgers } from './payments/index.ts'
import { creation, issueDueReports } from './portals/index.ts'
import { verifyAudit } from './verify-audit.ts'

/** Opens the installation for one command; jobs run meanwhile where no server is there to do them. */
export type WithInstallation = <T>(work: (installation: Installation) => Promise<T>) => Promise<T>

/** Says what to mend; anything else that is thrown is a bug. */
export class CommandRefused extends Error {}

/** What one may ask is what a program may ask of the API; here is what has to be waited for, or is not in the API. */
export function addCommands(program: Command, withInstallation: WithInstallation): void {
  const noun = (name: string, description: string) => program.command(name).description(description)
  const person = noun('person', 'who they are, and the way back for whoever nobody else can let in')
  const report = noun('report', 'partners’ billing reports')
  const audit = noun('audit', 'the audit trail')
  const ledger = noun('ledger', 'portals’ double-entry ledgers')
  const files = noun('files', 'where contents of files lie')

  for (const [verb, description] of Object.entries(WAYS_BACK)) {
    const command = person
      .command(`${verb} <person>`)
      .description(`${description}; named by id, e-mail or user name`)
      .option('--portal <portal>', 'whose they are; without it operators and partners’ people')
      .option('--json', 'print JSON')
    if (verb !== 'enable') command.requiredOption('--reason <text>')
    command.action(async (who: string, { portal, reason, json }: WayBack) =>
      print(await withInstallation((one) => onPerson(one, verb, who, { portal, reason })), json),
    )
  }

  report
    .command('issue')
    .description('issue every report that has fallen due')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) =>
      print(await withInstallation((installation) => issueDueReports(installation)), json),
    )

  audit
    .command('verify')
    .description('recompute every hash chain and hold it against its anchors')
    .option(
      '--anchors <files...>',
      'other servers’ files of anchors, `audit-anchors` in their data',
    )
    .option('--json', 'print JSON')
    .action(async ({ anchors, json }: { anchors?: string[]; json?: boolean }) => {
      const verdict = await withInstallation((installation) => verifyAudit(installation, anchors))
      const verified = verdict.findings.length === 0
      if (!verified) process.exitCode = 2
      print({ ...verdict, verified }, json)
    })

  ledger
    .command('verify')
    .description('add up every portal’s ledger, and hold invoices and their numbers against it')
    .option('--json', 'print JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const verdict = await withInstallation((installation) => verifyLedgers(installation))
      const verified = verdict.findings.length === 0
      if (!verified) process.exitCode = 2
      print({ ...verdict, verified }, json)
    })

  addMoveFiles(
    files,
    async (work, json) => print(await withInstallation(work), json),
    (why) => new CommandRefused(why),
  )

  const byHand = new Set(Object.keys(WAYS_BACK).map((verb) => `person ${verb}`))
  addDerived(program, routeHandlers, byHand, async (query) =>
    print(await withInstallation((installation) => outcomeOf(installation, query)), query.json),
  )
}

interface WayBack {
  portal?: string
  reason?: string
  json?: boolean
}

const WAYS_BACK = {
  enable: 'let somebody in again whose access was disabled',
  disable: 'take somebody’s access at once, until it is enabled again',
  'reset-factors': 'take away a second step that somebody has lost, and their passkeys',
}

/** Does the same thing to whoever is meant, whosever person they are. */
async function onPerson(
  installation: Installation,
  verb: string,
  who: string,
  { portal, reason }: WayBack,
): Promise<{ person: string }> {
  const where = portal === undefined ? CONSOLE : await portalMeant(installation, portal)
  const data = await personMeant(installation, where, who)
  if (!data)
    throw new CommandRefused(`There is no ${who} ${portal ? `in ${portal}` : 'in the console'}.`)
  const person = show('person', data.id)
  const partner = data.partner_id && show('partner', data.partner_id)
  const [name, named] =
    portal !== undefined
      ? ['portal', { portal: show('portal', where), person }]
      : partner
        ? ['partner', { partner, person }]
        : ['operator', { person }]
  const operation =
    verb === 'reset-factors' ? 'reset_factors' : name === 'operator' ? verb : `${verb}_person`
  const handler = routeHandlers.find(({ endpoint }) => endpoint?.name === `${name}.${operation}`)!
  await answerOf(installation, {
    handler,
    named: named as Record<string, string>,
    query: {},
    body: { reason },
    all: false,
    json: true,
    optionOf: (field) => `--${field}`,
  })
  return { person }
}

/** Row id of the portal that is meant by its id, short name or address. @throws CommandRefused where there is none */
async function portalMeant({ db, url }: Installation, meant: string): Promise<string> {
  const id = parseId('portal', meant)
  if (id !== null) return id
  const host = meant.includes('.') ? meant : `${meant}.${url.hostname}`
  const data = await portalOfHost(db, host.toLowerCase())
  if (data === undefined || data === CONSOLE)
    throw new CommandRefused(`There is no portal ${meant}.`)
  return data
}

/** Whoever is meant by an id, an e-mail or a user name. */
function personMeant({ db }: Installation, portal: string, meant: string) {
  const id = parseId('person', meant)
  const who = id === null ? { login: meant.trim().toLowerCase() } : { id }
  return db.read({ portal }, (tx) => namedPerson(tx, who))
}

/** What the endpoint answers: data, the bytes of a file, or nothing. @throws CommandRefused */
async function answerOf(installation: Installation, options: Range): Promise<unknown> {
  const { handler, query, body, portal, as, ifMatch } = options
  const realm = portal === undefined ? CONSOLE : await portalMeant(installation, portal)
  const named = await meant(installation, realm, options.named)
  const author = as === undefined ? undefined : await personMeant(installation, realm, as)
  if (as !== undefined && author?.kind !== 'staff')
    throw new CommandRefused(`There is no ${as} who works in ${portal}.`)
  const path = handler.route.pattern.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(named[name]!),
  )
  const address = `${path}?${new URLSearchParams(query).toString()}`
  const about = { realm, address, body, ifMatch, as: author?.id }
  const response = await answerCommand(installation, handler, about)
  if (!response.ok) throw refused((await response.json()) as Problem, options)
  if (response.status === 204) return undefined
  if (!response.headers.get('content-type')?.includes('json'))
    return Buffer.from(await response.arrayBuffer())
  if (handler.endpoint!.name !== 'portal.create') return response.json()
  const { id } = (await response.json()) as { id: string }
  await built(installation, parseId('portal', id)!)
  const shown = routeHandlers.find(({ endpoint }) => endpoint?.name === 'portal.show')!
  return answerOf(installation, { ...options, handler: shown, named: { portal: id }, body: {} })
}

/** What is answered; of a list of which every page is wanted, with the lines of all. */
export async function outcomeOf(installation: Installation, options: Range): Promise<unknown> {
  const first = (await answerOf(installation, options)) as Record<string, unknown>
  if (!options.all) return first
  for (let page = first; typeof page['next'] === 'string';) {
    const query = { ...options.query, cursor: page['next'] }
    page = (await answerOf(installation, { ...options, query })) as Record<string, unknown>
    for (const [name, rows] of Object.entries(page))
      if (Array.isArray(rows)) (first[name] as unknown[]).push(...(rows as unknown[]))
  }
  return { ...first, next: null }
}

/** What the path names, by id: a portal may be named by its short name, a person by how they sign in. */
async function meant(
  installation: Installation,
  realm: string,
  named: Record<string, string>,
): Promise<Record<string, string>> {
  const { portal, person } = named
  const where = portal === undefined ? realm : await portalMeant(installation, portal)
  const data = person?.includes('@') ? await personMeant(installation, where, person) : undefined
  return {
    ...named,
    ...(portal !== undefined && { portal: show('portal', where) }),
    ...(data && { person: show('person', data.id) }),
  }
}

/** A refusal in sentences, each with the option that it is about. */
function refused(
  { code, detail, errors = [] }: Problem,
  { handler, named, optionOf }: Range,
): CommandRefused {
  const names = pathNames(handler.route.pattern)
  const [subject, owner = handler.route.place === 'portal' ? 'portal' : undefined] =
    names.toReversed()
  if (code === 'not_found' && subject !== undefined) {
    const missing = `${owner ? `That ${owner} has` : 'There is'} no ${subject} ${named[subject]}`
    const isAll = handler.route.pattern.endsWith(`:${subject}`)
    return new CommandRefused(isAll ? `${missing}.` : `${missing}, or not what was asked of it.`)
  }
  const lines = errors.map(({ field, detail }) => {
    const option = optionOf(field)
    return `  ${field}: ${detail}${option ? ` (${option})` : ''}`
  })
  return new CommandRefused([detail, ...lines].join('\n'))
}

/** Waits until the portal stands; whoever is serving builds it, or this process does. */
async function built(installation: Installation, portal: string): Promise<void> {
  for (;;) {
    const progress = await installation.db.read({ portal }, (tx) => creation(tx))
    if (!progress || progress.finished) return
    if (progress.failure) throw new CommandRefused(`Building failed: ${progress.failure.message}`)
    await delay(100)
  }
}

function print(value: unknown, json = false): void {
  if (value instanceof Uint8Array) process.stdout.write(value)
  else if (json) console.log(JSON.stringify(value ?? null, null, 2))
  else console.log(printed(value, process.stdout.columns ?? 120))
}
