/*
 * Time zones by name. The application alone knows what they mean: it works out instants and days and hands
 * those to the database, whose own zone data may lack old names, or new ones.
 */

/** The names that `Intl` lists, and the time zone database has given up, with its names of today. */
const RENAMED: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'America/Catamarca': 'America/Argentina/Catamarca',
  'America/Coral_Harbour': 'America/Atikokan',
  'America/Cordoba': 'America/Argentina/Cordoba',
  'America/Godthab': 'America/Nuuk',
  'America/Indianapolis': 'America/Indiana/Indianapolis',
  'America/Jujuy': 'America/Argentina/Jujuy',
  'America/Louisville': 'America/Kentucky/Louisville',
  'America/Mendoza': 'America/Argentina/Mendoza',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
}

const today = (name: string): string => RENAMED[name] ?? name

/** Every zone there is to choose from, by the name it is stored under: UTC, then by the alphabet. */
export const TIME_ZONES: readonly string[] = [
  'UTC',
  ...new Set(
    Intl.supportedValuesOf('timeZone')
      .map(today)
      .filter((name) => name !== 'UTC')
      .toSorted(),
  ),
]

/**
 * The name a zone is stored under: `Europe/Kyiv` also for `Europe/Kiev`, `America/New_York` for `US/Eastern`.
 * @returns null for what names no zone, offsets such as `+01:00` among them
 */
export function storedTimeZone(name: string): string | null {
  if (!/^[A-Za-z]/.test(name)) return null
  try {
    // Temporal refuses names that only Intl knows; Intl says which zone an old name means.
    const { timeZoneId } = new Temporal.ZonedDateTime(0n, name)
    return today(new Intl.DateTimeFormat('en', { timeZone: timeZoneId }).resolvedOptions().timeZone)
  } catch {
    return null
  }
}
