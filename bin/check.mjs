// npm run check: everything a change has to pass, cheapest first; stops at the first that fails.
import { join } from 'node:path'
import { install, node, root, run, say, seconds } from './prepare/index.mjs'

const CHECKS = [
  ['format', 'oxfmt', '--check'],
  ['lint', 'oxlint'],
  ['types', 'tsc'],
  ['tests', 'vitest', 'run'],
]

await install({ tests: true })
const all = Date.now()
for (const [name, tool, ...args] of CHECKS) {
  const began = Date.now()
  say(`\n— ${name}: ${[tool, ...args].join(' ')}`)
  const code = await run(node(), [join(root, 'node_modules', '.bin', tool), ...args])
  say(`— ${name}: ${code === 0 ? 'passed' : `FAILED (${code})`} in ${seconds(began)}`)
  if (code !== 0) process.exit(code)
}
say(`\nAll passed in ${seconds(all)}.`)
