import { happenings } from '../../identity/index.ts'
import { useSignedInContext, type SignedInContext } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  Form,
  Panel,
  TextArea,
  Timeline as Happenings,
  type Errors,
  type TimelineEntry,
} from '../../ui/index.ts'
import { t } from './texts.ts'
import { MAX_NOTE_LENGTH, mayRemove } from './note.ts'
import { showEnd, type Note, type Timeline } from './timeline.ts'

interface NotesProps {
  timeline: Timeline
  /** The page this stands on, without its query: where one comes back to. */
  address: string
  /** Where the form of a new note goes; it sends `body`. */
  action: string
  /** What was typed, where it was refused. */
  body?: string
  errors?: Errors
}

/** What staff wrote down about somebody or a case and what happened to it, newest first, and a place to write. */
export function Notes({ timeline, address, action, body, errors = {} }: NotesProps) {
  const ctx = useSignedInContext()
  const { language } = ctx
  const entries = [
    ...timeline.notes.map((note) => written(ctx, note, address)),
    ...happenings(timeline.entries, language),
  ].toSorted((one, other) => Temporal.Instant.compare(other.at, one.at))
  const later = ctx.query('older') !== undefined
  return (
    <Panel title={t('timeline')} text={t('timeline.text')} id="timeline">
      <Form action={action} errors={errors}>
        <TextArea
          name="body"
          label={t('note.new')}
          value={body}
          error={errors['body']}
          rows={3}
          maxlength={MAX_NOTE_LENGTH}
        />
        <Actions>
          <Button look="plain">{t('note.do')}</Button>
        </Actions>
      </Form>
      {entries.length > 0 ? (
        <Happenings entries={entries} />
      ) : (
        <p class="muted">{t('timeline.empty')}</p>
      )}
      {timeline.older || later ? (
        <nav class="pager" aria-label={t('timeline')}>
          {later ? (
            <a class="btn btn-plain" href={`${address}#timeline`}>
              {t('timeline.newest')}
            </a>
          ) : null}
          {timeline.older ? (
            <a class="btn btn-plain" href={`${address}?older=${showEnd(timeline.older)}#timeline`}>
              {t('timeline.older')}
            </a>
          ) : null}
        </nav>
      ) : null}
    </Panel>
  )
}

function written(ctx: SignedInContext, note: Note, address: string): TimelineEntry {
  return {
    what: t(note.body === null ? 'note.unreadable' : 'note'),
    who: note.author === ctx.person.id ? t('note.you') : note.authorName,
    at: note.at,
    tone: note.body === null ? 'red' : 'blue',
    text: note.body ?? undefined,
    action: mayRemove(note, ctx.person.id) ? (
      <Form
        layout="line"
        guard={false}
        action={routes.notes.one.removal({ note: show('note', note.id) })}
        hidden={{ to: address }}
      >
        <Button look="quiet" small>
          {t('note.remove')}
        </Button>
      </Form>
    ) : null,
  }
}
