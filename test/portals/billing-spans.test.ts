import { describe, expect, it } from 'vitest'
import { disablePerson, enablePerson, invitePerson, setSeat } from '../../src/identity/index.ts'
import { newId, show } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import { aPortal, sharedWorld, staffOf, value } from '../scenarios/lifecycle-setting.ts'
import { START } from '../world.ts'

const shared = sharedWorld()
const start = Temporal.Instant.from(START)
const after = (hours: number) => start.add({ hours })

/** A portal with a contact who holds a guest seat, and what has become of their seats. */
async function aContact() {
  const world = shared()
  await world.setClock(start)
  const { id } = await aPortal(world, { slug: `p-${newId().slice(-12)}` })
  const staff = staffOf(id)
  await world.setClock(after(1))
  const { person: row } = value(
    await perform(world.installation, invitePerson, staff, {
      name: 'Cora Client',
      email: 'cora@client.example',
      kind: 'contact',
      digits: '6789',
    }),
  )
  const person = show('person', row)
  return {
    id,
    person,
    act: async (
      hours: number,
      operation: typeof setSeat | typeof disablePerson | typeof enablePerson,
      input: object = {},
    ) => {
      await world.setClock(after(hours))
      const given = { person, ...input }
      value(await perform(world.installation, operation as typeof setSeat, staff, given))
    },
    spans: async () =>
      (
        await world.owner<Record<string, string | null>>(
          `select began_at, ended_at, began_by, ended_by from seat_spans
           where portal_id = $1 and person_id = $2 order by began_at`,
          [id, row],
        )
      ).map(({ began_at, ended_at, began_by, ended_by }) =>
        [began_at, began_by, ended_at ?? '…', ended_by ?? ''].join(' ').trim(),
      ),
  }
}

const line = (from: number, by: string, until?: number, ended = '') =>
  `${after(from).toString()} ${by} ${until === undefined ? '…' : after(until).toString()} ${ended}`.trim()

describe('a PRO seat', () => {
  it('is a span of time from every way it comes to every way it goes, dated as the operation', async () => {
    const { act, spans, id } = await aContact()
    expect(await spans()).toEqual([])
    await act(2, setSeat, { seat: 'pro' })
    await act(3, setSeat, { seat: 'pro' })
    await act(5, setSeat, { seat: 'guest' })
    await act(6, disablePerson, { reason: 'Left' })
    await act(7, setSeat, { seat: 'pro' })
    await act(8, enablePerson)
    await act(9, disablePerson, { reason: 'Left again' })
    await act(10, enablePerson)
    expect(await spans()).toEqual([
      line(2, 'upgraded', 5, 'downgraded'),
      line(8, 'enabled', 9, 'disabled'),
      line(10, 'enabled'),
    ])
    await shared().setClock(after(11))
    await shared().owner('delete from persons where portal_id = $1', [id])
    expect((await spans()).at(-1)).toBe(line(10, 'enabled', 11, 'removed'))
  })

  it('held for no time at all leaves nothing, and two in a row do not overlap', async () => {
    const { act, spans } = await aContact()
    await act(2, setSeat, { seat: 'pro' })
    await act(2, setSeat, { seat: 'guest' })
    expect(await spans()).toEqual([])
    await act(3, setSeat, { seat: 'pro' })
    await act(5, setSeat, { seat: 'guest' })
    // One who waited for the row, with an older now.
    await act(4, setSeat, { seat: 'pro' })
    expect(await spans()).toEqual([line(3, 'upgraded', 5, 'downgraded'), line(5, 'upgraded')])
  })

  it('is written by no one but the change itself', async () => {
    const { act, id } = await aContact()
    await act(2, setSeat, { seat: 'pro' })
    const { db } = shared().installation
    for (const attempt of [
      `insert into seat_spans (portal_id, person_id, began_at, began_by) values ('${id}', gen_random_uuid(), now(), 'added')`,
      `update seat_spans set ended_at = now(), ended_by = 'removed'`,
      'delete from seat_spans',
    ])
      await expect(db.write({ portal: id }, (tx) => tx.run(attempt))).rejects.toThrow(
        /permission denied/,
      )
  })

  it('stays one span, however many change it at once', async () => {
    const { id, person, spans } = await aContact()
    const { installation } = shared()
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        perform(installation, setSeat, staffOf(id), { person, seat: n % 2 ? 'pro' : 'guest' }),
      ),
    )
    await perform(installation, setSeat, staffOf(id), { person, seat: 'pro' })
    expect((await spans()).length).toBe(1)
  })
})
