import { filesTakenBy, type ShownFile } from '../../files/index.ts'
import { inEach } from '../../kit/texts.ts'
import { done } from '../../kit/operation.ts'
import { refuse } from '../refusals.ts'
import { stepKinds, type StepPageProps } from '../step/kind.ts'
import { filesOfStep, Reading, StepFiles } from './reading.tsx'
import { t, words } from './texts.ts'

/** Files that a client takes. It is over once each of them was given out to them. */
export const download = stepKinds.with({
  kind: 'download',
  icon: 'download',
  name: inEach(words, 'download.name'),
  about: inEach(words, 'download.about'),
  takes: { text: 'possible', files: 'needed' },
  Part: async (ctx, at) => {
    const files = await filesOfStep(ctx, at.step)
    const takenFiles = await ctx.read((tx) => filesTakenBy(tx, at.person, at.step.files))
    return <Taking at={at} files={files} takenFiles={takenFiles} />
  },
  button: inEach(words, 'download.button'),
  endsWhenTaken: true,
  async finish({ tx }, { person, step }) {
    const takenFiles = await filesTakenBy(tx, person, step.files)
    return step.files.every((file) => takenFiles.has(file)) ? done({}) : refuse('files_untaken')
  },
})

interface TakingProps {
  at: StepPageProps
  files: readonly ShownFile[]
  /** Row ids of those that were taken. */
  takenFiles: ReadonlySet<string>
}

const Taking = ({ at, files, takenFiles }: TakingProps) => (
  <>
    <Reading step={at.step} />
    <StepFiles at={at} files={files} takenFiles={takenFiles} />
    {at.isOver || takenFiles.size === files.length ? null : (
      <p class="muted">{t('download.left')}</p>
    )}
  </>
)
