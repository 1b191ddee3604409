/** How much there is of something, in all and by whose it is. */
export class Counts<K = string> {
  all = 0
  readonly #of = new Map<K, number>()

  of(whose: K): number {
    return this.#of.get(whose) ?? 0
  }

  /** Whose there is most of. */
  most(): K | undefined {
    let most: K | undefined
    for (const [whose, amount] of this.#of)
      if (most === undefined || amount > this.of(most)) most = whose
    return most
  }

  add(whose: K, amount = 1): void {
    this.all += amount
    this.#of.set(whose, this.of(whose) + amount)
  }

  remove(whose: K, amount = 1): void {
    this.all -= amount
    const left = this.of(whose) - amount
    if (left > 0) this.#of.set(whose, left)
    else this.#of.delete(whose)
  }
}
