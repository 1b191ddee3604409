import pino from 'pino'
import { readConfig } from '../../src/config.ts'
import { openInstallation } from '../../src/open.ts'
import { serve, work } from '../../src/serve.ts'

/*
 * `gatehouse serve` as in src/main.ts, but that it may send to the private addresses given as arguments.
 * That is up to whoever opens an installation, in code, and refused in production: no setting does it.
 */
const config = readConfig(process.env)
const { installation } = await openInstallation({
  ...config,
  ownerUrl: config.databaseUrl!,
  masterKey: config.masterKey!,
  outgoing: { allowPrivate: process.argv.slice(2) },
  log: pino({ level: 'silent' }),
})
await serve(installation, config.port)
await work(installation)
process.on('SIGTERM', () => process.exit(0))
