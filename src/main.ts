import { resolve } from 'node:path'
import { Command } from 'commander'
import pino from 'pino'
import { addCommands } from './cli.ts'
import { readConfig } from './config.ts'
import { demoGreeting, seedDemo } from './demo/index.ts'
import { explain, noteFailure } from './failure.ts'
import { setUpCode } from './identity/index.ts'
import { machineClock } from './kit/clock.ts'
import { addressOn, type Installation } from './kit/installation.ts'
import { noteRunning } from './kit/running.ts'
import { untilThere } from './kit/starting.ts'
import { say } from './kit/waiting.ts'
import { isNew } from './open.ts'
import { tryPort } from './port.ts'
import { tellDeath } from './portals/index.ts'
import { migrate, open, serve, work } from './serve.ts'

/** Of a command that was typed wrong; of one that was refused it is 1. */
const WRONG_USAGE = 2

const log = pino({
  level: process.env['LOG_LEVEL'] ?? 'warn',
  // The words a secret could stand under, should an object that holds one ever be logged.
  redact: ['*.password', '*.token', '*.secret', '*.authorization', '*.cookie'],
})

const program = new Command('gatehouse')
  .description('The guarded front door between an organisation and the people it serves')
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : WRONG_USAGE))
  .showHelpAfterError('(--help says how)')
  .commandsGroup('Running it:')

program
  .command('serve', { isDefault: true })
  .description('serve pages and API, and do the jobs')
  .action(
    starting(async () => {
      const config = readConfig(process.env)
      await tryPort(config.port)
      const sandbox = config.mode === 'sandbox'
      const fill = sandbox ? fillSandbox : undefined
      const { installation, close } = await open(config, log, { join: false, fill })
      const { port, leave, stop } = await serve(installation, config.port)
      await work(installation)
      const ended = await begun(installation, config.data)
      onStop(async (signal) => {
        // A person at the keyboard waits for it; nobody else sends that.
        if (signal !== 'SIGINT') await leave()
        await stop()
        await close()
        await ended()
      })
      console.log(await untilThere(() => greeting(installation, port)))
    }),
  )

program
  .command('work')
  .description('only do the jobs, beside a `serve` on the same database')
  .action(
    starting(async () => {
      const config = readConfig(process.env)
      const { installation, close } = await open(config, log, { join: true })
      await work(installation)
      const ended = await begun(installation, config.data)
      onStop(async () => {
        await close()
        await ended()
      })
      console.log('working')
    }),
  )

program
  .command('migrate')
  .description('bring the database to this version')
  .action(
    starting(async () => {
      const applied = await migrate(readConfig(process.env), log)
      console.log(applied.length > 0 ? `applied ${applied.join(', ')}` : 'nothing to do')
    }),
  )

addCommands(program, async (command) => {
  const { installation, close } = await starting(async () => {
    const opened = await open(readConfig(process.env), log, { join: true })
    // Without a server nobody else would do what the command sets going.
    if (!opened.joined) await work(opened.installation)
    return opened
  })()
  try {
    return await command(installation)
  } finally {
    await close()
  }
})

/**
 * What a server does once it serves: tells of those that died before it, and whoever started it that it
 * has come so far.
 * @returns what to do at the end, so that nobody takes it for dead
 */
async function begun(installation: Installation, data: string): Promise<() => Promise<void>> {
  const { deaths, forget, end } = await noteRunning(data)
  for (const death of deaths) {
    await untilThere(() => tellDeath(installation, death))
    await forget(death)
  }
  process.send?.('ready')
  return end
}

async function fillSandbox(installation: Installation): Promise<void> {
  say('Filling the sandbox with a demo; this takes about ten seconds.')
  await seedDemo(installation)
}

/**
 * A start of which it is kept in the data folder why it failed, if it does.
 * @throws Error in words for whoever has to mend it
 */
function starting<T>(start: () => Promise<T>): () => Promise<T> {
  return () =>
    start().catch((cause: unknown) => {
      const path = keep(cause)
      const where = path === null ? '' : `\nMore of it stands in ${path}.`
      throw new Error(explain(cause) + where, { cause })
    })
}

/** In the folder that the configuration names, or would if it were right. */
function keep(error: unknown): string | null {
  const data = resolve(process.env['GATEHOUSE_DATA'] || './data')
  return noteFailure(data, error, machineClock.at(null))
}

/** What it prints once it serves: its addresses, and who signs in where, or how the first one does. */
async function greeting(installation: Installation, port: number): Promise<string> {
  const { url, mode } = installation
  const said = [
    `Gatehouse is ready on port ${port}.`,
    `  console   ${url.href}`,
    `  portals   ${addressOn(installation, `<slug>.${url.hostname}`)}`,
  ]
  if (mode === 'sandbox') said.push(await demoGreeting(installation))
  else if (await isNew(installation))
    said.push(
      `Make the first operator at ${url.href}set-up with the code ${setUpCode(installation)}`,
    )
  return said.join('\n')
}

function onStop(stop: (signal: NodeJS.Signals) => Promise<void>): void {
  let stopping = false
  const end = (signal: NodeJS.Signals) => {
    if (stopping) return
    stopping = true
    // Whatever hangs is left behind: what it did not commit did not happen.
    setTimeout(() => process.exit(1), 28_000).unref()
    stop(signal).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

process.on('uncaughtExceptionMonitor', keep)
try {
  await program.parseAsync()
} catch (error) {
  console.error((error as Error).message)
  if (process.env['LOG_LEVEL'] === 'debug') console.error(error)
  process.exit(1)
}
