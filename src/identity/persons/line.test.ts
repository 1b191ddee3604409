import { describe, expect, it } from 'vitest'
import { line } from './person.ts'

describe('a line of text', () => {
  it('has no marks that turn its direction, and keeps what scripts are written with', () => {
    expect(line(120).parse(' \u202eevil\u2066 \u200f')).toBe('evil')
    expect(line(120).parse('می\u200cخواهم')).toBe('می\u200cخواهم')
    expect(line(120).safeParse('\u202e\u200b').success).toBe(false)
  })
})
