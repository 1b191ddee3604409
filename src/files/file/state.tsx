import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Alert, ButtonLink, Thumbnail } from '../../ui/index.ts'
import { otherThanNamed, partsOf } from './kind.ts'
import { t as kindIn } from './kind-texts.ts'
import { stateWord, thumbnailOf } from './panel.tsx'
import { whyRefused } from './refused.tsx'
import { t } from './texts.ts'
import type { ShownFile } from './view.ts'

/** Gives the file to whoever presses it. */
export const TakeFile = ({ file }: { file: ShownFile }) => (
  <ButtonLink
    look="primary"
    href={routes.files.one.content({ file: show('file', file.id) })}
    download
  >
    {t('download')}
  </ButtonLink>
)

const WHY = { checking: 'checking.text', held: 'held.text' } as const

/** A small picture of a file; or why it is not given out, or what it is though its name says otherwise. */
export function StateOf({ file }: { file: ShownFile }) {
  const word = stateWord(file)
  if (word !== null)
    return (
      <Alert tone={word === 'refused' ? 'red' : 'amber'} title={t(word)}>
        {word === 'refused' ? whyRefused(file) : t(WHY[word])}
      </Alert>
    )
  const kind = otherThanNamed(file)
  return (
    <>
      <Thumbnail src={thumbnailOf(file)} large />
      {kind === null ? null : (
        <Alert tone="amber">
          {t('other_than_named', {
            kind: kindIn(`a.${kind}`),
            ending: partsOf(file.name).ending,
          })}
        </Alert>
      )}
    </>
  )
}
