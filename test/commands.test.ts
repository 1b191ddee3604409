import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Command, type Option } from 'commander'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CommandRefused, outcomeOf } from '../src/cli.ts'
import { printed } from '../src/cli-output.ts'
import { addDerived, type Range } from '../src/commands.ts'
import { routeHandlers } from '../src/features.ts'
import { isCommand } from '../src/identity/index.ts'
import { newId, PREFIXES, show, type IdKind } from '../src/kit/ids.ts'
import { createPortal } from '../src/portals/index.ts'
import { aPerson } from './identity/identity-world.ts'
import { act, aPartner } from './scenarios/lifecycle-setting.ts'
import { openWorld, type World } from './world.ts'

/** Commands as they are typed, in this process; what was asked is answered or refused. */
function gatehouse(answer: (asked: Range) => Promise<unknown>) {
  const said: string[] = []
  const program = new Command('gatehouse')
    .exitOverride()
    .configureOutput({ writeErr: (text) => said.push(text), writeOut: (text) => said.push(text) })
  let answers: unknown
  addDerived(program, routeHandlers, new Set(), async (asked) => {
    answers = await answer(asked)
  })
  const run = async (...typed: string[]) => {
    said.length = 0
    answers = undefined
    await program.parseAsync(typed, { from: 'user' })
    return answers
  }
  return { program, run, said }
}

const asTyped = () => gatehouse(async ({ named, query, body }) => ({ named, query, body }))

describe('commands', () => {
  it('are there for every endpoint but those of whoever has signed in', () => {
    const { program } = asTyped()
    const count = program.commands.flatMap(({ commands }) => commands).length
    expect(count).toBe(routeHandlers.filter(isCommand).length)
    const without = routeHandlers.filter((served) => served.endpoint && !isCommand(served))
    const names = without.map(({ endpoint }) => endpoint!.name)
    expect(names).toEqual(
      expect.arrayContaining(['session.start', 'factor.add_app', 'thread.list']),
    )
    expect(without.filter(({ right }) => right !== undefined && right !== 'self')).toMatchObject([
      { endpoint: { name: 'preview.start' } },
    ])
  })

  it('take what the input takes: numbers, lists, objects, what is emptied or switched off', async () => {
    const { run } = asTyped()
    const portal = show('portal', newId())
    expect(
      await run(
        ...['portal', 'configure', portal, '--invitation-hours', '48', '--no-sign-in-by-code'],
        ...['--after-trial', 'branding', 'own_hosts'],
      ),
    ).toEqual({
      named: { portal },
      query: {},
      body: { invitationHours: 48, signInByCode: false, afterTrial: ['branding', 'own_hosts'] },
    })
    expect(
      await run(
        ...['contact', 'update', 'per_x', '--portal', 'acme', '--no-birth-date'],
        ...['--fields', '{"fld_x":"Blue"}'],
      ),
    ).toMatchObject({ body: { birthDate: null, fields: { fld_x: 'Blue' } } })
    expect(
      await run('mass-invitation', 'preview', '--portal', 'acme', '--matching-stage', 'New'),
    ).toMatchObject({ body: { matching: { stage: 'New' } } })
    expect(
      await run('mass-invitation', 'preview', '--portal', 'acme', '--matching', '{}'),
    ).toMatchObject({ body: { matching: {} } })
  })

  it('say what is typed wrong, and what would be right', async () => {
    const { run, said } = asTyped()
    const wrong = async (...typed: string[]) => {
      await expect(run(...typed)).rejects.toThrow(/^error: /)
      return said.join('')
    }
    const label = ['case-label', 'add', '--portal', 'acme', '--name', 'Advice']
    expect(await wrong(...label)).toContain("required option '--kind <choice>' not specified")
    expect(await wrong(...label, '--kind', 'colour')).toContain('Allowed choices are type, stage.')
    expect(await wrong('case-label', 'list')).toContain("required option '--portal <portal>'")
    expect(await wrong('portal', 'brand', 'acme', '--colour', 'red')).toContain('unknown option')
    expect(
      await wrong('contact', 'update', 'per_x', '--portal', 'acme', '--fields', 'Blue'),
    ).toContain('It is not JSON.')
  })

  it('tell in their help what each option is, and of which values', async () => {
    const { run, said } = asTyped()
    await expect(run('key', 'create', '--help')).rejects.toThrow('(outputHelp)')
    const help = said.join('')
    expect(help).toContain('Makes an API key; its secret is shown this once')
    expect(help).toMatch(/--scopes <.*\.\.\.>.*"read", "provision", "billing", "operate"/s)
    expect(help).toMatch(/--days <number> +Until it expires/)
  })
})

