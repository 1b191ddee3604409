import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { isCommand } from './identity/index.ts'
import { pathNames, Shapes, type Json } from './openapi.ts'
import type { RouteHandler } from './web/index.ts'

/** What was typed, as the endpoint behind the command takes it. */
export interface Range {
  handler: RouteHandler
  /** What the path names, as it was typed. */
  named: Record<string, string>
  query: Record<string, string>
  body: Json
  /** The portal on whose host it is asked, as it was typed. */
  portal?: string
  /** In whose name, as it was typed. */
  as?: string
  ifMatch?: string
  /** Of a list, every page. */
  all: boolean
  json: boolean
  /** The option behind a field's dotted name, to be named where the field is at fault. */
  optionOf: (field: string) => string | undefined
}

/** One option and the field that it fills. */
interface Input {
  /** Names of objects within objects; a field of the query is one name. */
  field: readonly string[]
  option: Option
  /** From what was typed to what is sent. */
  value: (typed: never) => unknown
}

/** How a command is spelt, where that is older than its being derived. */
interface Spelling {
  alias?: string
  /** The field that is given as the argument. */
  argument?: string
  /** Other names of options, to the names of their fields. */
  options?: Record<string, string>
}
const SPELLINGS: Record<string, Spelling> = {
  'portal.create': { options: { reference: 'partnerReference' } },
  'portal.expire_trial': { alias: 'expire' },
  'clock.advance': { argument: 'advance' },
}
/** `gatehouse work` is a process that only does the jobs. */
const NOUNS: Record<string, string> = { work: 'long-work' }

/**
 * Adds a command for each endpoint that the command line can have. `portal.suspend` is `portal suspend`; what it
 * is done to is its argument, and what that belongs to, and every field, an option. Options are made of the shapes
 * of a command once it is the one that was typed, since to make all of them takes longer than what it does.
 * @param reserved names of commands that are written by hand and go before
 */
export function addDerived(
  program: Command,
  endpoints: readonly RouteHandler[],
  reserved: ReadonlySet<string>,
  act: (range: Range) => Promise<void>,
): void {
  const nouns = Map.groupBy(endpoints.filter(isCommand), ({ endpoint }) => spelt(endpoint!.name)[0])
  for (const [noun, all] of nouns) {
    const there = program.commands.find((command) => command.name() === noun)
    const group = there ?? program.command(noun)
    if (!there) group.description(all.map(({ endpoint }) => spelt(endpoint!.name)[1]).join(', '))
    group.helpGroup(
      all.some(({ route }) => route.place === 'console')
        ? 'The installation, its portals and partners:'
        : 'Inside a portal (--portal):',
    )
    const commands = new Map<Command, RouteHandler>()
    for (const handler of all) {
      const [, verb] = spelt(handler.endpoint!.name)
      if (!reserved.has(`${noun} ${verb}`)) commands.set(addCommand(group, verb, handler), handler)
    }
    group.hook('preSubcommand', (_, command) => {
      const handler = commands.get(command)
      if (handler) complete(command, handler, act)
      commands.delete(command)
    })
  }
}

/** `case_label.add` as noun and verb. */
function spelt(name: string): [noun: string, verb: string] {
  const [noun, verb] = name.replaceAll('_', '-').split('.') as [string, string]
  return [NOUNS[noun] ?? noun, verb]
}

const kebab = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

function addCommand(group: Command, verb: string, { route, endpoint }: RouteHandler): Command {
  const { alias, argument } = SPELLINGS[endpoint!.name] ?? {}
  const subject = pathNames(route.pattern).at(-1) ?? argument
  const command = group.command(verb).description(endpoint!.summary)
  if (alias) command.alias(alias)
  return subject === undefined ? command : command.argument(`<${kebab(subject)}>`)
}

/** Adds the options, and what is done with them. */
function complete(
  command: Command,
  handler: RouteHandler,
  act: (range: Range) => Promise<void>,
): void {
  const { route, method, endpoint } = handler
  const { body, given = [], query, versioned, name } = endpoint!
  const { argument, options: others = {} } = SPELLINGS[name] ?? {}
  const names = pathNames(route.pattern)
  const [subject] = names.slice(-1)
  const owners = names.slice(0, -1)
  const shapes = new Shapes()
  const options = (shape: Json | undefined) =>
    shape === undefined ? [] : inputsOf(shapes, shapes.resolve(shape))
  const queried = options(query && shapes.of(query, 'input'))
  const sent = options(body && shapes.of(body, 'input', [...names, ...given]))
  for (const [other, field] of Object.entries(others)) {
    const { option, ...input } = sent.find((one) => one.field.join('.') === field)!
    const flags = option.flags.replace(/^--[\w-]+/, `--${other}`)
    sent.push({ ...input, option: new Option(flags).hideHelp() })
  }

  for (const owner of owners)
    command.addOption(new Option(`--${kebab(owner)} <${kebab(owner)}>`).makeOptionMandatory())
  if (route.place !== 'console' && !names.includes('portal'))
    command.addOption(
      new Option(
        '--portal <portal>',
        'in which one: its id, short name or address',
      ).makeOptionMandatory(route.place === 'portal'),
    )
  for (const { field, option } of [...queried, ...sent])
    if (field.join('.') !== argument) command.addOption(option)
  if (route.place === 'portal' && method !== 'GET')
    command.option('--as <person>', 'in whose name, where what is written bears one')
  if (versioned && method !== 'GET' && names.length > 0)
    command.option('--if-match <version>', 'the version that the change is based on')
  if (queried.some(({ field }) => field[0] === 'cursor'))
    command.option('--all', 'every page, one after another')
  command.option('--json', 'print JSON')

  command.action(async (...given: unknown[]) => {
    const typed = command.opts<Record<string, string>>()
    const [first] = given as [string]
    const named = Object.fromEntries(
      names.map((name) => [name, name === subject ? first : typed[name]!]),
    )
    const values = async (inputs: readonly Input[]) => {
      const all: Json = {}
      for (const { field, option, value } of inputs) {
        const one = field.join('.') === argument ? first : typed[option.attributeName()]
        if (one !== undefined) put(all, field, await value(one as never))
      }
      return all
    }
    await act({
      handler,
      named,
      query: (await values(queried)) as Record<string, string>,
      body: await values(sent),
      portal: names.includes('portal') ? undefined : typed['portal'],
      as: typed['as'],
      ifMatch: typed['ifMatch'],
      all: 'all' in typed,
      json: 'json' in typed,
      optionOf: (field) =>
        [...queried, ...sent].find((input) => input.field.join('.') === field)?.option.long,
    })
  })
}

