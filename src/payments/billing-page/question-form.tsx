import { Actions, Button, Form, TextArea, type Errors } from '../../ui/index.ts'
import { t } from '../client/texts.ts'

interface QuestionProps {
  action: string
  typed?: Record<string, string>
  errors?: Errors
}

/** Folded away: most pay. */
export const QuestionForm = ({ action, typed, errors }: QuestionProps) => (
  <details class="more" open={errors !== undefined}>
    <summary>{t('ask')}</summary>
    <Form action={action} errors={errors}>
      <TextArea
        name="question"
        label={t('ask.label')}
        value={typed?.['question']}
        error={errors?.['question']}
        maxlength={2000}
        rows={4}
      />
      <Actions>
        <Button>{t('ask.do')}</Button>
      </Actions>
    </Form>
  </details>
)
