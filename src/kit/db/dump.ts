import { chmod, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCluster } from '../embedded-postgres/cluster.ts'
import { removeData } from '../embedded-postgres/place.ts'
import { describe } from './catalogue.ts'
import { migrate } from './migrate.ts'

// `npm run db:dump`: migrates an empty database and writes what it then is. The database is one of its own, which
// goes again, or the empty one of DATABASE_URL.
const url = process.env['DATABASE_URL']
await (url ? dump(url) : dumpOfOwn())

async function dumpOfOwn(): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'gatehouse-dump-'))
  await chmod(data, 0o711) // as root the server runs as another user, who must reach its cluster
  try {
    const cluster = await openCluster({ data })
    await dump(cluster.url).finally(() => cluster.close())
  } finally {
    await removeData(data)
  }
}

async function dump(url: string): Promise<void> {
  await migrate(url, 'db/migrations')
  const { schema, types } = await describe(url)
  await writeFile('db/schema.sql', schema)
  await writeFile('src/kit/db/tables.ts', types)
}
