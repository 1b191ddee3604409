import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { root } from './project.mjs'

/**
 * Runs a program in the project's folder and passes our signals on to it.
 *
 * @returns {Promise<number>} its exit code; 128 and the signal's number if a signal ended it
 */
export async function run(program, args, options) {
  return exitCode(await launch(program, args, options).ended)
}

/** The last so many characters of what a program prints are kept, and its last words waited for so long. */
const KEPT = 4_000
const LAST_WORDS = 5_000

/**
 * As `run`, and keeps what it prints, which is shown on stderr.
 *
 * @returns {Promise<{ code: number, said: string }>}
 */
export async function runHeard(program, args, options) {
  const { child, ended } = launch(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
  let said = ''
  for (const output of [child.stdout, child.stderr])
    output.on('data', (chunk) => {
      process.stderr.write(chunk)
      said = (said + chunk).slice(-KEPT)
    })
  const closed = once(child, 'close').catch(() => undefined) // not begun at all: `ended` says so
  const code = exitCode(await ended)
  if (code !== 0) await Promise.race([closed, delay(LAST_WORDS)])
  return { code, said }
}

/** @returns {number} 128 and the signal's number if a signal ended it */
export const exitCode = ({ code, signal }) => code ?? 128 + constants.signals[signal]

/**
 * Starts it. `ended` says how it ended, and whether we passed something on to it that may have been why.
 */
export function launch(program, args, options) {
  let asked = false
  const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options })
  const passed = new Set()
  const pass = (signal) => {
    if (passed.has(signal)) return // of one Ctrl-C we hear twice: from the terminal, and from npm
    passed.add(signal)
    asked = true
    child.kill(signal)
  }
  for (const signal of PASSED) process.on(signal, pass)
  const stopWatching = watchNpm(() => {
    asked = true
    child.kill('SIGKILL')
  })
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ code, signal, asked }))
  }).finally(() => {
    for (const signal of PASSED) process.off(signal, pass)
    stopWatching()
  })
  return { child, ended }
}

// Not SIGHUP: whoever handles it undoes `nohup`.
const PASSED = ['SIGINT', 'SIGTERM']

/** npm passes signals on to us, but nobody passes on a `kill -9` of npm: we get a new parent. */
function watchNpm(onGone) {
  if (!process.env.npm_lifecycle_event) return () => {}
  const npm = process.ppid
  const timer = setInterval(() => process.ppid === npm || onGone(), 200)
  return () => clearInterval(timer)
}
