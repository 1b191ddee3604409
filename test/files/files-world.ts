import { createServer, request as httpRequest, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import type { Browser } from '../identity/identity-world.ts'
import type { Office } from '../people/people-world.ts'

/** Serves an office's portal on a port, since uploads are about connections. @returns where, with the host to name */
export async function served(office: Office): Promise<{ origin: string; server: Server }> {
  const server = createServer(
    getRequestListener(office.app.fetch, { overrideGlobalObjects: false }),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server }
}

/** Bytes that no compression shortens and that tell where they are. */
export function someBytes(length: number): Buffer {
  const bytes = Buffer.alloc(length)
  for (let at = 0; at + 4 <= length; at += 4) bytes.writeUInt32LE((at * 2654435761) >>> 0, at)
  return bytes
}

/** Sends a piece of a file that says it is longer, and hangs up once what came of it lies on the disk. */
export async function cutOff(
  { browser }: Office,
  url: string,
  { offset, piece, isWritten }: { offset: number; piece: Buffer; isWritten: () => Promise<void> },
): Promise<void> {
  const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  const request = httpRequest(url, {
    method: 'PATCH',
    headers: {
      host: new URL(browser.origin).host,
      cookie,
      'content-type': 'application/offset+octet-stream',
      'content-length': String(piece.length + 1_000_000),
      'upload-offset': String(offset),
    },
  })
  request.on('error', () => undefined)
  request.write(piece)
  await isWritten()
  request.destroy()
}

/** Sends a file whole. @returns id of the upload */
export async function sendFile(browser: Browser, bytes: Buffer, name: string): Promise<string> {
  const begun = await browser.json('POST', '/api/v1/uploads', { name, bytes: bytes.length })
  const { id } = (await begun.json()) as { id: string }
  const answer = await browser.send(`/api/v1/uploads/${id}`, {
    method: 'PATCH',
    headers: { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes),
  })
  if (answer.status !== 204) throw new Error(`${answer.status}: ${await answer.text()}`)
  return id
}

/** Sends a file whole and adds it to something. @returns its id as shown; it is looked at when jobs run */
export async function addedFile(office: Office, about: string, bytes: Buffer): Promise<string> {
  const upload = await sentFile(office, bytes)
  const { body } = await office.api<{ id: string }>('POST', 'files', { about, upload })
  return body.id
}

/** @returns id of the upload as shown */
export const sentFile = ({ browser }: Office, bytes: Buffer): Promise<string> =>
  sendFile(browser, bytes, 'x.bin')

export interface Shown {
  id: string
  name: string
  state: string
  held: boolean
  threat: string | null
  type: string
  bytes: number
}

/** Sends a file whole and adds it to something. @returns its id; it is not looked at yet */
export async function addFile(
  { browser, api }: Office,
  about: string,
  { name, bytes }: { name: string; bytes: Buffer },
): Promise<string> {
  const upload = await sendFile(browser, bytes, name)
  const added = await api<{ id: string }>('POST', 'files', { about, upload })
  if (added.status !== 201) throw new Error(`${added.status}: ${JSON.stringify(added.body)}`)
  return added.body.id
}

export const shownFile = async ({ api }: Office, id: string): Promise<Shown> =>
  (await api<Shown>('GET', `files/${id}`)).body

export async function contentOf({ browser }: Office, id: string): Promise<Buffer> {
  const answer = await browser.send(`/files/${id}/content`)
  if (answer.status !== 200) throw new Error(`${answer.status}`)
  return Buffer.from(await answer.arrayBuffer())
}
