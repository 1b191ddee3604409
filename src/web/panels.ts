import type { Child } from 'hono/jsx'
import type { PlacedPanel } from '../kit/feature.ts'
import type { SignedInContext } from './request-context.ts'

/** What a higher feature shows of a thing; null where it has nothing to say. */
type Panel<T> = (ctx: SignedInContext, thing: T) => Promise<Child>

/** A page on which features that stand higher show what they know of its thing. */
export class PanelPlace<T> {
  /** Declares a panel for this place. */
  with(draw: Panel<T>): PlacedPanel {
    return { place: this, draw }
  }

  /** The panels that all features declare for this place, drawn, in the features' order. */
  drawn(ctx: SignedInContext, thing: T): Promise<Child[]> {
    return Promise.all(
      ctx.installation.declared.panels
        .filter(({ place }) => place === this)
        // `with` made it, so it is of this place's thing.
        .map(({ draw }) => (draw as Panel<T>)(ctx, thing)),
    )
  }
}
