import type { StoredMail } from '../../kit/mail.ts'
import {
  Badge,
  DataTable,
  Empty,
  Facts,
  LinkedText,
  Time,
  type Column,
  type Tone,
} from '../../ui/index.ts'
import type { Visit } from '../../web/index.ts'
import { words, type Text } from './texts.ts'

const TONES: Record<string, Tone> = {
  queued: 'blue',
  held: 'amber',
  kept: 'green',
  sent: 'green',
  failed: 'red',
}

const State = ({ visit: { language }, mail }: { visit: Visit; mail: StoredMail }) => (
  <Badge tone={TONES[mail.state] ?? 'grey'}>
    {words(language)(`state.${mail.state as 'kept'}` satisfies Text)}
  </Badge>
)

/** A sentence for under the heading: why mails stand here at all. */
export const aboutMailbox = ({ installation, language }: Visit): string =>
  words(language)(installation.mail ? 'about.server' : 'about')

interface MailListProps {
  visit: Visit
  mails: StoredMail[]
  /** Where one of them is read. */
  href: (mail: StoredMail) => string
}

/** A portal's mails, newest first; stands in whatever room shows them. */
export function MailList({ visit, mails, href }: MailListProps) {
  const { language } = visit
  const t = words(language)
  if (mails.length === 0) return <Empty icon="mail" title={t('empty')} text={t('empty.text')} />
  return (
    <DataTable
      language={language}
      caption={t('caption')}
      columns={columns(visit)}
      rows={mails}
      rowHref={href}
    />
  )
}

function columns(visit: Visit): Column<StoredMail>[] {
  const { language, now, zone } = visit
  const t = words(language)
  return [
    { key: 'subject', header: t('subject'), cell: ({ subject }) => subject || t('no.subject') },
    { key: 'to', header: t('to'), cell: ({ to }) => to },
    { key: 'state', header: t('state'), cell: (mail) => <State visit={visit} mail={mail} /> },
    {
      key: 'when',
      header: t('when'),
      nowrap: true,
      cell: ({ queuedAt }) => <Time language={language} at={queuedAt} now={now} zone={zone} />,
    },
  ]
}

/** To whom, when, and what became of it. */
export function MailFacts({ visit, mail }: { visit: Visit; mail: StoredMail }) {
  const { language, now, zone } = visit
  const t = words(language)
  return (
    <Facts
      items={[
        { label: t('to'), value: mail.to },
        {
          label: t('when'),
          value: <Time language={language} at={mail.queuedAt} now={now} zone={zone} show="exact" />,
        },
        {
          label: t('state'),
          value: <State visit={visit} mail={mail} />,
          note: mail.state === 'held' ? t('held.why') : undefined,
        },
        ...(mail.attachments.length > 0
          ? [{ label: t('attachments'), value: mail.attachments.join(', ') }]
          : []),
      ]}
    />
  )
}

/** What the mail says: its text part. The other part is HTML, which nobody's browser runs here. */
export const MailText = ({ mail }: { mail: StoredMail }) => (
  <div class="letter">
    <LinkedText text={mail.text.trim()} />
  </div>
)

export const mailTitle = ({ language }: Visit, { subject }: StoredMail): string =>
  subject || words(language)('no.subject')
