// npm run bench [-- options]: measures against floors; see bench/bench.ts.
import { build, install, node, run } from './prepare.mjs'

await install({ tests: true })
const bundle = await build('bench/bench.ts')
process.exitCode = await run(node(), ['--enable-source-maps', bundle, ...process.argv.slice(2)])
