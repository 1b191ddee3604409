import type { Child } from 'hono/jsx'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckboxList,
  dateOf,
  Confirm,
  Form,
  Inbox,
  Panel,
  RowButton,
  TextField,
  uiTexts,
  type Errors,
} from '../../ui/index.ts'
import { Layout, useSignedInContext } from '../../web/index.ts'
import { useLanguage } from '../../kit/reader.ts'
import { startOf } from '../../kit/day.ts'
import type { Language } from '../../kit/texts.ts'
import { hasExpired, thumbnailOf, type ShownFile } from '../file/index.ts'
import { inUnits } from '../size.ts'
import { shownAudience } from './audience.ts'
import { t } from './texts.ts'
import type { ShownAudience, ShownShare } from './view.ts'

/** "Ann, Bob and 4 others". */
export function namesOf(people: readonly { name: string }[]): string {
  const language = useLanguage()
  const names = people.map(({ name }) => name)
  if (names.length <= 3) return new Intl.ListFormat(language).format(names)
  return t('others', { names: names.slice(0, 2).join(', '), count: names.length - 2 })
}

/** An audience in words: somebody by name, a group by its own and who is in it. */
export function audienceName({ audience, name, people }: ShownAudience): string {
  if (!audience.isGroup) return name
  return t(audience.kind === 'case' ? 'group.case' : 'group', { name, count: people.length })
}

/** A day in the reader's words. */
const inWords = (day: string, language: Language) => dateOf(language, startOf(day), 'UTC')

interface SharesProps {
  file: ShownFile
  shares: readonly ShownShare[]
  /** The last day on which it is seen, by the portal's zone; null for none. */
  lastDay: string | null
}

/** Who sees a file, on its page. */
export function SharesPanel({ file, shares, lastDay }: SharesProps) {
  const { language, now } = useSignedInContext()
  const shown = { file: show('file', file.id) }
  return (
    <Panel
      title={t('title')}
      id="shares"
      text={
        lastDay
          ? t(hasExpired(file, now) ? 'over' : 'until', { day: inWords(lastDay, language) })
          : undefined
      }
      action={<ButtonLink href={routes.files.one.sharing(shown)}>{t('share')}</ButtonLink>}
    >
      {shares.length === 0 ? (
        <p class="muted">{t('nobody')}</p>
      ) : (
        <ul class="rows">
          {shares.map((share) => (
            <li>
              <span>
                <strong>{audienceName(share)}</strong>
                <span class="muted step-note">
                  {share.audience.isGroup ? `${namesOf(share.people)} · ` : ''}
                  {t('since', { by: share.sharedBy })}
                </span>
              </span>
              <RowButton
                action={routes.files.one.shares.one.end({
                  ...shown,
                  audience: shownAudience(share),
                })}
                text={t('stop')}
                label={t('stop.with', { name: share.name })}
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

interface ChooseProps {
  file: ShownFile
  near: readonly ShownAudience[]
  /** What was searched for, and who matches. */
  search?: string
  matches: readonly ShownAudience[]
  /** What was chosen before, or at first what is set. */
  chosen: { with: readonly string[]; until: string }
  errors?: Errors
}

/** With whom, and until when. */
export function ChoosePage({ file, near, search, matches, chosen, errors = {} }: ChooseProps) {
  const shown = { file: show('file', file.id) }
  const options = [...near, ...matches].map((one) => ({
    value: shownAudience(one),
    label: audienceName(one),
    help: one.audience.isGroup ? namesOf(one.people) : undefined,
  }))
  return (
    <Layout
      title={t('share.title', { name: file.name })}
      width="form"
      crumbs={[{ label: file.name, href: routes.files.one(shown) }]}
    >
      <Form method="get" action={routes.files.one.sharing(shown)} layout="line" guard={false}>
        <TextField
          name="search"
          label={t('share.search')}
          value={search}
          optional
          autocomplete="off"
        />
        <Button look="plain">{t('share.find')}</Button>
      </Form>
      {search && matches.length === 0 ? <p class="muted">{t('share.none')}</p> : null}
      <Form action={routes.files.one.sharing(shown)} errors={errors} guard={false}>
        {options.length > 0 ? (
          <CheckboxList
            name="with"
            label={t('share.with')}
            help={t('share.help')}
            options={options}
            values={[...chosen.with]}
            error={errors['with']}
          />
        ) : null}
        <TextField
          name="until"
          type="date"
          label={t('share.until')}
          help={t('share.until.help')}
          value={chosen.until}
          error={errors['until']}
          width="medium"
          optional
        />
        <Actions>
          <Button>{t('share.look')}</Button>
          <ButtonLink look="quiet" href={routes.files.one(shown)}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}

interface AudienceProps {
  file: ShownFile
  chosen: readonly ShownAudience[]
  people: readonly { name: string }[]
  until: string
}

/** Who will see it, before they do. */
export function AudiencePage({ file, chosen, people, until }: AudienceProps) {
  const language = useLanguage()
  const shown = { file: show('file', file.id) }
  return (
    <Layout
      title={t('share.title', { name: file.name })}
      width="form"
      crumbs={[{ label: file.name, href: routes.files.one(shown) }]}
    >
      <Confirm
        action={routes.files.one.shares(shown)}
        hidden={{ until }}
        consequences={[
          people.length > 0 ? t('share.sees', { who: namesOf(people) }) : t('share.sees.nobody'),
          ...(until ? [t('share.until.said', { day: inWords(until, language) })] : []),
        ]}
        reassurance={t('share.keeps')}
        button={t('share.do')}
        cancelHref={routes.files.one.sharing(shown)}
      >
        {chosen.map((one) => (
          <input type="hidden" name="with" value={shownAudience(one)} />
        ))}
      </Confirm>
    </Layout>
  )
}

interface MineProps {
  files: readonly ShownFile[]
  /** Id of the file that the next page comes before. */
  next: string | null
  /** What other features have to say before. */
  panels: Child[]
}

/** What is shared with somebody, the newest first. */
export function MinePage({ files, next, panels }: MineProps) {
  return (
    <Layout title={t('mine')}>
      {panels}
      <MineList files={files} />
      {next ? (
        <nav class="pager" aria-label={t('mine')}>
          <a class="btn btn-plain" href={routes.documents({}, { before: next })}>
            {t('mine.more')}
          </a>
        </nav>
      ) : null}
    </Layout>
  )
}

function MineList({ files }: { files: readonly ShownFile[] }) {
  const language = useLanguage()
  return files.length === 0 ? (
    <p class="muted">{t('mine.empty')}</p>
  ) : (
    <Inbox
      entries={files.map((file) => ({
        href: routes.files.one({ file: show('file', file.id) }),
        subject: file.name,
        who: `${t('mine.from', { by: file.addedBy })} · ${inUnits(file.bytes, language)}`,
        at: file.versionAt,
        picture: thumbnailOf(file),
      }))}
    />
  )
}
