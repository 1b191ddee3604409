import { Layout, useRequestContext, type RequestContext } from '../../web/index.ts'
import { addressOn } from '../../kit/installation.ts'
import { routes } from '../../routes.ts'
import { Actions, Alert, ButtonLink } from '../../ui/index.ts'
import type { Progress } from '../building/creation.ts'
import { BuildingProgress, buildingState } from '../creation/progress.tsx'
import { words as building } from '../creation/texts.ts'
import { t } from './texts.ts'

/** A visitor's portal, as far as the page that watches it being built goes. */
export interface Watched {
  name: string
  host: string
  suspended: boolean
  progress: Progress
  /** The owner has chosen a password. */
  ownerIsIn: boolean
  /** The secret of the owner's invitation. */
  entrance: string
}

/** Where the visitor goes on: to choose a password, and to sign in once that is done. */
export const wayIn = (
  { installation }: RequestContext,
  { host, ownerIsIn, entrance }: Watched,
): string =>
  addressOn(
    installation,
    host,
    ownerIsIn ? routes.signIn() : routes.registration({}, { token: entrance }),
  )

/** Watched by whoever pressed the button, with the mailed link for a key. */
export function VisitorsBuildingPage(props: {
  token: string
  watched: Watched
  /** It goes on to the portal by itself. */
  leads: boolean
}) {
  const ctx = useRequestContext()
  const { token, watched, leads } = props
  const { name, progress, suspended, ownerIsIn, host } = watched
  const state = buildingState(progress, suspended)
  const here = routes.console.try.building({}, { token })
  const ready = state === 'done'
  return (
    <Layout
      title={building.t(ready ? 'building.done.title' : 'building.title', { name })}
      lead={ready ? t(ownerIsIn ? 'done.in' : 'done.lead') : undefined}
      address={here}
      refreshSeconds={state === 'doing' || state === 'failed' ? 2 : undefined}
    >
      <BuildingProgress
        progress={progress}
        state={state}
        pollHref={here}
        stepName={(step) => t(`step.${step}`)}
      />
      {state === 'stopped' ? (
        <Alert tone="amber">
          {t('stopped.why')} {t('stopped.mail')}
        </Alert>
      ) : null}
      {state === 'held' ? <Alert tone="amber">{t('held')}</Alert> : null}
      {ready ? (
        <>
          <Actions>
            <ButtonLink look="primary" href={wayIn(ctx, watched)}>
              {t(ownerIsIn ? 'done.sign_in' : 'done.password')}
            </ButtonLink>
          </Actions>
          <p class="muted">
            {leads ? t('done.taken', { host }) : null} {ownerIsIn ? null : t('done.later')}
          </p>
        </>
      ) : null}
    </Layout>
  )
}
