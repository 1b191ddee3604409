import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { build } from '../bin/prepare/index.mjs'
import type { World } from './world.ts'

const execute = promisify(execFile)

/** Made once a file: whether it still fits is asked of every source. */
let bundled: Promise<string> | undefined

export interface Ran {
  code: number
  json: Record<string, unknown>
  said: string
}

/** Runs `gatehouse …` on a world's database; without a server, so it does the jobs itself. */
export async function gatehouse(
  world: Pick<World, 'ownerUrl' | 'data' | 'masterKey'>,
  ...args: string[]
): Promise<Ran> {
  const bundle = await (bundled ??= build('src/main.ts'))
  const env = {
    ...process.env,
    DATABASE_URL: world.ownerUrl,
    GATEHOUSE_DATA: world.data,
    GATEHOUSE_MASTER_KEY: world.masterKey.toString('base64'),
    LOG_LEVEL: 'silent',
  }
  const { stdout, stderr, code } = await execute(process.execPath, [bundle, ...args], { env }).then(
    (ran) => ({ ...ran, code: 0 }),
    (failed: { stdout: string; stderr: string; code: number }) => failed,
  )
  return {
    code,
    said: stdout + stderr,
    json: stdout.startsWith('{') ? (JSON.parse(stdout) as Record<string, unknown>) : {},
  }
}
