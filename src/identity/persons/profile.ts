import { z } from 'zod'
import { done, operation } from '../../kit/operation.ts'
import { language, personName, timeZone } from './person.ts'

export const updateProfile = operation({
  name: 'profile.update',
  done: { en: 'Changed their profile', es: 'Cambió su perfil' },
  summary: 'Changes one’s own name, language and time zone',
  input: z.strictObject({ name: personName, language, timeZone: timeZone.optional() }),
  right: 'self',
  async run({ tx, portal, caller, note }, { name, language, timeZone }) {
    const before = await tx.db
      .selectFrom('persons')
      .select(['name', 'language', 'time_zone'])
      .where('portal_id', '=', portal)
      .where('id', '=', caller.person!)
      .forUpdate()
      .executeTakeFirstOrThrow()
    await tx.db
      .updateTable('persons')
      .set({ name, language, ...(timeZone ? { time_zone: timeZone } : {}) })
      .where('portal_id', '=', portal)
      .where('id', '=', caller.person!)
      .execute()
    const changed = [
      ...(name === before.name ? [] : ['name']),
      ...(language === before.language ? [] : ['language']),
      ...(timeZone === undefined || timeZone === before.time_zone ? [] : ['timeZone']),
    ]
    note({
      subject: caller.id,
      details: { changed },
      unsaid: name === before.name ? {} : { name: { from: before.name, to: name } },
    })
    return done({})
  },
})
