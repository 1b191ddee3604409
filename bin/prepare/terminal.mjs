import { Failure } from './failure.mjs'

process.on('uncaughtException', (error) => {
  say(error instanceof Failure ? `${error.message} What went wrong stands above.` : error.stack)
  process.exit(1)
})

/** Prints a line for the person who waits; stderr, so that `--json` output stays clean. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

/** The seconds since a moment, in words. */
export const seconds = (began) => `${((Date.now() - began) / 1000).toFixed(1)} s`
