import type { Option } from './choices.tsx'
import { Icon } from './icons.tsx'
import { t } from './texts.ts'

export interface Filter {
  name: string
  label: string
  options: Option[]
  value?: string
}

/** The filters, folded away behind one button. */
export function FilterPanel(props: { filters: Filter[]; active: number }) {
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

export interface Chip {
  name: string
  value: string
  href: string
}

/** The filters in use, each a link that drops it. */
export function Chips({ chips, clear }: { chips: Chip[]; clear: string }) {
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
