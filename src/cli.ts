import { Command, Option } from 'commander'
import { CLI_RIGHTS, SCOPES } from './gate/index.ts'
import {
  createKey,
  disableInPortal,
  disableOperator,
  disablePartnerPerson,
  enableInPortal,
  enableOperator,
  enablePartnerPerson,
  namedPerson,
  resetFactorsInPortal,
  resetOperatorFactors,
  resetPartnerPersonFactors,
} from './identity/index.ts'
import { CONSOLE, parseId, show } from './kit/ids.ts'
import type { Installation } from './kit/installation.ts'
import { perform, type Caller, type Operation } from './kit/operation.ts'
import type { Done, Refusal } from './kit/refusal.ts'
import { invalid } from './kit/validation.ts'
import {
  advance,
  cancelPortal,
  certifyPortal,
  clockNow,
  createPartner,
  createPortal,
  creation,
  deleteAgain,
  expireTrial,
  findPartner,
  issueDueReports,
  LIFTING_CAUSES,
  linesOf,
  listPortals,
  partnersList,
  partnersReport,
  partnersReports,
  portalsQuery,
  setPrice,
  showPartner,
  showPortal,
  SUSPENSION_CAUSES,
  suspendPortal,
  unsuspendPortal,
} from './portals/index.ts'
import { verifyAudit } from './verify-audit.ts'
import type { z } from 'zod'

/** Opens the installation for one command; jobs run meanwhile where no server is there to do them. */
export type WithInstallation = <T>(work: (installation: Installation) => Promise<T>) => Promise<T>

/** The CLI runs on the machine itself: whoever can start it is an operator. */
const caller: Caller = {
  id: 'cli',
  name: 'Command line',
  portal: CONSOLE,
  rights: CLI_RIGHTS,
  through: 'cli',
}

