import type { Child } from 'hono/jsx'
import { Empty } from './empty.tsx'
import { Chips, FilterPanel, type Filter } from './filters.tsx'
import { Hidden } from './form.tsx'
import { Icon } from './icons.tsx'
import { t } from './texts.ts'

export type Query = Record<string, string | undefined>

/** An address with its query; empty values are left out. */
export function withQuery(path: string, query: Query): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] =>
    Boolean(entry[1]),
  )
  return given.length ? `${path}?${new URLSearchParams(given).toString()}` : path
}

export interface ListPageProps {
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

/** A list: search and filters that live in the address, the table, the pager. Stands inside a `StaffLayout`. */
export function ListPage(props: ListPageProps) {
  const { action, search, filters = [], keep = {}, pager = {} } = props
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
  const isFiltered = chips.length > 0
  const hasTools = Boolean(search || filters.length || props.count || props.csv)
  return (
    <>
      {hasTools && (props.hasRows || isFiltered) ? (
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
              {filters.length ? <FilterPanel filters={filters} active={active.length} /> : null}
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
      {isFiltered && props.hasRows ? <Chips chips={chips} clear={withQuery(action, keep)} /> : null}
      {props.hasRows ? props.children : null}
      {!props.hasRows && !isFiltered ? props.empty : null}
      {!props.hasRows && isFiltered ? (
        <Empty
          icon="search"
          title={t('nothingMatches')}
          text={t('dropOne')}
          action={<Chips chips={chips} clear={withQuery(action, keep)} />}
        />
      ) : null}
      {props.hasRows ? <Pager {...pager} /> : null}
    </>
  )
}

/** To the page before and the page after; nothing when there is only one. */
export function Pager(props: { previous?: string; next?: string }) {
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
