import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { Anchors } from './anchors.ts'
import { newId } from './ids.ts'

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'anchors-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

const head = (portal: string, seq: number) => ({ portal, seq, hash: Buffer.alloc(32, seq) })
const seqs = async (anchors: Anchors, portal: string) =>
  (await anchors.read()).heads.get(portal)?.map(({ seq }) => seq)

it('keeps what could not be written, and writes it when it can', async () => {
  const folder = await aFolder()
  const inTheWay = join(folder, 'not-a-folder')
  await writeFile(inTheWay, '')
  const anchors = new Anchors(join(inTheWay, 'heads'))
  const portal = newId()
  anchors.note(head(portal, 1))
  await expect(anchors.flush()).rejects.toThrow(/EEXIST|ENOTDIR/)
  anchors.note(head(portal, 2))
  await rm(inTheWay)
  expect(await seqs(anchors, portal)).toEqual([2])
})

it('begins a line of its own after one that was cut short', async () => {
  const path = join(await aFolder(), 'heads')
  const portal = newId()
  const before = new Anchors(path)
  before.note(head(portal, 1))
  await before.flush()
  await appendFile(path, `${portal} 2 0202`)
  const after = new Anchors(path)
  after.note(head(portal, 3))
  expect(await seqs(after, portal)).toEqual([1, 3])
})
