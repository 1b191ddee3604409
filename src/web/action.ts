import type { z } from 'zod'
import type { Operation } from '../kit/operation.ts'
import type { Done, Refusal } from '../kit/refusal.ts'
import type { SignedInContext, RequestContext } from './request-context.ts'

/**
 * Something that is done with a flow of its own around the operation: proof is asked for before it, or the
 * network. It is looked at anew each time, and nothing of it is remembered for an Idempotency-Key.
 */
interface Flow<I extends z.ZodType, R> extends Pick<Operation<I, R>, 'name' | 'summary' | 'input'> {
  /** @param input as it was sent; nothing of it is validated yet */
  perform(ctx: SignedInContext, input: Record<string, unknown>): Promise<Done<R> | Refusal>
}

/** What a form, a button or an endpoint does. */
export type Action<I extends z.ZodType, R> = Operation<I, R> | Flow<I, R>

export const performs = <I extends z.ZodType, R>(
  ctx: RequestContext,
  action: Action<I, R>,
  input: Record<string, unknown>,
): Promise<Done<R> | Refusal> =>
  'perform' in action ? action.perform(ctx as SignedInContext, input) : ctx.perform(action, input)
