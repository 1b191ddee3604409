import type { z } from 'zod'
import type { Installation } from '../../kit/installation.ts'
import type { Caller, Operation } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { invalid } from '../../kit/validation.ts'
import { performInTurn } from '../sessions/verification.ts'
import { admit } from './entrances.ts'
import type { Entrance } from './entrance.ts'

/**
 * Performs what anybody may ask for by mail, counted before by where it comes from.
 * @param input read here too, since what cannot be read is not counted
 * @param device the secret of the asker's device, where they name themselves by `email`
 */
export async function askFor<I extends z.ZodType, R>(
  installation: Installation,
  caller: Caller,
  { operation, entrance }: { operation: Operation<I, R>; entrance: Entrance },
  input: unknown,
  device: string | null = null,
): Promise<Done<R> | Refusal> {
  const parsed = operation.input.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const { email: login } = parsed.data as { email?: string }
  const over = await admit(installation, caller, entrance, { login, device })
  return over ?? performInTurn(installation, operation, caller, input)
}
