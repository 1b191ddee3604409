import type { Child } from 'hono/jsx'
import { Place } from '../kit/place.ts'
import type { SignedInContext } from './request-context.ts'

/** What a higher feature shows of a thing; null where it has nothing to say. */
type Panel<T> = (ctx: SignedInContext, thing: T) => Promise<Child>

/** A page on which features that stand higher show what they know of its thing. */
export class PanelPlace<T> extends Place<Panel<T>> {
  /** The panels that all features add to this page, drawn, in the features' order. */
  drawn(ctx: SignedInContext, thing: T): Promise<Child[]> {
    return Promise.all(this.of(ctx.installation).map((panel) => panel(ctx, thing)))
  }
}
