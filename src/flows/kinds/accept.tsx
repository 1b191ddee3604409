import type { ShownFile } from '../../files/index.ts'
import { inEach } from '../../kit/texts.ts'
import { done } from '../../kit/operation.ts'
import { invalidField } from '../../kit/validation.ts'
import { CheckboxField } from '../../ui/index.ts'
import { stepKinds, type StepPageProps } from '../step/kind.ts'
import { filesOfStep, Reading, StepFiles } from './reading.tsx'
import { t, words } from './texts.ts'

/**
 * A text or files that a client reads and accepts. The run names the version, which nobody changes, so that what was
 * accepted can be read as it was; who, when and in which language is kept with the step.
 */
export const accept = stepKinds.with({
  kind: 'accept',
  icon: 'check',
  name: inEach(words, 'accept.name'),
  about: inEach(words, 'accept.about'),
  takes: { text: 'possible', files: 'possible' },
  oneOf: ['text', 'files'],
  Part: async (ctx, at) => <Accepting at={at} files={await filesOfStep(ctx, at.step)} />,
  button: inEach(words, 'accept.button'),
  finish: async (_, __, { accepted }) =>
    accepted ? done({}) : invalidField('accepted', 'required'),
})

const Accepting = ({ at, files }: { at: StepPageProps; files: readonly ShownFile[] }) => (
  <>
    <Reading step={at.step} />
    {files.length > 0 ? <StepFiles at={at} files={files} /> : null}
    {at.isOver ? null : (
      <CheckboxField
        name="accepted"
        label={t('accept.box')}
        error={at.errors?.['accepted'] && t('accept.needed')}
        required
      />
    )}
  </>
)
