import { z } from 'zod'
import { done, operation } from '../../../kit/operation.ts'
import { refuse } from '../../refusals.ts'
import { lockSelf, dropUselessCodes, tellChange } from '../changing.ts'
import { hasSetUp } from '../../factor-state/factor.ts'
import { factorsOf } from '../../factor-state/queries.ts'
import { renewCodes } from './queries.ts'

/** Asks for proof first; see `again.ts`. */
export const renewRecoveryCodes = operation({
  name: 'factor.renew_codes',
  done: { en: 'Made new recovery codes', es: 'Creó códigos de recuperación nuevos' },
  summary: 'Makes ten new recovery codes in the place of those there were',
  input: z.strictObject({}),
  right: 'self',
  quiet: true,
  async run(op) {
    const { tx, installation } = op
    const person = await lockSelf(op)
    if (!hasSetUp(await factorsOf(tx, person.id))) return refuse('no_factor')
    const recoveryCodes = await renewCodes(tx, installation.keys, person.id)
    await dropUselessCodes(op, person.id)
    await tellChange(op, person, 'codes_renewed')
    return done({ recoveryCodes })
  },
})
