/** What files are by their endings, as people tell them apart; by each, where names end so. */
const ENDINGS = {
  pdf: ['pdf'],
  picture: ['jpg', 'jpeg', 'png', 'gif', 'webp', 'heic', 'heif', 'tif', 'tiff', 'bmp', 'svg'],
  document: ['doc', 'docx', 'odt', 'rtf', 'pages'],
  table: ['xls', 'xlsx', 'ods', 'csv', 'numbers'],
  slides: ['ppt', 'pptx', 'odp', 'key'],
  text: ['txt', 'md'],
  video: ['mp4', 'mov', 'avi', 'mkv', 'webm'],
  sound: ['mp3', 'm4a', 'wav', 'ogg', 'flac'],
  mail: ['eml', 'msg'],
  archive: ['zip', 'rar', '7z', 'tar', 'gz'],
} as const

export type FileKind = keyof typeof ENDINGS

const BY_ENDING: ReadonlyMap<string, FileKind> = new Map(
  Object.entries(ENDINGS).flatMap(([kind, endings]) =>
    endings.map((ending) => [`.${ending}`, kind as FileKind] as const),
  ),
)

/** Pairs of endings that say the same. */
const ALIKE: Readonly<Record<string, string>> = {
  '.jpeg': '.jpg',
  '.tiff': '.tif',
  '.heif': '.heic',
}

/** A name without its ending, and that with its dot: `''` where it has none. "Smith v. Roe" and "12.03.2024" have none. */
export function partsOf(name: string): { stem: string; ending: string } {
  const [ending = ''] = /(?<=.)\.(?=[^.]*[a-z])[a-z0-9]{1,8}$/is.exec(name) ?? []
  return { stem: name.slice(0, name.length - ending.length), ending }
}

export const kindByEnding = (ending: string): FileKind | null =>
  BY_ENDING.get(ending.toLowerCase()) ?? null

const plain = (ending: string) => ALIKE[ending.toLowerCase()] ?? ending.toLowerCase()

/** Whether two endings say the same, however they are written. */
export const isSameEnding = (one: string, other: string): boolean => plain(one) === plain(other)

/** What a type by content means to people; the first that fits. */
const BY_TYPE: readonly (readonly [RegExp, FileKind])[] = [
  [/^application\/pdf$/, 'pdf'],
  [/^image\//, 'picture'],
  [/wordprocessingml|msword|opendocument\.text$|\/rtf$/, 'document'],
  [/spreadsheetml|ms-excel|opendocument\.spreadsheet$|\/csv$/, 'table'],
  [/presentationml|ms-powerpoint|opendocument\.presentation$/, 'slides'],
  [/^video\//, 'video'],
  [/^audio\//, 'sound'],
  [/^text\/plain$/, 'text'],
  [/zip|rar|7z|\/x-tar$/, 'archive'],
]

/** @param type by content, as rows have it; null where people have no word for it */
export const kindByType = (type: string): FileKind | null =>
  BY_TYPE.find(([is]) => is.test(type))?.[1] ?? null

/** Kinds that are known for certain by content: a table may be text, and what office programs write a kind of archive. */
const CERTAIN: ReadonlySet<FileKind | null> = new Set([
  'pdf',
  'picture',
  'document',
  'table',
  'slides',
])

/** What a file is by what is in it, where its name says otherwise; null where it does not, or nobody knows. */
export function otherThanNamed({ name, type }: { name: string; type: string }): FileKind | null {
  const [said, is] = [kindByEnding(partsOf(name).ending), kindByType(type)]
  return said !== null && is !== said && CERTAIN.has(is) ? is : null
}
