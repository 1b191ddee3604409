import { show } from '../../kit/ids.ts'
import type { Reachable } from '../../identity/index.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  CheckboxList,
  Confirm,
  FindField,
  Form,
  TextField,
  uiTexts,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import type { ShownFile } from '../file/index.ts'
import { InviteField, standingsInWords } from '../telling/index.ts'
import { shownAudience } from './audience.ts'
import { audienceName, inWords, namesOf } from './naming.ts'
import { t } from './texts.ts'
import type { ShownAudience } from './view.ts'

/** From so many on they stand in a frame that scrolls. */
const MANY = 12

interface ChooseProps {
  file: ShownFile
  /** Those who can be chosen: near to what it belongs to, found, and chosen before. */
  options: readonly ShownAudience[]
  /** How many are near and not among them. */
  more: number
  /** What was searched for, and how many it found. */
  search: string
  matches: number
  /** What was chosen before, or at first what is set. */
  chosen: { with: readonly string[]; until: string }
  errors?: Errors
}

/** With whom, and until when. */
export function ChoosePage({
  file,
  more,
  search,
  matches,
  chosen,
  errors = {},
  ...rest
}: ChooseProps) {
  const shown = { file: show('file', file.id) }
  const options = rest.options.map((one) => ({
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
      <Form
        action={routes.files.one.sharing(shown)}
        hidden={{ sought: search }}
        errors={errors}
        guard={false}
      >
        {/* Enter sends what the first button would; without this one, that would be the search. */}
        <button type="submit" class="unseen" tabindex={-1} aria-hidden="true"></button>
        <FindField label={t('share.search')} value={search} button={t('share.find')} />
        {search && matches === 0 ? (
          <p class="muted" role="status">
            {t('share.none')}
          </p>
        ) : null}
        {options.length > 0 ? (
          <CheckboxList
            name="with"
            label={t('share.with')}
            help={more > 0 ? t('share.help.more', { count: more }) : t('share.help')}
            scroll={options.length > MANY}
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
  /** Who will see it, and whether they can sign in. */
  people: readonly Reachable[]
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
          ...standingsInWords(people, language),
          ...(until ? [t('share.until.said', { day: inWords(until, language) })] : []),
        ]}
        reassurance={t('share.keeps')}
        button={t('share.do')}
        cancelHref={routes.files.one.sharing(shown)}
      >
        {chosen.map((one) => (
          <input type="hidden" name="with" value={shownAudience(one)} />
        ))}
        <InviteField people={people} />
      </Confirm>
    </Layout>
  )
}
