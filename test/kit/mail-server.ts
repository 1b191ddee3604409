import { once } from 'node:events'
import { buffer } from 'node:stream/consumers'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

export interface Arrived {
  /** Of the connection by which it came. */
  connection: string
  /** What the sending machine called itself. */
  client: string
  from: string
  to: string[]
  raw: Buffer
  mail: Email
}

/** A mail server on this machine, and what is in its inbox. */
export const mailServer = (port: number, refuses?: Refuses): Promise<Arrived[]> =>
  mailServerKeeping(port, (arrived) => arrived, refuses)

/** An SMTP code for an address, to be answered to whoever sends there; or never an answer. */
type Refuses = (address: string, connection: string) => number | 'silence' | undefined

/** The same for more mails than should be held: its inbox has what `keep` makes of each. */
export async function mailServerKeeping<T>(
  port: number,
  keep: (arrived: Arrived) => T,
  refuses: Refuses = () => undefined,
): Promise<T[]> {
  const inbox: T[] = []
  const server = new SMTPServer({
    authOptional: true,
    // Whoever sends keeps the connection for the next mail.
    closeTimeout: 1,
    disabledCommands: ['STARTTLS'],
    onMailFrom: ({ address }, { id }, answer) => {
      const code = refuses(address, id)
      answer(code ? Object.assign(new Error('Not you'), { responseCode: Number(code) }) : null)
    },
    onRcptTo: ({ address }, { id }, answer) => {
      const code = refuses(address, id)
      if (code === 'silence') return
      answer(code ? Object.assign(new Error('Not here'), { responseCode: code }) : null)
    },
    onData: async (stream, { envelope, id: connection, hostNameAppearsAs }, taken) => {
      // Of somebody who is killed in the middle of a mail nothing is taken.
      const raw = await buffer(stream).catch(() => null)
      if (!raw) return
      const { mailFrom, rcptTo } = envelope
      const from = mailFrom ? mailFrom.address : ''
      const to = rcptTo.map(({ address }) => address)
      const mail = await PostalMime.parse(raw)
      inbox.push(keep({ connection, client: hostNameAppearsAs, from, to, raw, mail }))
      taken()
    },
  })
  // Somebody who is killed leaves in the middle of a sentence.
  server.on('error', () => undefined)
  await once(server.listen(port, '127.0.0.1'), 'listening')
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())))
  return inbox
}
