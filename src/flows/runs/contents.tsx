import type { Child } from 'hono/jsx'
import { filesById, inClear, type ShownFile } from '../../files/index.ts'
import { show } from '../../kit/ids.ts'
import { isLanguage } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { LinkedText } from '../../ui/index.ts'
import type { SignedInContext } from '../../web/index.ts'
import { saidIn } from '../step/said.ts'
import { sentFilesOf } from './sent-queries.ts'
import { t } from './texts.ts'
import type { ShownRun, ShownStep } from './view.ts'

/**
 * By step of a run: what whoever did it had before them, as it was and in the language that they read, and what came
 * in with it. A version is never changed, so this is what was accepted.
 */
export async function contentsOf(
  ctx: SignedInContext,
  run: ShownRun,
): Promise<ReadonlyMap<string, Child>> {
  const { sent, rows } = await ctx.read(async (tx) => {
    const sent = await sentFilesOf(tx, run.id)
    const shown = run.steps.flatMap(({ files }) => files)
    return { sent, rows: await filesById(tx, [...shown, ...sent.map(({ file }) => file)]) }
  })
  const files = new Map((await inClear(ctx, rows)).map((file) => [file.id, file]))
  const named = (ids: readonly string[]) => ids.flatMap((id) => files.get(id) ?? [])
  return new Map(
    run.shownSteps
      .filter(({ outcome }) => outcome?.state === 'done')
      .map((shown) => {
        const { id } = shown.step
        const came = sent.filter(({ step }) => step === id).map(({ file }) => file)
        const had = named(shown.step.files)
        return [id, <Content run={run} shown={shown} had={had} came={named(came)} />]
      }),
  )
}

interface ContentProps {
  run: ShownRun
  shown: ShownStep
  /** Files that they had before them, and that they sent. */
  had: readonly ShownFile[]
  came: readonly ShownFile[]
}

function Content({ run, shown: { step, outcome }, had, came }: ContentProps) {
  const language = isLanguage(outcome?.language) ? outcome.language : 'en'
  return (
    <>
      {step.text || step.link || had.length > 0 ? (
        <details>
          <summary>{t('what', { name: run.personName })}</summary>
          <div lang={language}>
            {step.text ? (
              <p class="timeline-text">
                <LinkedText text={saidIn(step.text, language)} />
              </p>
            ) : null}
            {step.link ? (
              <p>
                <LinkedText text={step.link} />
              </p>
            ) : null}
          </div>
          <Files files={had} />
        </details>
      ) : null}
      <Files files={came} />
    </>
  )
}

const Files = ({ files }: { files: readonly ShownFile[] }) =>
  files.length === 0 ? null : (
    <ul class="lines">
      {files.map((file) => (
        <li>
          <a href={routes.files.one({ file: show('file', file.id) })}>{file.name}</a>
        </li>
      ))}
    </ul>
  )
