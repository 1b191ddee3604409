import { describe, expect, it } from 'vitest'
import { LinkedText, MOST_LINKS } from './linked-text.tsx'

const html = (text: string) => String(<LinkedText text={text} />)
const link = (address: string) =>
  `<a href="${address}" target="_blank" rel="noopener noreferrer nofollow">${address}</a>`

describe('linked text', () => {
  it('makes http and https addresses followable and leaves the rest as typed', () => {
    expect(html('See https://a.example/b?c=d or http://e.example')).toBe(
      `See ${link('https://a.example/b?c=d')} or ${link('http://e.example')}`,
    )
    expect(html('one\ntwo')).toBe('one\ntwo')
  })

  it('ends an address where its sentence goes on', () => {
    expect(html('Look (https://a.example/b).')).toBe(`Look (${link('https://a.example/b')}).`)
    expect(html('https://a.example/b_(c), then')).toBe(`${link('https://a.example/b_(c)')}, then`)
  })

  it('follows no other scheme', () => {
    for (const text of ['javascript:alert(1)', 'data:text/html,x', 'ftp://a.example', 'https://'])
      expect(html(text)).toBe(text)
  })

  it('escapes everything, in and around an address', () => {
    expect(html('<b>&</b> https://a.example/?a=1&b="><script>')).toBe(
      `&lt;b&gt;&amp;&lt;/b&gt; ${link('https://a.example/?a=1&amp;b=')}&quot;&gt;&lt;script&gt;`,
    )
  })

  it('leaves an address that names a user or turns the reading direction as text', () => {
    expect(html('https://bank.example@evil.example/')).not.toContain('<a')
    expect(html('https://a.example/\u202egpj.exe')).toBe(
      `${link('https://a.example/')}\u202egpj.exe`,
    )
  })

  it('makes so many addresses of one text followable, and leaves the rest as typed', () => {
    const many = html('http://a.example '.repeat(MOST_LINKS + 50))
    expect(many.split('<a ').length - 1).toBe(MOST_LINKS)
    expect(many.split('http://a.example').length - 1).toBe(2 * MOST_LINKS + 50)
  })

  it('drops any number of brackets that an address did not open', () => {
    const brackets = ')'.repeat(20_000)
    expect(html(`https://a.example/${brackets}`)).toBe(`${link('https://a.example/')}${brackets}`)
  })
})
