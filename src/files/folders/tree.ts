import { sameName, type Folder } from './folder.ts'

/** All folders of one thing: hundreds at most, so that what lies where is seen without asking again. */
export class Tree {
  readonly #byId: ReadonlyMap<string, Folder>
  readonly #within: ReadonlyMap<string | null, Folder[]>

  constructor(folders: readonly Folder[]) {
    this.#byId = new Map(folders.map((folder) => [folder.id, folder]))
    this.#within = Map.groupBy(folders, ({ parentId }) => parentId)
  }

  get size(): number {
    return this.#byId.size
  }

  get all(): Folder[] {
    return [...this.#byId.values()]
  }

  get(id: string): Folder | undefined {
    return this.#byId.get(id)
  }

  /** Those that lie in a folder itself, or in none. */
  within(parent: string | null): readonly Folder[] {
    return this.#within.get(parent) ?? []
  }

  /** From the outermost to the folder itself; of none there are none. */
  path(id: string | null): Folder[] {
    const path = new Set<Folder>()
    // Rows that go round, which nobody writes here, are gone round once.
    for (let at = this.#lookUp(id); at && !path.has(at); at = this.#lookUp(at.parentId))
      path.add(at)
    return [...path].toReversed()
  }

  #lookUp = (id: string | null) => (id === null ? undefined : this.#byId.get(id))

  /** A folder and all that lie in it, however deep. */
  withAllBelow(id: string): Folder[] {
    const folder = this.get(id)
    const all = new Set<Folder>(folder ? [folder] : [])
    for (const one of all) for (const below of this.within(one.id)) all.add(below)
    return [...all]
  }

  /** How many levels a folder takes: one, and those below it. */
  levels(id: string): number {
    const depth = this.path(id).length
    return Math.max(...this.withAllBelow(id).map((one) => this.path(one.id).length - depth + 1))
  }

  /** The one in a place that is called so, of others than one. */
  named(parent: string | null, name: string, except?: string): Folder | undefined {
    return this.within(parent).find(
      (one) => one.id !== except && one.name !== null && sameName(one.name, name),
    )
  }

  /** Those that lie in a folder itself, or in none, by name. */
  withinInOrder(parent: string | null, language: string): Folder[] {
    const { compare } = new Intl.Collator(language, { numeric: true })
    return this.within(parent).toSorted((a, b) => compare(a.name ?? '', b.name ?? ''))
  }

  /** All, as a list is indented: a folder before those in it, by name. */
  inOrder(language: string, from: string | null = null): Folder[] {
    return this.withinInOrder(from, language).flatMap((folder) => [
      folder,
      ...this.inOrder(language, folder.id),
    ])
  }
}
