import { writeFile } from 'node:fs/promises'
import { describe } from './catalogue.ts'
import { migrate } from './migrate.ts'

// `npm run db:dump` with DATABASE_URL set to an empty database: migrates it and writes what it then is.
const url = process.env['DATABASE_URL']
if (!url) throw new Error('DATABASE_URL: found nothing; set it to an empty database')
await migrate(url, 'db/migrations')
const { schema, types } = await describe(url)
await writeFile('db/schema.sql', schema)
await writeFile('src/kit/db/tables.ts', types)
