// bin/gatehouse <command> …
import { application } from './prepare.mjs'

await application(process.argv.slice(2))
