import type { KitFeature } from '../kit/feature.ts'
import type { RouteHandler } from './request-context.ts'

/** What a feature declares of itself, once, in `feature.ts` of its folder. */
export interface Feature extends KitFeature {
  /** Resources, and lists of pages and endpoints. */
  readonly handlers?: readonly Iterable<RouteHandler>[]
}
