import { Layout } from '../../web/index.ts'
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
import { t } from './texts.ts'

interface TryProps {
  /** Shown id of the partner whose page it is. */
  partner?: string
  puzzle: PuzzleSet
  typed?: Record<string, string>
  errors?: Errors
}

/** The first that a customer sees of the product. */
export function TryPage({ partner, puzzle, typed = {}, errors = {} }: TryProps) {
  const field = (name: string) => ({ name, value: typed[name], error: errors[name] })
  return (
    <Layout
      title={t('title')}
      lead={t('lead')}
      address={routes.console.try({}, { partner })}
      scripts={[asset('puzzle.js')]}
    >
      <Form action={routes.console.try()} hidden={{ partner }} errors={errors} guard={false}>
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
        <Puzzle {...puzzle} parts={PARTS} unsolved={t('unsolved')} />
        <Actions>
          <Button>{t('do')}</Button>
        </Actions>
        <p class="help">{t('guessed')}</p>
      </Form>
      <Next />
    </Layout>
  )
}

const NEXT = ['mail', 'build', 'in'] as const

function Next() {
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
