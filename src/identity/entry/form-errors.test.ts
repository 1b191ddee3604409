import { expect, it } from 'vitest'
import { invalid } from '../../kit/validation.ts'
import { newPassword } from '../passwords/password.ts'
import { errorsOf } from '../../web/index.ts'
import { refuse } from '../refusals.ts'
import { z } from 'zod'

it('says of a field the first thing that is wrong with it', () => {
  const { error } = z.object({ password: newPassword }).safeParse({ password: 'aaaa' })
  expect(errorsOf(invalid(error!), 'en')).toEqual({ password: 'Use at least 15 characters.' })
})

it('says what concerns no single field under no name', () => {
  expect(errorsOf(refuse('not_yourself'), 'es')).toEqual({
    '': 'No puede desactivar su propio acceso. Pídaselo a un colega.',
  })
})
