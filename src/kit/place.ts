import type { Installation } from './installation.ts'

/** What a feature adds to a place of a lower one; made by the place itself. */
export interface Addition {
  readonly place: object
  readonly added: unknown
}

/**
 * Where a feature lets those that stand higher add something, as a panel on its page or something to be done in the
 * transaction of its operation, without knowing them: each declares what it adds in its `feature.ts`.
 */
export class Place<T> {
  with(added: T): Addition {
    return { place: this, added }
  }

  /** What all features add here, in their order. */
  of({ declared }: Pick<Installation, 'declared'>): T[] {
    return (
      declared.additions
        .filter(({ place }) => place === this)
        // `with` made it, so it is of this place.
        .map(({ added }) => added as T)
    )
  }
}
