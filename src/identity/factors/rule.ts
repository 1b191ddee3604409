import { z } from 'zod'
import { CONSOLE, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { secondFactorRule, setSecondFactorRule } from '../factor-state/queries.ts'

/** For the console's own people; a portal's staff have it among the portal's settings. */
export const configureConsole = operation({
  name: 'console.configure',
  done: { en: 'Changed who needs a second step', es: 'Cambió quién necesita un segundo paso' },
  summary: 'Says whether everyone who works in the console needs a second factor',
  input: z.strictObject({ staffSecondFactor: z.boolean() }),
  right: 'installation:operate',
  portal: () => CONSOLE,
  quiet: true,
  async run({ tx, portal, note }, { staffSecondFactor: to }) {
    const from = await secondFactorRule(tx)
    if (from !== to) await setSecondFactorRule(tx, to)
    note({
      subject: show('portal', portal),
      details: from === to ? {} : { staff_second_factor: { from, to } },
    })
    return done({ staffSecondFactor: to })
  },
})
