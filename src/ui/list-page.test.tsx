import { describe, expect, it } from 'vitest'
import { renderFor, type Reader } from '../kit/reader.ts'
import { Empty } from './empty.tsx'
import { ListPage, withQuery } from './list-page.tsx'
import { DataTable } from './table.tsx'

const html = (element: unknown, reader: Partial<Reader> = {}) =>
  renderFor({ language: 'en', ...reader }, element)

describe('a list', () => {
  const page = (value: string | undefined, hasRows: boolean) =>
    html(
      <ListPage
        action="/things"
        search={{ name: 'q', label: 'Search', value: 'a & b' }}
        filters={[
          { name: 'state', label: 'State', value, options: [{ value: 'on', label: 'On' }] },
        ]}
        keep={{ sort: 'name' }}
        hasRows={hasRows}
        pager={{ next: '/things?after=1' }}
        empty={<Empty title="No things yet" />}
      >
        rows
      </ListPage>,
    )

  it('drops one filter and keeps the rest of the address', () => {
    expect(page('on', true)).toContain('href="/things?sort=name&amp;q=a+%26+b"')
    expect(page('on', true)).toContain('href="/things?sort=name&amp;state=on"')
  })

  it('filtered to nothing names the filters instead of the first step, and has no next page', () => {
    const nothing = page('on', false)
    expect(nothing).toContain('Nothing matches')
    expect(nothing).toContain('Drop State: On')
    expect(nothing).not.toContain('No things yet')
    expect(nothing).not.toContain('rel="next"')
  })

  it('leaves empty values out of an address', () => {
    expect(withQuery('/x', { a: '', b: undefined })).toBe('/x')
    expect(withQuery('/x', { a: 'ñ', b: '' })).toBe('/x?a=%C3%B1')
  })
})

describe('a table', () => {
  it('labels every cell but the one that names the row, for when rows become cards', () => {
    const table = html(
      <DataTable
        caption="Things"
        rows={[{ name: 'One', size: 1 }]}
        rowHref={(row) => `/things/${row.name}`}
        columns={[
          { key: 'name', header: 'Name', cell: (row) => row.name },
          { key: 'size', header: 'Size', align: 'end', cell: (row) => row.size },
        ]}
      />,
    )
    expect(table).toContain('<td role="cell" class="name"><a href="/things/One">One</a></td>')
    expect(table).toContain('<td role="cell" class="end" data-label="Size">1</td>')
  })
})