/** Adds the commands that look at and change portals, keys, clock and audit trail. */
export function addCommands(program: Command, withInstallation: WithInstallation): void {
  const command = (parent: Command, name: string, description: string) =>
    parent.command(name).description(description).option('--json', 'print JSON')

  const run =
    <A extends unknown[]>(work: (installation: Installation, ...given: A) => Promise<unknown>) =>
    async (...given: A) => {
      const options = given.find((one) => isOptions(one)) as { json?: boolean } | undefined
      print(
        await withInstallation((installation) => work(installation, ...given)),
        options?.json ?? false,
      )
    }

  const act = async <I extends z.ZodType, R>(
    installation: Installation,
    operation: Operation<I, R>,
    input: unknown,
  ) => settled(await perform(installation, operation, caller, input))

  const portal = program
    .command('portal')
    .description('create portals and move them through their statuses')
  command(portal, 'create', 'begin a trial, and wait until the portal stands')
    .requiredOption('--name <name>')
    .requiredOption('--owner-name <name>')
    .requiredOption('--owner-email <email>')
    .option('--slug <slug>', 'its name in the address; proposed from its name if left out')
    .option('--partner <prt_…>')
    .option('--reference <text>', 'the partner’s own')
    .option('--time-zone <zone>')
    .addOption(new Option('--language <language>').choices(['en', 'es']))
    .action(
      run(async (installation, options: Record<string, string>) => {
        const created = await act(installation, createPortal, {
          name: options['name'],
          owner: { name: options['ownerName'], email: options['ownerEmail'] },
          slug: options['slug'],
          partner: options['partner'],
          partnerReference: options['reference'],
          timeZone: options['timeZone'],
          language: options['language'],
        })
        const { portal } = created
        await built(installation, parseId('portal', portal)!)
        return portalOf(installation, portal)
      }),
    )
  command(portal, 'list', 'list portals')
    .option('--status <status>')
    .option('--search <text>')
    .option('--limit <number>', 'at most so many', Number, 50)
    .option('--cursor <cursor>', 'from the page before')
    .action(
      run((installation, { status, search, limit, cursor }: Record<string, unknown>) => {
        const asked = { status, search, limit, cursor }
        const query = portalsQuery.safeParse(asked, { reportInput: true })
        if (!query.success) return Promise.resolve(settled(invalid(query.error)))
        return installation.db.read('installation', async (tx) =>
          listPortals(tx, caller, query.data, await installation.clock.now(tx)),
        )
      }),
    )
  command(portal, 'show <portal>', 'show one portal').action(
    run((installation, id: string) => portalOf(installation, id)),
  )
  command(portal, 'suspend <portal>', 'shut a portal to everyone at once')
    .addOption(new Option('--cause <cause>').choices([...SUSPENSION_CAUSES]).makeOptionMandatory())
    .option('--note <text>')
    .action(
      run((installation, id: string, { cause, note }: Record<string, string>) =>
        act(installation, suspendPortal, { portal: id, cause, note }),
      ),
    )
  command(portal, 'unsuspend <portal>', 'lift a suspension')
    .addOption(new Option('--cause <cause>').choices([...LIFTING_CAUSES]))
    .option('--note <text>')
    .action(
      run((installation, id: string, { cause, note }: Record<string, string>) =>
        act(installation, unsuspendPortal, { portal: id, cause, note }),
      ),
    )
  command(portal, 'certify <portal>', 'make a portal certified').action(
    run((installation, id: string) => act(installation, certifyPortal, { portal: id })),
  )
  command(portal, 'expire <portal>', 'end a trial now').action(
    run((installation, id: string) => act(installation, expireTrial, { portal: id })),
  )
  command(portal, 'cancel <portal>', 'cancel a suspended portal and delete what is in it')
    .requiredOption('--name <name>', 'the portal’s name, typed as it is written')
    .action(
      run((installation, id: string, { name }: Record<string, string>) =>
        act(installation, cancelPortal, { portal: id, name }),
      ),
    )

  command(
    portal,
    'delete-again <portal>',
    'delete again what a backup brought back of a deleted portal',
  ).action(run((installation, id: string) => act(installation, deleteAgain, { portal: id })))

  const partner = program.command('partner').description('those who provide portals')
  command(partner, 'create', 'add a partner')
    .requiredOption('--name <name>')
    .option('--reference <text>', 'what it is called in your own books')
    .option('--billing-name <name>')
    .option('--billing-email <e-mail>', 'where its bills are sent')
    .option('--time-zone <zone>', 'where its months begin')
    .addOption(new Option('--language <language>').choices(['en', 'es']))
    .action(
      run(async (installation, options: Record<string, string>) => {
        const { name, reference, billingName, billingEmail, timeZone, language } = options
        const input = { name, reference, billingName, billingEmail, timeZone, language }
        return partnerOf(installation, (await act(installation, createPartner, input)).partner)
      }),
    )
  command(partner, 'list', 'list partners')
    .option('--search <text>')
    .option('--limit <number>', 'at most so many', Number, 50)
    .option('--cursor <cursor>', 'from the page before')
    .action(
      run((installation, { search, limit, cursor }: Record<string, string | undefined>) =>
        installation.db.read('installation', async (tx) => {
          const asked = { search, after: cursor, limit: Math.max(1, Number(limit) || 50) }
          const { rows, next } = await partnersList(tx, caller, asked)
          const lines = await linesOf(tx, rows, await installation.clock.now(tx))
          return { partners: lines.map(showPartner), next }
        }),
      ),
    )
  command(partner, 'show <partner>', 'show one partner').action(
    run((installation, id: string) => partnerOf(installation, id)),
  )
  command(partner, 'price <partner>', 'set what a PRO user costs it, from this month on')
    .requiredOption('--amount <amount>', 'such as 12.50')
    .requiredOption('--currency <code>', 'such as EUR')
    .action(
      run((installation, id: string, { amount, currency }: Record<string, string>) =>
        act(installation, setPrice, { partner: id, amount, currency }),
      ),
    )
  const report = program.command('report').description('partners’ billing reports')
  command(report, 'list <partner>', 'list a partner’s reports, newest month first').action(
    run((installation, partner: string) => partnersReports(installation, partner)),
  )
  command(report, 'show <report>', 'show a report with its portals, and who was counted')
    .requiredOption('--partner <prt_…>')
    .action(
      run((installation, id: string, { partner }: Record<string, string>) =>
        partnersReport(installation, partner!, id),
      ),
    )
  command(report, 'issue', 'issue every report that has fallen due').action(
    run((installation) => issueDueReports(installation)),
  )

  const person = program
    .command('person')
    .description(
      'people of a portal, and of the console: the way back for whoever nobody else can let in',
    )
  const who = (name: string, description: string) =>
    command(person, `${name} <per_…|e-mail>`, description).option(
      '--portal <ptl_…>',
      'whose they are; without it operators and partners’ people',
    )
  type Asked = { portal?: string; reason?: string }
  who('enable', 'let somebody in again whose access was disabled').action(
    run((installation, one: string, asked: Asked) =>
      onPerson(installation, one, asked, {
        inPortal: enableInPortal,
        operator: enableOperator,
        partner: enablePartnerPerson,
      }),
    ),
  )
  who('disable', 'take somebody’s access at once, until it is enabled again')
    .requiredOption('--reason <text>')
    .action(
      run((installation, one: string, asked: Asked) =>
        onPerson(installation, one, asked, {
          inPortal: disableInPortal,
          operator: disableOperator,
          partner: disablePartnerPerson,
        }),
      ),
    )
  who('reset-factors', 'take away a second step that somebody has lost, and their passkeys')
    .requiredOption('--reason <text>')
    .action(
      run((installation, one: string, asked: Asked) =>
        onPerson(installation, one, asked, {
          inPortal: resetFactorsInPortal,
          operator: resetOperatorFactors,
          partner: resetPartnerPersonFactors,
        }),
      ),
    )

  const key = program.command('key').description('API keys')
  command(key, 'create', 'make a key; its secret is shown this once')
    .requiredOption('--name <name>')
    .addOption(new Option('--scopes <scopes...>').choices([...SCOPES]).makeOptionMandatory())
    .option('--partner <prt_…>')
    .option('--days <number>', 'until it expires', '365')
    .action(
      run(async (installation, options: Record<string, unknown>) => {
        const { name, scopes, partner, days } = options
        const made = await act(installation, createKey, { name, scopes, partner, days })
        return { key: show('key', made.key), secret: made.secret }
      }),
    )

  const clock = program.command('clock').description('the sandbox’s test clock')
  command(clock, 'show', 'what the clock shows').action(
    run((installation) =>
      installation.db.read('installation', async (tx) => clockNow(tx, installation)),
    ),
  )
  command(
    clock,
    'advance <duration>',
    'move the clock forward, such as P31D, and bring about what falls due',
  ).action(
    run(async (installation, duration: string) =>
      settled(await advance(installation, caller, { advance: duration })),
    ),
  )

  const audit = program.command('audit').description('the audit trail')
  const verify = command(
    audit,
    'verify',
    'recompute every hash chain and hold it against its anchors',
  ).option('--anchors <files...>', 'other servers’ files of anchors, `audit-anchors` in their data')
  verify.action(
    run(async (installation, { anchors }: { anchors?: string[] }) => {
      const verdict = await verifyAudit(installation, anchors)
      if (verdict.findings.length > 0) process.exitCode = 2
      return { ...verdict, verified: verdict.findings.length === 0 }
    }),
  )
}

