import { Layout } from '../../../web/index.ts'
import { show } from '../../../kit/ids.ts'
import { routes } from '../../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Empty,
  Form,
  RadioList,
  TextField,
  type Errors,
} from '../../../ui/index.ts'
import type { Case } from '../case.ts'
import { t } from '../../texts.ts'
import { SIDES } from './party.ts'
import type { Candidate } from './queries.ts'

interface AddPartyProps {
  of: Case
  /** Those that are shared with all clients of the case. */
  files: number
  matches: readonly Candidate[]
  /** There are others than those shown. */
  more: boolean
  search: string
  typed?: Record<string, string>
  errors?: Errors
}

export function AddPartyPage(props: AddPartyProps) {
  const { of, matches, search } = props
  const named = { case: show('case', of.id) }
  const nobody = matches.length === 0
  return (
    <Layout
      title={t('party.add')}
      subtitle={of.number}
      crumbs={[
        { label: t('title'), href: routes.cases() },
        { label: of.title, href: routes.cases.one(named) },
      ]}
      width="form"
    >
      {nobody && !search ? (
        <Empty
          icon="people"
          title={t('party.nobody')}
          text={t('party.nobody.text')}
          action={
            <ButtonLink look="primary" href={routes.contacts.new()}>
              {t('party.nobody.do')}
            </ButtonLink>
          }
        />
      ) : (
        <>
          <Form method="get" action={routes.cases.one.parties(named)} layout="line">
            <TextField
              name="search"
              label={t('party.find')}
              value={search}
              type="search"
              maxlength={100}
              autocomplete="off"
            />
            <Button look="plain">{t('party.find.do')}</Button>
          </Form>
          {nobody ? (
            <>
              <p role="status">{t('party.find.none', { search })}</p>
              <Actions>
                <ButtonLink look="primary" href={routes.contacts.new()}>
                  {t('party.nobody.do')}
                </ButtonLink>
                <ButtonLink look="quiet" href={routes.cases.one(named)}>
                  {t('back')}
                </ButtonLink>
              </Actions>
            </>
          ) : (
            <Choice {...props} />
          )}
        </>
      )}
    </Layout>
  )
}

function Choice({ of, files, matches, more, typed = {}, errors = {} }: AddPartyProps) {
  const named = { case: show('case', of.id) }
  const shown =
    files === 0
      ? []
      : matches.length === 1
        ? [t('party.add.shows.one', { name: matches[0]!.name, count: files })]
        : [t('party.add.shows', { count: files })]
  return (
    <Form action={routes.cases.one.parties(named)} errors={errors}>
      <RadioList
        name="person"
        label={t('party.who')}
        help={more ? t('party.more') : undefined}
        error={errors['person']}
        value={
          typed['person'] ?? (matches.length === 1 ? show('person', matches[0]!.id) : undefined)
        }
        scroll={matches.length > 8}
        options={matches.map(({ id, name, email }) => ({
          value: show('person', id),
          label: name,
          help: email ?? t('party.no_email'),
        }))}
      />
      <RadioList
        name="side"
        label={t('side')}
        error={errors['side']}
        value={typed['side'] ?? 'client'}
        options={SIDES.map((side) => ({
          value: side,
          label: t(`side.${side}`),
          help: [t(`side.${side}.help`), ...(side === 'client' ? shown : [])].join(' '),
        }))}
      />
      <Actions>
        <Button>{t('party.add.do')}</Button>
        <ButtonLink look="quiet" href={routes.cases.one(named)}>
          {t('back')}
        </ButtonLink>
      </Actions>
    </Form>
  )
}
