/** Where more of the letters differ than this, it is another word. */
const FAR = 1 / 3

/** The name that is written most like this one; undefined where none is. */
export function closest(name: string, names: Iterable<string>): string | undefined {
  const sought = name.slice(0, 100).toLowerCase()
  const near = [...names]
    .map((other) => ({ other, far: distance(sought, other) }))
    .filter(
      ({ other, far }) =>
        far <= sought.length * FAR || other.split('.').at(-1) === sought.split('.').at(-1),
    )
    .toSorted((one, two) => one.far - two.far)
  return near[0]?.other
}

/** Letters to add, leave out or change until the one is the other (Levenshtein). */
function distance(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (const [row, letter] of [...one].entries()) {
    const now = [row + 1]
    for (const [at, theirs] of [...other].entries())
      now.push(
        Math.min(before[at + 1]! + 1, now[at]! + 1, before[at]! + (letter === theirs ? 0 : 1)),
      )
    before = now
  }
  return before.at(-1)!
}
