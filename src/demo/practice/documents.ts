import { addFile, addFolder, beginUpload, receive, shareFile } from '../../files/index.ts'
import { show } from '../../kit/ids.ts'
import type { Caller } from '../../kit/operation.ts'
import type { Place } from '../portal-life.ts'
import type { DemoEvent } from '../seeder.ts'
import { unwrap } from '../unwrap.ts'
import type { DemoDocument } from './practice.ts'
import { atOffice, HOURS, personNamed, type PracticeContext } from './practice-context.ts'

/** Documents of a matter, made from their words, and shared where that is told. @param about gives the case, by shown id */
export const documentEvents = (
  practice: PracticeContext,
  documents: readonly DemoDocument[] = [],
  about: () => string,
): DemoEvent[] =>
  documents.map((document) => ({
    at: atOffice(practice, document.ago, HOURS.documents),
    run: practice.there((place) => file(practice, place, document, about())),
  }))

async function file(
  practice: PracticeContext,
  place: Place,
  { by, name, text, folders, clients, share, days }: DemoDocument,
  about: string,
): Promise<void> {
  const { seeder } = practice
  const sender = await seeder.person(place.id, by)
  const key = `${about} ${name}`
  const upload = await send(practice, { place, sender, key, name, text })
  const added = await seeder.as(sender, key, addFile, {
    about,
    upload,
    ...(await folderFor(practice, place, { about, folders })),
  })
  if (!clients && !share) return
  const people = await Promise.all((share ?? []).map((one) => personNamed(practice, place, one)))
  const until = days === undefined ? undefined : lastDay(practice, days)
  await seeder.as(sender, key, shareFile, {
    file: show('file', added.file),
    with: clients ? [about] : people,
    ...(until && { until }),
  })
}

/** The innermost of folders that lie in one another; what is there already is that one. */
async function folderFor(
  { seeder }: PracticeContext,
  { owner }: Place,
  { about, folders = [] }: { about: string; folders?: readonly string[] | undefined },
): Promise<{ folder?: string }> {
  let folder: string | undefined
  for (const [n, name] of folders.entries()) {
    const key = [about, ...folders.slice(0, n + 1)].join(' ')
    const added = await seeder.as(owner, key, addFolder, { about, name, parent: folder ?? null })
    folder = show('folder', added.folder)
  }
  return folder === undefined ? {} : { folder }
}

/** @param days from today; a day that is over cannot be chosen, so it is chosen before */
const lastDay = ({ today, zone }: PracticeContext, days: number): string =>
  today.toZonedDateTimeISO(zone).toPlainDate().add({ days }).toString()

/** What somebody sends, and what it says, paragraph by paragraph. */
interface Sending {
  place: Place
  sender: Caller
  key: string
  name: string
  text: readonly string[]
}

/** Sends a document that is made here. Done again, it is there already. @returns id of the upload */
export async function send(
  { seeder }: PracticeContext,
  { place, sender, key, name, text }: Sending,
) {
  const bytes = await contentOf(name, text)
  const begun = await seeder.as(sender, key, beginUpload, { name, bytes: bytes.length })
  const { upload, held } = begun
  const person = sender.person!
  const going = {
    ...{ portal: place.id, whose: { person }, sender: person },
    ...{ upload, offset: held },
  }
  async function* whole() {
    yield bytes
  }
  const source = { bytes: whole(), cutOff: () => undefined }
  const received = await receive(seeder.installation, going, source)
  // Whole already, or added: by a run that was cut off.
  if (!received.ok && !['wrong_offset', 'not_found'].includes(received.code))
    unwrap(received, `sending ${name}`)
  return show('upload', upload)
}

/** A document of the kind that its name ends in, from its paragraphs. */
async function contentOf(name: string, text: readonly string[]): Promise<Buffer> {
  if (!name.endsWith('.pdf')) return Buffer.from(text.join('\n'))
  const { default: PDFDocument } = await import('pdfkit')
  const pdf = new PDFDocument({ size: 'A4', margin: 64, info: { Title: name } })
  const [title = '', ...paragraphs] = text
  pdf.fontSize(18).text(title).moveDown().fontSize(11)
  for (const paragraph of paragraphs) pdf.text(paragraph).moveDown()
  pdf.end()
  const pieces: Buffer[] = []
  for await (const piece of pdf as AsyncIterable<Buffer>) pieces.push(piece)
  return Buffer.concat(pieces)
}
