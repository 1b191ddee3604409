import { filesById, inClear, inUnits, type ShownFile } from '../../files/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, LinkedText } from '../../ui/index.ts'
import { useSignedInContext, type SignedInContext } from '../../web/index.ts'
import type { AtStep } from '../step/kind.ts'
import { saidIn } from '../step/said.ts'
import type { Step } from '../step/step.ts'
import { t } from './texts.ts'

/** What there is to read in a step: its text, and where its link leads. */
export function Reading({ step }: { step: Step }) {
  const { language } = useSignedInContext()
  return (
    <>
      {step.text ? (
        <p class="timeline-text">
          <LinkedText text={saidIn(step.text, language)} />
        </p>
      ) : null}
      {step.link ? (
        <p>
          <a class="btn btn-plain" href={step.link} target="_blank" rel="noopener noreferrer">
            {t('link.open')}
          </a>{' '}
          <span class="muted">{t('link.where', { host: new URL(step.link).host })}</span>
        </p>
      ) : null}
    </>
  )
}

/** The files of a step, in clear and in their order. */
export async function filesOfStep(ctx: SignedInContext, step: Step): Promise<ShownFile[]> {
  const rows = await ctx.read((tx) => filesById(tx, step.files))
  const files = await inClear(ctx, rows)
  return step.files.flatMap((id) => files.find((file) => file.id === id) ?? [])
}

interface FilesProps {
  at: AtStep
  files: readonly ShownFile[]
  /** Row ids of those that were taken. */
  takenFiles?: ReadonlySet<string>
}

/** Files to be read or taken, each from the step’s own address: nothing else of the portal need be open. */
export function StepFiles({ at, files, takenFiles }: FilesProps) {
  const { language } = useSignedInContext()
  const named = { flowRun: show('flowRun', at.run), step: show('step', at.step.id) }
  return (
    <ul class="rows">
      {files.map((file) => (
        <li>
          <span>
            {file.name}
            <span class="muted step-note">
              {inUnits(file.bytes, language)}
              {takenFiles?.has(file.id) ? ` · ${t('download.taken')}` : ''}
            </span>
          </span>
          <ButtonLink
            small
            icon="download"
            download
            href={routes.flow.one.steps.one.files.one({ ...named, file: show('file', file.id) })}
            label={`${t('link.open')}: ${file.name}`}
          >
            {t('link.open')}
          </ButtonLink>
        </li>
      ))}
    </ul>
  )
}
