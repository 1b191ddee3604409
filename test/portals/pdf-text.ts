import { extractText, getDocumentProxy } from 'unpdf'

/** What a PDF says, as whoever searches in it or copies from it gets it. */
export async function pdfText(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), {
    mergePages: true,
  })
  return text.replaceAll(/\s+/g, ' ')
}
