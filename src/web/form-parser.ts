import { isUtf8 } from 'node:buffer'
import { Busboy, type BusboyHeaders, type Dicer } from '@fastify/busboy'

type Parser = InstanceType<typeof Busboy>
type Part = Dicer.PartStream

/** The text of a part's header, each of its bytes as one character. */
type PartHeaders = Record<string, string[] | undefined>

/**
 * A parser of a form's parts that names files as browsers and programs mean them, and tells of text that is not UTF-8,
 * in whose place it would put � without a word.
 * @param onBroken told the field; '' where its own name is broken
 * @throws where the type is that of no form with parts
 */
export function formParser(
  type: string,
  limits: { fields: number; fieldSize: number; files: number },
  onBroken: (field: string) => void,
): Parser {
  const form = new Busboy({ headers: { 'content-type': type } as BusboyHeaders, limits })
  // Its own listener reads the headers, so ours comes before it; nothing public does.
  const { _parser: own } = form as unknown as { _parser: { parser: Dicer } }
  own.parser.prependListener('part', (part: Part) =>
    part.on('header', (header) => check(part, header as PartHeaders, onBroken)),
  )
  return form
}

function check(part: Part, header: PartHeaders, onBroken: (field: string) => void): void {
  const [said] = header['content-disposition'] ?? []
  if (said === undefined) return
  const bytes = Buffer.from(said, 'latin1')
  const field = /;\s*name="?([^";]*)/i.exec(bytes.toString())?.[1] ?? ''
  const named = isUtf8(bytes) ? withExtendedName(said) : null
  if (named === null) return onBroken(field.includes('\ufffd') ? '' : field)
  header['content-disposition'] = [named]
  const [type = ''] = header['content-type'] ?? []
  if (!/;\s*filename\s*=/i.test(named) && !/charset=(?!"?utf-?8)/i.test(type))
    checkValue(part, () => onBroken(field))
}

const EXTENDED = /;\s*filename\*\s*=\s*utf-8'[^']*'([^\s;]*)/i
const NAMES = /;\s*filename\*?\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^;]*)/gi

/** A name that is said twice, or in the way of mails, as the one that is meant; null where it is not UTF-8. */
function withExtendedName(said: string): string | null {
  const encoded = EXTENDED.exec(said)?.[1]
  if (encoded === undefined) return said
  try {
    const name = decodeURIComponent(encoded)
      .replaceAll(/[\r\n]/g, '')
      .replaceAll('"', '%22')
    return `${said.replaceAll(NAMES, '')}; filename="${Buffer.from(name).toString('latin1')}"`
  } catch {
    return null
  }
}

/** Looks at a value as it comes: nothing of it is held. */
function checkValue(part: Part, onBroken: () => void): void {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const look = (piece?: Buffer) => {
    try {
      decoder.decode(piece, { stream: piece !== undefined })
    } catch {
      onBroken()
    }
  }
  part.on('data', look)
  part.on('end', () => look())
}

/** What browsers write in a name in place of what would end it. */
const ENDING = { '%22': '"', '%0D': '\r', '%0A': '\n' } as const

/** A file's name as its owner sees it. */
export const asNamed = (name: string): string =>
  name.replaceAll(/%(?:22|0D|0A)/gi, (sign) => ENDING[sign.toUpperCase() as keyof typeof ENDING])
