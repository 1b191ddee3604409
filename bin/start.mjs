// npm start [-- options of `gatehouse serve`]
import { application } from './prepare/index.mjs'

await application(['serve', ...process.argv.slice(2)])
