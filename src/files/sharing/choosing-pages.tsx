import { show } from '../../kit/ids.ts'
import type { Reachable } from '../../identity/index.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Button,
  ButtonLink,
  CheckboxList,
  Confirm,
  FindField,
  Form,
  TextField,
  uiTexts,
  type Crumb,
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

/** Whom it was chosen for, as shown, and until which day; `''` for no last day. */
export interface Chosen {
  with: readonly string[]
  until: string
}

/** What is said of those who are not near to what the file belongs to, by row id. */
type Strangers = ReadonlyMap<string, string>

interface ChooseProps {
  file: ShownFile
  /** The way up from it. */
  crumbs: Crumb[]
  /** Those who are near to what it belongs to. */
  offered: readonly ShownAudience[]
  /** Those who were found, or chosen before. */
  others: readonly ShownAudience[]
  strangers: Strangers
  /** How many are near and not among them. */
  more: number
  /** What was searched for, and how many it found. */
  search: string
  matches: number
  /** What was chosen before, or at first what is set. */
  chosen: Chosen
  errors?: Errors
}

/** With whom, and until when. */
export function ChoosePage({ file, crumbs, search, chosen, errors = {}, ...rest }: ChooseProps) {
  const shown = { file: show('file', file.id) }
  return (
    <Layout
      title={t('share.title', { name: file.name })}
      width="form"
      crumbs={[...crumbs, { label: file.name, href: routes.files.one(shown) }]}
    >
      <Form
        action={routes.files.one.sharing(shown)}
        hidden={{ sought: search }}
        errors={errors}
        guard={false}
      >
        {/* Enter sends what the first button would; without this one, that would be the search. */}
        <button type="submit" class="unseen" tabindex={-1} aria-hidden="true"></button>
        <WithWhom {...{ ...rest, search, chosen, errors }} />
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

/** Those who can be chosen, and below them where somebody else is looked for, who then stands among them. */
function WithWhom(props: Omit<ChooseProps, 'file' | 'crumbs'>) {
  const { offered, others, more, search, matches, chosen, errors = {} } = props
  const options = [
    ...offered.map((one) => optionOf(one, props)),
    ...others.map((one) => ({ ...optionOf(one, props), group: t('share.others') })),
  ]
  return (
    <>
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
      <FindField
        name={options.length > 0 ? undefined : 'with'}
        label={t(options.length > 0 ? 'share.search' : 'share.with')}
        value={search}
        button={t('share.find')}
        help={t('share.search.help')}
        status={search && matches === 0 ? t('share.none') : undefined}
        error={options.length > 0 ? undefined : errors['with']}
      />
    </>
  )
}

/** Somebody with their e-mail, by which those who are called alike are told apart; a group with who is in it. */
function optionOf(one: ShownAudience, { strangers }: Pick<ChooseProps, 'strangers'>) {
  const help = one.audience.isGroup
    ? namesOf(one.people)
    : [one.people[0]?.email, strangers.get(one.id)].filter(Boolean).join(' · ')
  return { value: shownAudience(one), label: audienceName(one), help: help || undefined }
}

interface AudienceProps {
  file: ShownFile
  crumbs: Crumb[]
  chosen: readonly ShownAudience[]
  /** Who will see it, and whether they can sign in. */
  people: readonly Reachable[]
  strangers: Strangers
  until: string
}

/** Who will see it, before they do. */
export function AudiencePage({ file, crumbs, chosen, people, strangers, until }: AudienceProps) {
  const language = useLanguage()
  const shown = { file: show('file', file.id) }
  const ids = chosen.map(shownAudience)
  return (
    <Layout
      title={t('share.title', { name: file.name })}
      width="form"
      crumbs={[...crumbs, { label: file.name, href: routes.files.one(shown) }]}
    >
      <StrangersAlert people={people} strangers={strangers} />
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
        cancelHref={routes.files.one.sharing(shown, {
          with: ids.join(','),
          until,
        })}
      >
        {ids.map((one) => (
          <input type="hidden" name="with" value={one} />
        ))}
        <InviteField people={people} />
      </Confirm>
    </Layout>
  )
}

/** So many are named of those whom nobody would expect. */
const NAMED = 10

function StrangersAlert({ people, strangers }: Pick<AudienceProps, 'people' | 'strangers'>) {
  const far = people.filter(({ id }) => strangers.has(id))
  if (far.length === 0) return null
  return (
    <Alert tone="amber" title={t('share.strangers')}>
      <ul class="plain">
        {far.slice(0, NAMED).map(({ id, name }) => (
          <li>
            <strong>{name}</strong>: {strangers.get(id)}
          </li>
        ))}
        {far.length > NAMED ? (
          <li>{t('share.strangers.more', { count: far.length - NAMED })}</li>
        ) : null}
      </ul>
    </Alert>
  )
}
