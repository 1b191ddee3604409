import type { Child } from 'hono/jsx'
import { Icon } from './icons.tsx'
import { t } from './texts.ts'

export interface Column<Row> {
  key: string
  header: string
  /** Numbers and money stand at the end, in tabular figures. */
  align?: 'end'
  /** Never broken over two lines. */
  nowrap?: boolean
  /** Left out where rows become cards: what a phone can do without. */
  minor?: boolean
  cell: (row: Row) => Child
  /** Where the header leads, and how the table is sorted by it now. */
  sort?: { href: string; direction?: 'ascending' | 'descending' }
}

export interface Selection<Row> {
  /** Name of the checkboxes. */
  name: string
  value: (row: Row) => string
  /** What the row is called, for screen readers. */
  label: (row: Row) => string
  /** Address the chosen rows are sent to. */
  action: string
  /** `get` where choosing only leads on to a page about the chosen. */
  method?: 'get' | 'post'
  /** Buttons that do something to the chosen rows. */
  buttons: Child
}

export interface DataTableProps<Row> {
  /** What the table holds; read out, not seen. */
  caption: string
  columns: Column<Row>[]
  rows: Row[]
  /** Makes the row a link, carried by the first cell. */
  rowHref?: (row: Row) => string
  /** A box before each row. Only where something can be done to many. */
  selection?: Selection<Row>
}

/**
 * Rows under a head that stays in sight; the first column names the row.
 * In a narrow place each row becomes a card. Roles are spelt out because
 * browsers drop a table's meaning with its display.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, rowHref, selection } = props
  const table = (
    <div class="table">
      <table role="table">
        <caption class="unseen">{props.caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {selection ? (
              <th role="columnheader" class="pick">
                <input
                  type="checkbox"
                  aria-label={t('selectAll')}
                  hidden
                  data-select-all={selection.name}
                />
              </th>
            ) : null}
            {columns.map((column) => (
              <Header column={column} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr role="row" class={rowHref ? 'leads' : undefined}>
              {selection ? (
                <td role="cell" class="pick">
                  <input
                    type="checkbox"
                    name={selection.name}
                    value={selection.value(row)}
                    aria-label={t('select', { name: selection.label(row) })}
                  />
                </td>
              ) : null}
              {columns.map((column, index) => (
                <td
                  role="cell"
                  class={cellClass(column, index)}
                  data-label={index ? column.header : undefined}
                >
                  {index === 0 && rowHref ? (
                    <a href={rowHref(row)}>{column.cell(row)}</a>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
  if (!selection) return table
  return (
    <form method={selection.method ?? 'post'} action={selection.action} class="picking">
      {table}
      <div class="bulk">
        <span data-picked="">{t('withSelected')}</span>
        {selection.buttons}
      </div>
    </form>
  )
}

function cellClass<Row>(column: Column<Row>, index: number): string | undefined {
  const classes = [
    index === 0 && 'name',
    column.align,
    column.nowrap && 'nowrap',
    column.minor && 'minor',
  ].filter(Boolean)
  return classes.length ? classes.join(' ') : undefined
}

const headClass = <Row,>({ align, minor }: Column<Row>) =>
  [align, minor && 'minor'].filter(Boolean).join(' ') || undefined

function Header<Row>({ column }: { column: Column<Row> }) {
  const { sort } = column
  const up = sort?.direction === 'ascending'
  return (
    <th role="columnheader" scope="col" class={headClass(column)} aria-sort={sort?.direction}>
      {sort ? (
        <a href={sort.href}>
          {column.header}
          {sort.direction ? <Icon name={up ? 'arrow-up' : 'arrow-down'} size={16} /> : null}
          {sort.direction ? (
            <span class="unseen">, {t(up ? 'sortedUp' : 'sortedDown')}</span>
          ) : null}
        </a>
      ) : column.header === '' ? (
        <span class="unseen">{t('moreActions')}</span>
      ) : (
        column.header
      )}
    </th>
  )
}