type OnPerson<I extends z.ZodType> = Operation<I, { person: string }>

/** Does the same thing to whoever is meant by an id, an e-mail or a user name, whosever person they are. */
async function onPerson<P extends z.ZodType, O extends z.ZodType, T extends z.ZodType>(
  installation: Installation,
  one: string,
  { portal, reason }: { portal?: string; reason?: string },
  {
    inPortal,
    operator,
    partner,
  }: { inPortal: OnPerson<P>; operator: OnPerson<O>; partner: OnPerson<T> },
): Promise<{ person: string }> {
  const where = portal === undefined ? CONSOLE : parseId('portal', portal)
  if (where === null) throw new Error(`There is no portal ${portal}.`)
  const id = parseId('person', one)
  const meant = id === null ? { login: one.trim().toLowerCase() } : { id }
  const found = await installation.db.read({ portal: where }, (tx) => namedPerson(tx, where, meant))
  if (!found) throw new Error(`There is no ${one} ${portal ? `in ${portal}` : 'in the console'}.`)
  const input = { person: show('person', found.id), ...(reason === undefined ? {} : { reason }) }
  const performed =
    portal !== undefined
      ? perform(installation, inPortal, caller, { ...input, portal })
      : found.partner_id === null
        ? perform(installation, operator, caller, input)
        : perform(installation, partner, caller, {
            ...input,
            partner: show('partner', found.partner_id),
          })
  return { person: show('person', settled(await performed).person) }
}

const isOptions = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !(value instanceof Command)

/** The value, or an error that says what to mend; the exit code is 1 then. */
function settled<R>(result: Done<R> | Refusal): R {
  if (result.ok) return result.value
  const fields = result.fields.map(({ field, say }) => `  ${field}: ${say('en')}`)
  throw new Error([result.say('en'), ...fields].join('\n'))
}

async function portalOf(installation: Installation, id: string) {
  const portal = parseId('portal', id) ?? id
  const found = await installation.db.read({ portal }, async (tx) =>
    showPortal(tx, caller, portal, await installation.clock.now(tx)),
  )
  if (!found) throw new Error(`There is no portal ${id}.`)
  return found
}

async function partnerOf(installation: Installation, id: string) {
  const found = await installation.db.read('installation', async (tx) => {
    const uuid = parseId('partner', id)
    const partner = uuid && (await findPartner(tx, caller, uuid))
    if (!partner) return undefined
    return (await linesOf(tx, [partner], await installation.clock.now(tx)))[0]
  })
  if (!found) throw new Error(`There is no partner ${id}.`)
  return showPartner(found)
}

/** Waits until the portal stands; whoever is serving builds it, or this process does. */
async function built(installation: Installation, portal: string): Promise<void> {
  for (;;) {
    const progress = await installation.db.read({ portal }, (tx) => creation(tx, portal))
    if (!progress || progress.finished) return
    if (progress.failure) throw new Error(`Building failed: ${progress.failure.message}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

function print(value: unknown, json: boolean): void {
  if (json) return console.log(JSON.stringify(value, null, 2))
  const rows = Object.values((value ?? {}) as object).find(
    (one) => Array.isArray(one) && typeof one[0] === 'object',
  )
  if (rows) console.table(rows)
  for (const [name, one] of Object.entries((value ?? {}) as object))
    if (one !== rows)
      console.log(
        `${name.padEnd(20)} ${one !== null && typeof one === 'object' ? JSON.stringify(one) : String(one)}`,
      )
}
