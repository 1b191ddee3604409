import { pageOf, type Reachable } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, Panel, RowButton } from '../../ui/index.ts'
import { useSignedInContext } from '../../web/index.ts'
import { hasExpired, type ShownFile } from '../file/index.ts'
import { shortStanding, standingsInWords } from '../telling/index.ts'
import { shownAudience } from './audience.ts'
import { audienceName, inWords, namesOf } from './naming.ts'
import { t } from './texts.ts'
import type { ShownShare } from './view.ts'

interface SharesProps {
  file: ShownFile
  shares: readonly ShownShare[]
  /** Who sees it because they have sent it. */
  senders: readonly { id: string; name: string }[]
  /** How those who see it stand, by row id. */
  standing: ReadonlyMap<string, Reachable>
  /** The last day on which it is seen, by the portal's zone; null for none. */
  lastDay: string | null
}

/** Who sees a file, on its page. */
export function SharesPanel({ file, shares, senders, standing, lastDay }: SharesProps) {
  const { language, now } = useSignedInContext()
  const shown = { file: show('file', file.id) }
  const isOver = hasExpired(file, now)
  return (
    <Panel
      title={t(isOver ? 'title.over' : 'title')}
      id="shares"
      text={
        lastDay
          ? t(isOver ? 'over' : 'until.title', { day: inWords(lastDay, language) })
          : undefined
      }
      action={<ButtonLink href={routes.files.one.sharing(shown)}>{t('share')}</ButtonLink>}
    >
      {shares.length + senders.length === 0 ? (
        <p class="muted">{t('nobody')}</p>
      ) : (
        <ul class="rows">
          {senders.map(({ id, name }) => (
            <li>
              <span>
                <a href={pageOf({ id, kind: 'contact' })}>{name}</a>
                <span class="muted step-note">{t(isOver ? 'sent.over' : 'sent')}</span>
              </span>
            </li>
          ))}
          {shares.map((share) => (
            <li>
              <span>
                <strong>{audienceName(share)}</strong>
                <span class="muted step-note">
                  {[...whoOf(share, standing), t('since', { by: share.sharedBy })].join(' · ')}
                </span>
              </span>
              <RowButton
                action={routes.files.one.shares.one.end({
                  ...shown,
                  audience: shownAudience(share),
                })}
                text={t('stop')}
                label={t('stop.with', { name: share.name })}
              />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

/** Who is in a group; and of everybody who cannot sign in yet that, since they do not see it before. */
function whoOf({ audience, people }: ShownShare, standing: SharesProps['standing']): string[] {
  const language = useLanguage()
  const reached = people.flatMap(({ id }) => standing.get(id) ?? [])
  if (audience.isGroup) {
    const out = standingsInWords(reached, language).join(' ')
    return [namesOf(people), out].filter((said) => said !== '')
  }
  return reached.flatMap((one) => shortStanding(one) ?? [])
}
