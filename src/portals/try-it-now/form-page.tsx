import { Room, type Visit } from '../../web/index.ts'
import { PARTS, type Puzzle as PuzzleSet } from '../../kit/puzzle.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  asset,
  Button,
  EmailField,
  Form,
  Puzzle,
  TextField,
  type Errors,
} from '../../ui/index.ts'
import { words } from './texts.ts'

interface TryProps {
  visit: Visit
  /** Shown id of the partner whose page it is. */
  partner?: string
  puzzle: PuzzleSet
  typed?: Record<string, string>
  errors?: Errors
}

/** The first that a customer sees of the product. */
export function TryPage({ visit, partner, puzzle, typed = {}, errors = {} }: TryProps) {
  const { language } = visit
  const t = words(language)
  const field = (name: string) => ({ language, name, value: typed[name], error: errors[name] })
  return (
    <Room
      visit={visit}
      title={t('title')}
      lead={t('lead')}
      address={routes.tryItNow({}, { partner })}
      scripts={[asset('puzzle.js')]}
    >
      <Form
        language={language}
        action={routes.tryItNow()}
        hidden={{ partner }}
        errors={errors}
        guard={false}
      >
        <input type="hidden" name="timeZone" value={typed['timeZone'] ?? ''} data-time-zone="" />
        <TextField {...field('name')} label={t('name')} autocomplete="name" maxlength={120} />
        <EmailField {...field('email')} label={t('email')} help={t('email.help')} maxlength={254} />
        <TextField
          {...field('portalName')}
          label={t('portal')}
          help={t('portal.help')}
          autocomplete="organization"
          maxlength={120}
        />
        <Puzzle language={language} {...puzzle} parts={PARTS} unsolved={t('unsolved')} />
        <Actions>
          <Button>{t('do')}</Button>
        </Actions>
        <p class="help">{t('guessed')}</p>
      </Form>
      <Next visit={visit} />
    </Room>
  )
}

const NEXT = ['mail', 'build', 'in'] as const

function Next({ visit }: { visit: Visit }) {
  const t = words(visit.language)
  return (
    <section class="next" aria-labelledby="next">
      <h2 id="next">{t('next')}</h2>
      <ol>
        {NEXT.map((step) => (
          <li>
            <strong>{t(`next.${step}`)}</strong>
            <p class="muted">{t(`next.${step}.text`)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}
