import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { CONSOLE, newId, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { insertPartner } from './queries.ts'

export const createPartner = operation({
  name: 'partner.create',
  summary: 'Adds an organisation that provides portals to its customers',
  input: z.strictObject({ name: line(120), reference: line(120).optional() }),
  right: 'installation:operate',
  portal: () => CONSOLE,
  async run({ tx, now, note }, { name, reference }) {
    const id = newId()
    await insertPartner(tx, { id, name, reference: reference ?? null, created_at: now })
    note({ subject: show('partner', id), details: { name } })
    return done({ partner: show('partner', id) })
  },
})
