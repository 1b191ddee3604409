// bin/gatehouse <command> …
import { application } from './prepare/index.mjs'

await application(process.argv.slice(2))