function put(into: Json, [name, ...inner]: readonly string[], value: unknown): void {
  if (inner.length === 0) into[name!] = value
  else put((into[name!] ??= {}) as Json, inner, value)
}

/** The options for a shape's fields; for those of an object within it each its own. */
function inputsOf(
  shapes: Shapes,
  { properties = {}, required = [] }: { properties?: Json; required?: string[] },
  within: readonly string[] = [],
  mandatory = true,
): Input[] {
  return Object.entries(properties).flatMap(([name, property]) => {
    const field = [...within, name]
    const must = mandatory && required.includes(name)
    const { shape, nullable } = plain(shapes, property as Json)
    const inner = shape['properties'] ? inputsOf(shapes, shape, field, must) : []
    return inner.length > 0 && must
      ? inner
      : [...inputs(shapes, field, shape, { must, nullable }), ...inner]
  })
}

/** A shape without the null that may stand in its place. */
function plain(shapes: Shapes, schema: Json): { shape: Json; nullable: boolean } {
  const { anyOf, ...data } = shapes.resolve(schema) as { anyOf?: Json[] } & Json
  const some = anyOf?.filter(({ type }) => type !== 'null')
  if (some?.length === 1) {
    const shape = { ...shapes.resolve(some[0]!), ...data }
    return { shape, nullable: some.length < anyOf!.length }
  }
  const types = [data['type'] ?? []].flat()
  const [type, ...more] = types.filter((one) => one !== 'null')
  return more.length > 0 || anyOf
    ? { shape: { ...data, anyOf }, nullable: false }
    : { shape: { ...data, type }, nullable: types.includes('null') }
}

/** The option for one field; where it can be emptied or switched off, its opposite too. */
function inputs(
  shapes: Shapes,
  field: readonly string[],
  shape: Json,
  { must, nullable }: { must: boolean; nullable: boolean },
): Input[] {
  const flag = field.map(kebab).join('-')
  const about = shape['description'] as string | undefined
  if (shape['type'] === 'boolean')
    return [
      { field, option: new Option(`--${flag}`, about), value: (typed) => typed },
      { field, option: new Option(`--no-${flag}`), value: (typed) => typed },
    ]
  const many = shape['type'] === 'array'
  const items = many ? plain(shapes, (shape['items'] ?? {}) as Json).shape : shape
  const { is, read, parse } = kindOf(items, many)
  const option = new Option(`--${flag} <${is}>`, about).makeOptionMandatory(must)
  const allowed = items['enum'] as string[] | undefined
  if (allowed) option.choices(allowed.map(String))
  else if (parse) option.argParser(parse)
  if (shape['default'] !== undefined && shape['default'] !== null)
    option.description = [about, `(default: ${JSON.stringify(shape['default'])})`]
      .filter(Boolean)
      .join(' ')
  const value = (typed: never) => (typed === false ? null : read ? read(typed) : typed)
  const empty = { field, option: new Option(`--no-${flag}`, 'none'), value }
  return [{ field, option, value }, ...(nullable ? [empty] : [])]
}

interface Kind {
  /** As help has it. */
  is: string
  /** What is sent for what was typed. */
  read?: (typed: string) => unknown
  parse?: (typed: string) => unknown
}

function kindOf(shape: Json, many: boolean): Kind {
  const { type, contentEncoding, contentMediaType, pattern, format } = shape as Record<
    string,
    string
  >
  if (contentEncoding === 'base64')
    return { is: 'path', read: async (path) => (await readFile(path)).toString('base64') }
  if (contentMediaType) return { is: 'path', read: (path) => readFile(path, 'utf8') }
  if (type === 'integer' || type === 'number') return { is: 'number', parse: numberIn }
  if (type !== 'string' && !shape['enum']) return { is: 'json', parse: jsonIn }
  const [, prefix] = /^\^(\w+_)\[/.exec(pattern ?? '') ?? []
  const is = prefix ? `${prefix}id` : (format ?? (shape['enum'] ? 'choice' : 'text'))
  return many ? { is: `${is}...` } : { is, read: (typed) => (typed === '-' ? typedIn() : typed) }
}

/** What is no number is left for the endpoint to refuse in its own words. */
const numberIn = (typed: string) =>
  typed.trim() !== '' && Number.isFinite(Number(typed)) ? Number(typed) : typed

function jsonIn(typed: string): unknown {
  try {
    return JSON.parse(typed) as unknown
  } catch {
    throw new InvalidArgumentError('It is not JSON.')
  }
}

/** A secret is safer from there than among the arguments, which every program on the machine can read. */
const typedIn = async () => (await readAll(process.stdin)).replace(/\r?\n$/, '')
