import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { onCasePage } from '../../src/cases/case/panels.ts'
import { openCase } from '../../src/cases/index.ts'
import { hasFiles, nameIn } from '../../src/files/index.ts'
import { parseId, show } from '../../src/kit/ids.ts'
import { routes } from '../../src/routes.ts'
import type { Feature } from '../../src/web/index.ts'
import { aPerson, Browser } from '../identity/identity-world.ts'
import { anOffice } from '../people/people-world.ts'
import { aWorld } from '../world.ts'
import { sendFile } from './files-world.ts'

/** Made up: each case is also a journey, which has files of its own. */
const journeys: Feature = {
  additions: hasFiles(
    {
      kind: 'run',
      many: { en: 'Journeys', es: 'Viajes' },
      right: 'cases:work',
      page: (run) => routes.cases.one({ case: run.replace('run_', 'cas_') }),
      find: nameIn('cases', 'title'),
    },
    onCasePage,
  ),
}

/** An office in a product that has that feature besides its own. */
async function anOfficeWithJourneys() {
  const world = await aWorld()
  const office = await anOffice(world)
  const { declared } = world.installation
  const additions = [...declared.additions, ...journeys.additions!]
  const app = createApp({ ...world.installation, declared: { ...declared, additions } })
  const come = (who: { email: string }) => new Browser(app, office.portal).signIn(who)
  return { world, office, come, ada: await come(office.ada) }
}

const bodyOf = async <T>(answer: Response) => (await answer.json()) as T

it('a feature has files by its declaration alone: added, shown, shared, taken, kept in versions, removed', async () => {
  const { world, office, come, ada } = await anOfficeWithJourneys()
  const carla = await aPerson(world, office.portal.id, { name: 'Carla Soto', kind: 'contact' })
  const client = await come(carla)
  const matter = show('case', (await office.act(openCase, { title: 'To the sea' })).case)
  const journey = show('run', parseId('case', matter)!)
  const add = async (bytes: string, path: string, more: object) => {
    const upload = await sendFile(ada, Buffer.from(bytes), 'ticket.txt')
    return ada.json('POST', path, { ...more, upload })
  }

  const added = await add('One way', '/api/v1/files', { about: journey })
  const { id: file, about } = await bodyOf<{ id: string; about: string }>(added)
  expect(about).toBe(journey)
  await world.drain()
  const page = await (await ada.get(`/cases/${matter}`)).text()
  expect(page.match(/class="file-name">ticket\.txt/g)).toHaveLength(1)
  // It is the journey's, and not the case's.
  const lists = await Promise.all(
    [journey, matter].map(async (one) =>
      bodyOf<{ files: unknown[] }>(await ada.get(`/api/v1/files?about=${one}`)),
    ),
  )
  expect(lists.map(({ files }) => files.length)).toEqual([1, 0])
  expect(await (await ada.get(`/files/${file}`)).text()).toContain('To the sea')

  const content = `/api/v1/files/${file}/content`
  expect((await client.get(content)).status).toBe(404)
  await ada.json('POST', `/api/v1/files/${file}/shares`, { with: [carla.shown] })
  await add('And back', `/api/v1/files/${file}/versions`, {})
  await world.drain()
  expect(await (await client.get(content)).text()).toBe('And back')
  expect((await client.get(`/api/v1/files?about=${journey}`)).status).toBe(403)
  const { downloads } = await bodyOf<{ downloads: object[] }>(
    await ada.get(`/api/v1/files/${file}/downloads`),
  )
  expect(downloads).toMatchObject([{ name: 'Carla Soto', number: 2 }])

  const removed = await ada.post(`/files/${file}/removal`)
  expect(removed.headers.get('location')).toBe(`/cases/${matter}#files`)
  expect((await client.get(content)).status).toBe(404)
  const lines = await world.owner<{ operation: string }>(
    'select operation from audit_lines where subject = $1 order by seq',
    [journey],
  )
  expect(lines.map(({ operation }) => operation)).toEqual([
    'file.add',
    'file.share',
    'file.add_version',
    'file.remove',
  ])
})

it('that is no more than twelve lines, here and in every feature that has them', async () => {
  const declarations = [
    'test/files/has-files.test.ts',
    'src/cases/case/feature.ts',
    'src/people/companies/feature.ts',
    'src/people/contacts/feature.ts',
    'src/messages/threads/attachments.tsx',
  ]
  for (const path of declarations) {
    const [declaration] = /^.*hasFiles\(\{?\n[^]*?^ *\}?\),?$/m.exec(await readFile(path, 'utf8'))!
    expect(declaration.split('\n').length, path).toBeLessThanOrEqual(12)
  }
})
