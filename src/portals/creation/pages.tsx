import { Layout, useRequestContext, type RequestContext } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
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
  SelectField,
  TextField,
  timeZoneOptions,
  type Errors,
} from '../../ui/index.ts'
import { languageOptions } from '../console/choices.ts'
import type { PortalInPath } from '../console/portal-page.tsx'
import { nameOf } from '../console/status.tsx'
import { words as shared } from '../console/texts.ts'
import type { Partner } from '../partners/partner.ts'
import type { Progress } from '../building/creation.ts'
import { BuildingProgress, buildingState } from './progress.tsx'
import { t } from './texts.ts'

interface NewPortalProps {
  /** Null for a partner's people: the portal is theirs in any case. */
  partners: Partner[] | null
  typed?: Record<string, string>
  errors?: Errors
}

export function NewPortalPage({ partners, typed = {}, errors = {} }: NewPortalProps) {
  const ctx = useRequestContext()
  const { language, installation } = ctx
  const field = (name: string) => ({ name, value: typed[name], error: errors[name] })
  return (
    <Layout
      title={t('new.title')}
      subtitle={t('new.lead')}
      crumbs={[{ label: shared.t('portals'), href: routes.console.portals() }]}
      width="form"
    >
      <Form action={routes.console.portals()} errors={errors}>
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
            value={typed['timeZone'] ?? ctx.zone}
            label={t('new.time_zone')}
            options={timeZoneOptions(typed['timeZone'] ?? ctx.zone)}
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
        <OwnTryPage />
        <Actions>
          <Button>{t('new.do')}</Button>
          <a class="btn btn-quiet" href={routes.console.portals()}>
            {t('new.cancel')}
          </a>
        </Actions>
      </Form>
    </Layout>
  )
}

/** Tells a partner's people where their customers start by themselves. */
function OwnTryPage() {
  const { installation, person } = useRequestContext()
  if (!person?.partner || !installation.openToVisitors) return null
  const partner = show('partner', person.partner)
  const href = addressOn(
    installation,
    installation.url.hostname,
    routes.console.try({}, { partner }),
  )
  return (
    <p class="help">
      {t('new.try')} <a href={href}>{href}</a>
    </p>
  )
}

interface BuildingProps {
  portal: PortalInPath
  progress: Progress
  /** It goes on to the portal by itself. */
  leads: boolean
}

/** Watched while the portal is built. Without JavaScript the page asks for itself again. */
export function BuildingPage({ portal, progress, leads }: BuildingProps) {
  const ctx = useRequestContext()
  const { installation } = ctx
  const name = nameOf(portal)
  const state = buildingState(progress, portal.status === 'suspended')
  const going = state === 'doing' || state === 'failed'
  // What went wrong is the operator's to know; others see that it did.
  const operates = ctx.holds('installation:operate')
  return (
    <Layout
      title={t(state === 'done' ? 'building.done.title' : 'building.title', { name })}
      crumbs={[
        { label: shared.t('portals'), href: routes.console.portals() },
        { label: name, href: routes.console.portals.one({ portal: portal.id }) },
      ]}
      width="form"
      refreshSeconds={going ? 2 : undefined}
    >
      <BuildingProgress
        progress={progress}
        state={state}
        pollHref={routes.console.portals.one.creation({ portal: portal.id })}
        message={operates ? (text) => <code>{text}</code> : undefined}
      />
      {state === 'stopped' ? <Stopped /> : null}
      {state === 'held' ? <p class="muted">{t('building.held.do')}</p> : null}
      {leads ? <p>{t('building.opening', { host: portal.host })}</p> : null}
      <Actions>
        {state === 'done' ? (
          <ButtonLink look="primary" href={entranceOf(installation, portal)}>
            {t('building.open')}
          </ButtonLink>
        ) : null}
        <ButtonLink href={routes.console.portals.one({ portal: portal.id })}>
          {t('building.back')}
        </ButtonLink>
      </Actions>
    </Layout>
  )
}

/** Where one comes in to a portal: the page its new owner will know. */
export const entranceOf = (
  installation: RequestContext['installation'],
  { host }: Pick<PortalInPath, 'host'>,
): string => addressOn(installation, host, routes.signIn())

function Stopped() {
  const ctx = useRequestContext()
  if (!ctx.holds('installation:operate'))
    return <Alert tone="amber">{t('building.stopped.partner')}</Alert>
  return (
    <Alert
      tone="red"
      action={<ButtonLink href={routes.console.jobs()}>{t('building.jobs')}</ButtonLink>}
    >
      {t('building.stopped.do')}
    </Alert>
  )
}
