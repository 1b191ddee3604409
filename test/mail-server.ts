import { once } from 'node:events'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

export interface Arrived {
  from: string
  to: string[]
  raw: Buffer
  mail: Email
}

/**
 * A mail server on this machine, and what is in its inbox.
 * @param refuses an SMTP code for an address, to be answered to whoever sends there
 */
export async function mailServer(
  port: number,
  refuses: (address: string) => number | undefined = () => undefined,
): Promise<Arrived[]> {
  const inbox: Arrived[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, answer) => {
      const code = refuses(address)
      answer(code ? Object.assign(new Error('Not here'), { responseCode: code }) : null)
    },
    onData: async (stream, { envelope }, taken) => {
      const pieces: Buffer[] = []
      for await (const piece of stream) pieces.push(piece as Buffer)
      const raw = Buffer.concat(pieces)
      const { mailFrom, rcptTo } = envelope
      inbox.push({
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo.map(({ address }) => address),
        raw,
        mail: await PostalMime.parse(raw),
      })
      taken()
    },
  })
  // Somebody who is killed leaves in the middle of a sentence.
  server.on('error', () => undefined)
  await once(server.listen(port, '127.0.0.1'), 'listening')
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())))
  return inbox
}
