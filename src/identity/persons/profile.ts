import { z } from 'zod'
import { done, operation } from '../../kit/operation.ts'
import { language, personName, timeZone } from './person.ts'
import { changePerson, lockPerson } from './queries.ts'

export const updateProfile = operation({
  name: 'profile.update',
  done: { en: 'Changed their profile', es: 'Cambió su perfil' },
  summary: 'Changes one’s own name, language and time zone',
  input: z.strictObject({ name: personName, language, timeZone: timeZone.optional() }),
  right: 'self',
  async run({ tx, caller, note }, { name, language, timeZone }) {
    const before = (await lockPerson(tx, caller.person!))!
    const zone = timeZone ? { time_zone: timeZone } : {}
    await changePerson(tx, caller.person!, { name, language, ...zone })
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
