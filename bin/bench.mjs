// npm run bench [-- options]: measures against floors; see bench/bench.ts.
import { build, install, node, NODE_FLAGS, run } from './prepare/index.mjs'

await install({ tests: true })
const bundle = await build('bench/bench.ts')
process.exitCode = await run(node(), [...NODE_FLAGS, bundle, ...process.argv.slice(2)])
