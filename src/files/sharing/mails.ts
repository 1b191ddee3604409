import { shipped } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { newsOf } from '../telling/index.ts'
import { stillShared } from './queries.ts'
import { amongWhom } from './among.ts'
import { words } from './texts.ts'

const FILE_SHARED = shipped(words, {
  kind: 'file_shared',
  about: ['contact'],
  needsLink: true,
  title: 'mail.title',
  subject: 'mail.subject',
  body: ['mail.hello', 'mail.text'],
  button: 'mail.button',
  why: 'mail.why',
})

const FILES_SHARED = shipped(words, {
  kind: 'files_shared',
  about: ['contact'],
  needsLink: true,
  title: 'mails.title',
  subject: 'mails.subject',
  body: ['mail.hello', 'mails.text'],
  button: 'mails.button',
  why: 'mails.why',
})

export const mailKinds = [FILE_SHARED, FILES_SHARED]

/** Those who see a file now are told that there is one; what it is called stays in the portal. */
export const sharedNews = newsOf.with({
  what: 'shared',
  mails: { one: FILE_SHARED, several: FILES_SHARED },
  still: async (tx, installation, { person, things, now }) =>
    stillShared(tx, await amongWhom(tx, installation, person), { files: things, now }),
  page: (file) => routes.files.one({ file: show('file', file) }),
  pageOfAll: () => routes.documents(),
})
