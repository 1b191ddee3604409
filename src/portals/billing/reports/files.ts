import type { Installation } from '../../../kit/installation.ts'
import { reportJson } from './answers.ts'
import { reportCsv } from './csv.ts'
import { reportPdf } from './pdf.ts'
import { everyLine } from './reading/full-lines.ts'
import type { Report } from './report.ts'
import { fileName } from './words.ts'

/*
 * Reports as files, however long: read and sent a piece at a time, the PDF excepted, whose pages are
 * numbered "of" so many.
 */

export const csvFile = ({ db }: Installation, report: Report): Response =>
  file(
    report,
    'csv',
    'text/csv; charset=utf-8',
    streamed(reportCsv(report, everyLine(db, report.id))),
  )

export const jsonFile = ({ db }: Installation, report: Report): Response =>
  file(
    report,
    'json',
    'application/json; charset=utf-8',
    streamed(reportJson(report, everyLine(db, report.id))),
  )

export const pdfFile = async ({ db, name }: Installation, report: Report): Promise<Response> =>
  file(
    report,
    'pdf',
    'application/pdf',
    new Uint8Array(await reportPdf(report, everyLine(db, report.id), name)),
  )

const file = (
  report: Report,
  ending: string,
  type: string,
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
): Response =>
  new Response(body, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${fileName(report)}.${ending}"`,
      'cache-control': 'no-store',
    },
  })

const streamed = (pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> => {
  const bytes = new TextEncoder()
  return new ReadableStream({
    async pull(stream) {
      const { value, done } = await pieces.next()
      if (done) stream.close()
      else stream.enqueue(bytes.encode(value))
    },
    cancel: async () => {
      await pieces.return(undefined)
    },
  })
}
