import { Alert } from '../../ui/index.ts'
import { useSignedInContext } from '../../web/index.ts'
import { t } from './texts.ts'
import type { ShownFile } from './view.ts'

type Refused = Pick<ShownFile, 'name' | 'state' | 'threat' | 'addedById'>

/** Why a file was refused, and what whoever reads it can do: send it again, or ask for another. */
export function whyRefused({ threat, addedById }: Refused): string {
  const { person } = useSignedInContext()
  const why = t(addedById === person.id ? 'refused.mine' : 'refused.text')
  return threat ? `${why} ${t('refused.found', { threat })}` : why
}

/** Those of several files that were refused: which, why, and what to do about it. */
export const RefusedFiles = ({ files }: { files: readonly Refused[] }) => (
  <>
    {files
      .filter(({ state }) => state === 'refused')
      .map((file) => (
        <Alert tone="red" title={t('refused.title', { name: file.name })}>
          {whyRefused(file)}
        </Alert>
      ))}
  </>
)