describe('every command', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  it('is answered or refused in a sentence, whatever is typed, and breaks nothing', async () => {
    const { portal } = await act(world, createPortal, {
      name: 'Typed',
      owner: { name: 'Ana Ruiz', email: 'ana@typed.example' },
    })
    await world.drain()
    const file = join(world.data, 'typed.csv')
    await writeFile(file, 'name,email\nBea Stone,bea@typed.example\n')
    const partner = await aPartner(world, 'Typed')
    const known: Record<string, string> = { portal, partner, path: file }
    const { program, run } = gatehouse((asked) => outcomeOf(world.installation, asked))

    const made = (is: string, { argChoices }: Partial<Option> = {}) => {
      if (argChoices) return argChoices[0]!
      const kind = (Object.keys(PREFIXES) as IdKind[]).find(
        (kind) => kind === is || `${PREFIXES[kind]}_id` === is,
      )
      return known[is] ?? (kind ? show(kind, newId()) : is === 'json' ? '[]' : '7')
    }
    const outcomes = new Map<string, string>()
    for (const group of program.commands)
      for (const command of group.commands) {
        const name = `${group.name()} ${command.name()}`
        const given = command.registeredArguments.map((one) => made(one.name()))
        // The options are made when it is typed.
        await run(group.name(), command.name(), '--help').catch(() => undefined)
        const options = command.options.filter(({ mandatory }) => mandatory)
        const typed = options.flatMap((option) => {
          const is = /<(.*?)(\.\.\.)?>/.exec(option.flags)![1]!
          return [option.long!, made(is, option)]
        })
        const fresh = gatehouse((asked) => outcomeOf(world.installation, asked))
        const outcome = await fresh
          .run(group.name(), command.name(), ...given, ...typed)
          .then((answer) => (answer === undefined ? 'done' : printed(answer, 80)))
          .catch((error: unknown) => {
            if (error instanceof CommandRefused) return error.message
            throw new Error(name, { cause: error })
          })
        expect(outcome.trim(), name).not.toBe('')
        outcomes.set(name, outcome)
      }
    expect(outcomes.get('portal show')).toContain('Typed')
    expect(outcomes.get('case-label add')).toContain('types:')
    expect(outcomes.get('case show')).toMatch(/^That portal has no case cas_/)
    expect(outcomes.get('report show')).toMatch(/^That partner has no report rpt_/)
    expect(outcomes.get('company create')).toContain('7')
  }, 600_000)

  it('follows a list to its end', async () => {
    for (const name of ['North', 'South', 'West']) await aPartner(world, name)
    const { run } = gatehouse((asked) => outcomeOf(world.installation, asked))
    const list = async (...options: string[]) =>
      (await run('partner', 'list', ...options)) as { partners: object[]; next: string | null }
    const whole = await list()
    expect(whole.partners.length).toBeGreaterThan(3)
    expect((await list('--limit', '1')).partners).toHaveLength(1)
    expect(await list('--limit', '1', '--all')).toEqual(whole)
  })

  it('leaves a line in the audit trail that says who, and in whose name', async () => {
    const [owner] = await world.owner<{ id: string; portal_id: string }>(
      `select id, portal_id from persons where email = 'ana@typed.example'`,
    )
    await world.owner('update persons set activated_at = now() where id = $1', [owner!.id])
    const client = await aPerson(world, owner!.portal_id, { kind: 'contact' })
    const { run } = gatehouse((asked) => outcomeOf(world.installation, asked))
    const note = ['note', 'write', client.shown, '--portal', 'typed', '--body', 'Called']
    await expect(run(...note)).rejects.toThrow('only a person can write one')
    await run(...note, '--as', 'ana@typed.example')
    const lines = await world.owner(
      `select actor, through, on_behalf_of from audit_lines where operation = 'note.write'`,
    )
    expect(lines).toEqual([
      { actor: 'cli', through: 'cli', on_behalf_of: show('person', owner!.id) },
    ])
  })
})

describe('what a command prints', () => {
  it('is lines, and tables as wide as the terminal', () => {
    const cases = [
      { number: '1', title: 'A wall', type: null, owner: { id: 'per_1', name: 'Ana' } },
      { number: '22', title: 'A gate', type: null, owner: { id: 'per_2', name: 'Bo' } },
    ]
    expect(printed({ cases, next: null }, 80)).toBe(
      ['cases:', 'number  title   owner', '1       A wall  Ana', '22      A gate  Bo'].join('\n'),
    )
    expect(printed({ cases, next: 'c3f' }, 80)).toMatch(/Bo\n\nThere is more: --cursor c3f$/)
    expect(printed({ cases }, 16)).toContain('(--json also has owner)')
    expect(printed(undefined, 80)).toBe('Done.')
  })
})
