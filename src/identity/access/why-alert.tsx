import { useLanguage } from '../../kit/reader.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Alert, Button, ButtonLink, Form, Time, type Tone } from '../../ui/index.ts'
import { useSignedInContext } from '../../web/index.ts'
import { actorWords } from '../audit/operation-words.ts'
import { pageOf, WHY } from '../persons/page-of.ts'
import type { AccessRow } from './queries.ts'
import { mendWords, sentenceOf } from './sentence.ts'
import type { Cause, Mend, Why } from './why.ts'
import { t } from './why-texts.ts'

interface WhyProps {
  /** Row id. */
  person: string
  row: AccessRow
  why: Why
}

/** As the badge beside their name: red keeps out, amber wants looking at, grey was meant so, blue is on its way. */
const TONES: Partial<Record<Cause, Tone>> = {
  portal_cancelled: 'red',
  portal_suspended: 'red',
  locked: 'red',
  refused: 'red',
  disabled: 'grey',
  lead: 'grey',
  not_invited: 'grey',
  invited: 'blue',
  being_built: 'blue',
}

/** On top of a person's page: why they cannot get in, since when, by whom, and the button that mends it. */
export function WhyAlert(props: WhyProps & { rules?: boolean }) {
  const { person, row, why, rules = false } = props
  const language = useLanguage()
  return (
    <div id={WHY}>
      <Alert
        tone={TONES[why.cause] ?? 'amber'}
        title={sentenceOf(why, row, language)}
        action={<MendButton {...props} />}
      >
        <Circumstances why={why} />
        {rules ? (
          <a class="why-rules" href={routes.people.one.access({ person: show('person', person) })}>
            {t('rules')}
          </a>
        ) : null}
      </Alert>
    </div>
  )
}

/** Since when it is so, by whom, and until when. */
function Circumstances({ why: { since, until, by } }: Pick<WhyProps, 'why'>) {
  const language = useLanguage()
  return (
    <>
      {since ? (
        <>
          {t('since')} <Time at={since} show="exact" />
        </>
      ) : null}
      {by ? ` ${t('by', { who: actorWords(by, language) })}` : null}
      {until ? (
        <>
          {' · '}
          {t('until')} <Time at={until} show="exact" />
        </>
      ) : null}
    </>
  )
}

type To = (person: string, back: string) => string

/** Where something is filled in first; everything else is done at once. */
const ASKS: Partial<Record<Mend, To>> = {
  code: (person, back) => routes.people.one.code({ person }, { back }),
  card: (person) => routes.contacts.one.edit({ person }),
  case: (person) => routes.cases.new({}, { client: person }),
}
const DOES: Partial<Record<Mend, To>> = {
  invite: (person) => routes.people.one.invitation({ person }),
  enable: (person) => routes.people.one.enabling({ person }),
  unlock: (person) => routes.people.one.unlocking({ person }),
  reset: (person) => routes.people.one.reset({ person }),
}

/** The button that mends it, where it is staff who can. */
export function MendButton({ person, row, why, back }: WhyProps & { back?: string }) {
  const ctx = useSignedInContext()
  const { mend } = why
  const text = mendWords(why, row, ctx.language)
  if (!mend || (mend === 'case' && !(ctx.may('cases') && ctx.holds('cases:work')))) return null
  const shown = show('person', person)
  const page = back ?? pageOf({ id: person, kind: row.kind })
  const asks = ASKS[mend]
  return asks ? (
    <ButtonLink small look="primary" href={asks(shown, page)}>
      {text}
    </ButtonLink>
  ) : (
    <Form action={DOES[mend]!(shown, page)} layout="line" guard={false} hidden={{ back: page }}>
      <Button small>{text}</Button>
    </Form>
  )
}
