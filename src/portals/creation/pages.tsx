import { Room, type Visit } from '../../identity/index.ts'
import { addressOn } from '../../kit/installation.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Button,
  ButtonLink,
  EmailField,
  FieldGroup,
  Form,
  Progress as ProgressView,
  SelectField,
  TextField,
  type Errors,
} from '../../ui/index.ts'
import { languageOptions, timeZoneOptions } from '../console/choices.ts'
import type { FoundPortal } from '../console/portal-page.tsx'
import { nameOf } from '../console/status.tsx'
import { words as shared } from '../console/texts.ts'
import type { Partner } from '../partners/queries.ts'
import type { Progress } from './creation.ts'
import { words } from './texts.ts'

interface NewPortalProps {
  visit: Visit
  /** Null for a partner's people: the portal is theirs in any case. */
  partners: Partner[] | null
  typed?: Record<string, string>
  errors?: Errors
}

export function NewPortalPage({ visit, partners, typed = {}, errors = {} }: NewPortalProps) {
  const { language, installation } = visit
  const t = words(language)
  const field = (name: string) => ({ language, name, value: typed[name], error: errors[name] })
  return (
    <Room
      visit={visit}
      title={t('new.title')}
      subtitle={t('new.lead')}
      crumbs={[{ label: shared(language)('portals'), href: routes.portals() }]}
      width="form"
    >
      <Form language={language} action={routes.portals()} errors={errors}>
        <FieldGroup legend={t('new.portal')}>
          <TextField
            {...field('name')}
            label={t('new.name')}
            help={t('new.name.help')}
            maxlength={120}
            autocomplete="off"
            autofocus={Object.keys(errors).length === 0}
          />
          <TextField
            {...field('slug')}
            label={t('new.slug')}
            help={t('new.slug.help', { host: installation.url.hostname })}
            maxlength={40}
            width="medium"
            autocomplete="off"
            optional
          />
          <SelectField
            {...field('language')}
            value={typed['language'] ?? language}
            label={t('new.language')}
            options={languageOptions(language)}
            width="medium"
          />
          <SelectField
            {...field('timeZone')}
            value={typed['timeZone'] ?? visit.zone}
            label={t('new.time_zone')}
            options={timeZoneOptions(typed['timeZone'] ?? visit.zone)}
            width="medium"
          />
        </FieldGroup>
        <FieldGroup legend={t('new.owner')} help={t('new.owner.help')}>
          <TextField
            {...field('owner.name')}
            label={t('new.owner.name')}
            maxlength={120}
            autocomplete="off"
          />
          <EmailField
            {...field('owner.email')}
            label={t('new.owner.email')}
            maxlength={254}
            autocomplete="off"
          />
        </FieldGroup>
        <FieldGroup legend={t('new.provided')}>
          {partners?.length ? (
            <SelectField
              {...field('partner')}
              label={t('new.partner')}
              options={partners.map(({ id, name }) => ({ value: id, label: name }))}
              blank={t('new.partner.none')}
              width="medium"
              optional
            />
          ) : null}
          <TextField
            {...field('partnerReference')}
            label={t(partners?.length ? 'new.reference.partner' : 'new.reference')}
            help={t('new.reference.help')}
            maxlength={120}
            width="medium"
            autocomplete="off"
            optional
          />
        </FieldGroup>
        <Actions>
          <Button>{t('new.do')}</Button>
          <a class="btn btn-quiet" href={routes.portals()}>
            {t('new.cancel')}
          </a>
        </Actions>
      </Form>
    </Room>
  )
}

interface BuildingProps {
  visit: Visit
  portal: FoundPortal
  progress: Progress
  /** Its tries are used up. */
  stopped: boolean
}

/** Watched while the portal is built. Without JavaScript the page asks for itself again. */
export function BuildingPage({ visit, portal, progress, stopped }: BuildingProps) {
  const { language, installation } = visit
  const t = words(language)
  const name = nameOf(portal)
  const { failure, finished } = progress
  const held = portal.status === 'suspended' && !finished
  const over = finished || stopped || held
  const status = held
    ? t('building.status.held')
    : finished
      ? t('building.status.done')
      : stopped
        ? t('building.status.stopped')
        : t(failure ? 'building.status.failed' : 'building.status')
  return (
    <Room
      visit={visit}
      title={t(finished ? 'building.done.title' : 'building.title', { name })}
      crumbs={[
        { label: shared(language)('portals'), href: routes.portals() },
        { label: name, href: routes.portal({ portal: portal.id }) },
      ]}
      width="form"
      refreshSeconds={over ? undefined : 2}
    >
      <ProgressView
        language={language}
        id="building"
        status={status}
        done={progress.done}
        total={progress.of}
        finished={over}
        everySeconds={1}
        pollHref={routes.portalCreation({ portal: portal.id })}
        steps={progress.steps.map((step) => ({
          label: t(`step.${step.name}`),
          state: step.state,
          note:
            step.state === 'failed' && failure ? (
              <Failed visit={visit} failure={failure} />
            ) : undefined,
        }))}
      />
      {stopped && !finished ? <Stopped visit={visit} /> : null}
      {held ? <p class="muted">{t('building.held.do')}</p> : null}
      {finished ? <p>{t('building.opening', { host: portal.host })}</p> : null}
      <Actions>
        {finished ? (
          <ButtonLink look="primary" href={entranceOf(installation, portal)}>
            {t('building.open')}
          </ButtonLink>
        ) : null}
        <ButtonLink href={routes.portal({ portal: portal.id })}>{t('building.back')}</ButtonLink>
      </Actions>
    </Room>
  )
}

/** Where one comes in to a portal: the page its new owner will know. */
export const entranceOf = (
  installation: Visit['installation'],
  { host }: Pick<FoundPortal, 'host'>,
): string => addressOn(installation, host, routes.signIn())

/** What went wrong is the operator's to know; others see that it did. */
const Failed = ({
  visit,
  failure: { attempts, message },
}: {
  visit: Visit
  failure: NonNullable<Progress['failure']>
}) => (
  <>
    {words(visit.language)('building.failed', { attempts })}{' '}
    {visit.holds('installation:operate') ? <code>{message}</code> : null}
  </>
)

function Stopped({ visit }: { visit: Visit }) {
  const t = words(visit.language)
  if (!visit.holds('installation:operate'))
    return <Alert tone="amber">{t('building.stopped.partner')}</Alert>
  return (
    <Alert tone="red" action={<ButtonLink href={routes.jobs()}>{t('building.jobs')}</ButtonLink>}>
      {t('building.stopped.do')}
    </Alert>
  )
}
