/** A number of bytes in the unit that people count it in: `3.4 MB`; of 1,000 each, as stores and phones do. */
export function inUnits(bytes: number, language: string = 'en'): string {
  // What would be rounded to a thousand of one is one of the next.
  const unit = UNITS.findLast(({ of }) => bytes >= of * 0.9995) ?? UNITS[0]!
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: unit.name,
    unitDisplay: unit.of === 1 ? 'long' : 'short',
    maximumFractionDigits: bytes / unit.of < 10 && unit.of > 1 ? 1 : 0,
  }).format(bytes / unit.of)
}

const UNITS = [
  { name: 'byte', of: 1 },
  { name: 'kilobyte', of: 1e3 },
  { name: 'megabyte', of: 1e6 },
  { name: 'gigabyte', of: 1e9 },
] as const
