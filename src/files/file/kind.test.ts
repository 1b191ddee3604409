import { describe, expect, it } from 'vitest'
import { isSameEnding, kindByType, otherThanNamed, partsOf } from './kind.ts'
import { renamed } from './renaming.ts'

describe('the ending of a name', () => {
  it.each([
    ['Deed.pdf', 'Deed', '.pdf'],
    ['Photo.of 2024.JPG', 'Photo.of 2024', '.JPG'],
    ['backup.tar.gz', 'backup.tar', '.gz'],
    ['album.7z', 'album', '.7z'],
    ['Smith v. Roe', 'Smith v. Roe', ''],
    ['Bill 12.03.2024', 'Bill 12.03.2024', ''],
    ['.profile', '.profile', ''],
    ['Deed', 'Deed', ''],
  ])('of %s', (name, stem, ending) => {
    expect(partsOf(name)).toEqual({ stem, ending })
  })

  it('is the same however it is written', () => {
    expect(isSameEnding('.JPEG', '.jpg')).toBe(true)
    expect(isSameEnding('.doc', '.docx')).toBe(false)
  })
})

describe('a file that is renamed', () => {
  it.each([
    ['Deed.pdf', 'Signed deed', 'Signed deed.pdf'],
    ['Deed.pdf', 'Signed deed.PDF', 'Signed deed.PDF'],
    ['Deed.pdf', 'Smith v.Roe', 'Smith v.Roe.pdf'],
    ['Deed.pdf', 'Version 1.2', 'Version 1.2.pdf'],
    ['Deed', 'Deed.pdf', 'Deed.pdf'],
    ['Deed.pdf', ' . ', ''],
    ['Deed.pdf', 'a/b', 'b.pdf'],
  ])('%s, as %s, is %s', (before, typed, after) => {
    expect(renamed(before, typed, { mayChange: false })).toBe(after)
  })

  it('has another ending only where that was asked about', () => {
    expect(renamed('Deed.pdf', 'Deed.docx', { mayChange: false })).toMatchObject({
      code: 'ending_changes',
      fields: [{ field: 'ending' }],
    })
    expect(renamed('Deed.pdf', 'Deed.docx', { mayChange: true })).toBe('Deed.docx')
  })
})

describe('what a file is by what is in it', () => {
  it('is told where its name says otherwise, and not where nobody knows', () => {
    expect(otherThanNamed({ name: 'Deed.pdf', type: 'image/jpeg' })).toBe('picture')
    expect(otherThanNamed({ name: 'Deed.PDF', type: 'application/pdf' })).toBeNull()
    expect(otherThanNamed({ name: 'people.csv', type: 'text/plain' })).toBeNull()
    expect(otherThanNamed({ name: 'talk.key', type: 'application/zip' })).toBeNull()
    expect(otherThanNamed({ name: 'Deed', type: 'application/pdf' })).toBeNull()
  })

  it('has the word that people have for it', () => {
    const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
    expect([word, 'image/webp', 'application/octet-stream'].map(kindByType)).toEqual([
      'document',
      'picture',
      null,
    ])
  })
})
