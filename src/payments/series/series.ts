/** A document's number: the series, and its place in it with at least four digits. */
export const numberIn = (series: string, place: number): string =>
  `${series}-${String(place).padStart(4, '0')}`
