import { Liquid, Output, Tokenizer, TypeGuards, type PropertyAccessToken } from 'liquidjs'
import { fallbackTo, inForm, upcase } from './filters.ts'

/**
 * Liquid with nothing but `{{ name | filter: "text" }}`: no tags, no files, three filters, and of values only what is
 * their own. Limits of its own stand behind ours, which refuse first.
 */
export const liquid = new Liquid({
  ownPropertyOnly: true,
  strictFilters: false,
  dynamicPartials: false,
  templates: {},
  parseLimit: 100_000,
  memoryLimit: 1_000_000,
})
Object.assign(liquid, {
  tags: nothing(),
  filters: nothing({ default: fallbackTo, date: inForm, upcase }),
})

/** Only these, and nothing that every object has. */
function nothing(but: object = {}): object {
  return Object.assign(Object.create(null) as object, but)
}

/** Most in one text: each may bring a value of some length. */
export const MOST = 100
/** Longest text that is looked at, in UTF-16 units. */
const LONGEST_TEXT = 20_000
/** Longest placeholder with its filters: what is nested deeper than this allows is not read at all. */
const LONGEST = 400

/** Why something between braces is no placeholder. */
export type Unreadable = 'unclosed' | 'tag' | 'form' | 'too_many' | 'text_too_long'

interface Piece {
  /** Where it begins in the text, and where it ends, in UTF-16 units. */
  begin: number
  end: number
  /** As it stands in the text. */
  source: string
}

export interface Filter {
  name: string
  /** What stands in quotes behind it; undefined where nothing does. */
  text: string | undefined
}

export interface PlaceholderPiece extends Piece {
  kind: 'placeholder'
  name: string
  filters: readonly Filter[]
  output: Output
}

export type TextPiece = Piece & { kind: 'text' }
export type UnreadablePiece = Piece & { kind: 'unreadable'; why: Unreadable }

/** Takes a text apart; what cannot be read as a placeholder is a piece of its own, which nothing runs. */
export function parse(text: string): (TextPiece | PlaceholderPiece | UnreadablePiece)[] {
  const pieces: ReturnType<typeof parse> = []
  const piece = (begin: number, end: number): Piece => ({
    begin,
    end,
    source: text.slice(begin, end),
  })
  const unreadable = (begin: number, end: number, why: Unreadable) =>
    pieces.push({ kind: 'unreadable', ...piece(begin, end), why })
  if (text.length > LONGEST_TEXT) {
    unreadable(0, text.length, 'text_too_long')
    return pieces
  }
  const tokens = new Tokenizer(text)
  let count = 0
  while (tokens.p < tokens.N) {
    const begin = tokens.p
    const token = nextToken(tokens)
    const end = token === null ? text.length : tokens.p
    if (token === null) unreadable(begin, end, 'unclosed')
    else if (TypeGuards.isTagToken(token)) unreadable(begin, end, 'tag')
    else if (!TypeGuards.isOutputToken(token)) pieces.push({ kind: 'text', ...piece(begin, end) })
    else if (++count > MOST) unreadable(begin, end, 'too_many')
    else {
      const read = end - begin > LONGEST ? null : placeholderOf(token)
      if (read) pieces.push({ kind: 'placeholder', ...piece(begin, end), ...read })
      else unreadable(begin, end, 'form')
    }
    if (token === null) break
  }
  return pieces
}

/** The next piece of Liquid; null where what begins there never ends. */
function nextToken(tokens: Tokenizer) {
  try {
    return tokens.readTopLevelToken(liquid.options)
  } catch {
    return null
  }
}

type OutputToken = ConstructorParameters<typeof Output>[0]

/** A name of one or two parts, and filters with one text in quotes each; null where there is anything else. */
function placeholderOf(
  token: OutputToken,
): Pick<PlaceholderPiece, 'name' | 'filters' | 'output'> | null {
  const output = read(token)
  if (!output) return null
  const [initial, ...more] = output.value.initial.postfix
  if (more.length > 0 || !TypeGuards.isPropertyAccessToken(initial)) return null
  const name = nameIn(initial)
  const filters: Filter[] = []
  for (const { name: filter, args } of output.value.filters) {
    const [arg, ...others] = args
    if (others.length > 0 || (arg !== undefined && !TypeGuards.isQuotedToken(arg))) return null
    filters.push({ name: filter, text: arg?.content })
  }
  return name === null ? null : { name, filters, output }
}

function read(token: OutputToken): Output | null {
  try {
    return new Output(token, liquid)
  } catch {
    return null
  }
}

const nameIn = ({ variable, props }: PropertyAccessToken): string | null =>
  variable === undefined && props.length <= 2 && props.every(TypeGuards.isWordToken)
    ? props.map(({ content }) => content).join('.')
    : null
