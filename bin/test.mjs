// npm test [-- files and options of `vitest run`]
import { install, node, run } from './prepare/index.mjs'

await install({ tests: true })
const vitest = 'node_modules/vitest/vitest.mjs'
process.exitCode = await run(node(), [vitest, 'run', ...process.argv.slice(2)])
