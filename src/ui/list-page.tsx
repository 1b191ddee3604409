import type { Child } from 'hono/jsx'
import type { Language } from '../kit/texts.ts'
import type { Option } from './choices.tsx'
import { Empty } from './empty.tsx'
import { Hidden } from './form.tsx'
import { Icon } from './icons.tsx'
import { uiTexts } from './texts.ts'

export type Query = Record<string, string | undefined>

/** An address with its query; empty values are left out. */
export function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  )
  return given.length ? `${path}?${new URLSearchParams(given)}` : path
}

export interface Filter {
  name: string
  label: string
  options: Option[]
  value?: string
}

export interface ListPageProps {
  language: Language
  /** The list's own address, without its query. */
  action: string
  search?: { name: string; label: string; value?: string }
  filters?: Filter[]
  /** What else the address keeps, such as the sorting. */
  keep?: Query
  /** How much there is, in words: "1,240 sites". */
  count?: string
  /** Where the whole list can be had as CSV. */
  csv?: string
  pager?: { previous?: string; next?: string }
  /** Whether this page of the list has rows. */
  hasRows: boolean
  /** Shown when there is nothing at all: an `Empty` with the first step. */
  empty: Child
  /** The table. */
  children?: Child
}

/** A list: search and filters that live in the address, the table, the pager. Stands inside a `Workroom`. */
export function ListPage(props: ListPageProps) {
  const { language, action, search, filters = [], keep = {}, pager = {} } = props
  const t = uiTexts(language)
  const query: Query = { ...keep }
  if (search) query[search.name] = search.value
  for (const filter of filters) query[filter.name] = filter.value
  const active = filters.filter((filter) => filter.value)
  const drop = (name: string) => withQuery(action, { ...query, [name]: undefined })
  const chips = [
    ...(search?.value ? [{ name: t('search'), value: search.value, href: drop(search.name) }] : []),
    ...active.map((filter) => ({
      name: filter.label,
      value: filter.options.find((option) => option.value === filter.value)?.label ?? filter.value!,
      href: drop(filter.name),
    })),
  ]
  const asked = chips.length > 0
  return (
    <>
      {props.hasRows || asked ? (
        <div class="list-tools">
          {search || filters.length ? (
            <form class="list-form" method="get" action={action} role="search">
              <Hidden values={keep} />
              {search ? (
                <div class="search">
                  <Icon name="search" size={16} />
                  <input
                    type="search"
                    name={search.name}
                    value={search.value}
                    aria-label={search.label}
                    placeholder={search.label}
                  />
                </div>
              ) : null}
              {filters.length ? (
                <FilterPanel language={language} filters={filters} active={active.length} />
              ) : null}
              <button type="submit" class="btn btn-plain unseen-until-focus">
                {t('search')}
              </button>
            </form>
          ) : null}
          {props.count ? <p class="list-count">{props.count}</p> : null}
          {props.csv ? (
            <a class="btn btn-quiet" href={props.csv} download aria-label={t('downloadCsvLong')}>
              <Icon name="download" size={16} />
              {t('downloadCsv')}
            </a>
          ) : null}
        </div>
      ) : null}
      {asked && props.hasRows ? (
        <Chips language={language} chips={chips} clear={withQuery(action, keep)} />
      ) : null}
      {props.hasRows ? props.children : null}
      {!props.hasRows && !asked ? props.empty : null}
      {!props.hasRows && asked ? (
        <Empty
          icon="search"
          title={t('nothingMatches')}
          text={t('dropOne')}
          action={<Chips language={language} chips={chips} clear={withQuery(action, keep)} />}
        />
      ) : null}
      <Pager language={language} {...pager} />
    </>
  )
}

function FilterPanel(props: { language: Language; filters: Filter[]; active: number }) {
  const t = uiTexts(props.language)
  return (
    <details class="menu filters" data-menu>
      <summary class="btn btn-plain">
        <Icon name="filter" size={16} />
        {t('filters')}
        {props.active ? <span class="count">{props.active}</span> : null}
      </summary>
      <div class="panel">
        {props.filters.map((filter) => (
          <div class="field">
            <label for={`filter-${filter.name}`}>{filter.label}</label>
            <select id={`filter-${filter.name}`} name={filter.name}>
              <option value="">{t('any')}</option>
              {filter.options.map((option) => (
                <option value={option.value} selected={option.value === filter.value}>
                  {option.label}
                </option>
              ))}
            </select>
          </div>
        ))}
        <button type="submit" class="btn btn-primary">
          {t('apply')}
        </button>
      </div>
    </details>
  )
}

interface Chip {
  name: string
  value: string
  href: string
}

/** The filters in use, each a link that drops it. */
function Chips({ language, chips, clear }: { language: Language; chips: Chip[]; clear: string }) {
  const t = uiTexts(language)
  return (
    <ul class="chips" aria-label={t('activeFilters')}>
      {chips.map((chip) => (
        <li>
          <a
            class="chip"
            href={chip.href}
            aria-label={t('dropFilter', { name: chip.name, value: chip.value })}
          >
            <span class="muted">{chip.name}</span> {chip.value}
            <Icon name="cross" size={16} />
          </a>
        </li>
      ))}
      {chips.length > 1 ? (
        <li>
          <a href={clear}>{t('clearAll')}</a>
        </li>
      ) : null}
    </ul>
  )
}

/** To the page before and the page after; nothing when there is only one. */
export function Pager(props: { language: Language; previous?: string; next?: string }) {
  const t = uiTexts(props.language)
  if (!props.previous && !props.next) return null
  return (
    <nav class="pager" aria-label={t('pages')}>
      {props.previous ? (
        <a class="btn btn-plain" rel="prev" href={props.previous}>
          <Icon name="chevron-left" size={16} />
          {t('previous')}
        </a>
      ) : null}
      {props.next ? (
        <a class="btn btn-plain" rel="next" href={props.next}>
          {t('next')}
          <Icon name="chevron-right" size={16} />
        </a>
      ) : null}
    </nav>
  )
}
