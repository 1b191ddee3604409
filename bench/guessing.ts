import { createApp } from '../src/app.tsx'
import { hashPassword } from '../src/identity/passwords/password.ts'
import { newId } from '../src/kit/ids.ts'
import type { Installation } from '../src/kit/installation.ts'
import { from } from './entrances.ts'
import { median } from './load.ts'
import { sizes } from './sizes.ts'

/** Milliseconds, medians of interleaved attempts, of each sign-in that must not be told from another. */
export async function benchGuessing(
  installation: Installation,
  portal: string,
  host: string,
): Promise<Map<string, number>> {
  const { db, clock } = installation
  const hash = await hashPassword('the right one, never sent')
  const people = { wrong: {}, locked: { lock: true }, disabled: { disable: true } } as const
  await db.write({ portal }, async (tx) => {
    const now = await clock.now(tx)
    for (const [name, state] of Object.entries(people))
      await tx.db
        .insertInto('persons')
        .values({
          portal_id: portal,
          id: newId(),
          kind: 'contact',
          name,
          email: `${name}@bench.example`,
          seat: 'guest',
          password_hash: hash,
          activated_at: now,
          created_at: now,
          locked_until: 'lock' in state ? now.add({ hours: 9 }) : null,
          disabled_at: 'disable' in state ? now : null,
        })
        .execute()
    await tx.db
      .updateTable('portals')
      .set({ lockout_attempts: 100 })
      .where('id', '=', portal)
      .execute()
  })
  const app = createApp(installation)
  const runs = new Map<string, number[]>()
  for (let round = 0; round < sizes.guesses; round++)
    for (const name of ['unknown', ...Object.keys(people)]) {
      const started = performance.now()
      const response = await app.request(
        `http://${host}/sign-in`,
        {
          method: 'POST',
          headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({
            email: `${name}@bench.example`,
            password: 'a wrong guess',
          }).toString(),
        },
        from(),
      )
      if (response.status !== 401) throw new Error(`${name}: ${response.status}`)
      await response.text()
      if (round > 2) runs.set(name, [...(runs.get(name) ?? []), performance.now() - started])
    }
  return new Map([...runs].map(([name, values]) => [name, median(values)]))
}
