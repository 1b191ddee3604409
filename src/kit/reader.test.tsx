import { describe, expect, it } from 'vitest'
import { ReaderContext, renderFor, useClock, useLanguage, type Reader } from './reader.ts'
import { catalogue, type Language } from './texts.ts'

const words = catalogue({ en: { hello: 'Hello' }, es: { hello: 'Hola' } })
const { t } = words

const Hello = () => <p>{t('hello')}</p>
const Lang = () => <b>{useLanguage()}</b>

/** Stands aside until it is told to go on, then renders what asks the context again. */
const Slow = async ({ until }: { until: Promise<unknown> }) => {
  const before = useLanguage()
  await until
  return (
    <i>
      {before} {useLanguage()} <Hello />
    </i>
  )
}

const readBy = (language: Language, content: unknown) =>
  Promise.resolve(
    (
      <ReaderContext value={{ language }}>
        <>{content as string}</>
      </ReaderContext>
    ).toString(),
  ).then(String)

describe('a reader', () => {
  it('is asked by components however deep they stand, and by what they call', async () => {
    const list = ['a', 'b'].map((name) => (
      <li>
        {name} <Hello />
      </li>
    ))
    expect(await readBy('es', <ul>{list}</ul>)).toBe(
      '<ul><li>a <p>Hola</p></li><li>b <p>Hola</p></li></ul>',
    )
  })

  it('is never the one of a rendering that goes on at the same time', async () => {
    const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const
    const first = readBy('es', [<Lang />, <Slow until={gates[0].promise} />, <Lang />])
    const second = readBy('en', [<Lang />, <Slow until={gates[1].promise} />, <Lang />])
    expect(await readBy('es', <Hello />)).toBe('<p>Hola</p>')
    gates[1].resolve()
    expect(await second).toBe('<b>en</b><i>en en <p>Hello</p></i><b>en</b>')
    gates[0].resolve()
    expect(await first).toBe('<b>es</b><i>es es <p>Hola</p></i><b>es</b>')
  })

  it('is another for what stands in a context of its own, and afterwards the first again', async () => {
    const mail = (
      <ReaderContext value={{ language: 'en' }}>
        <Hello />
      </ReaderContext>
    )
    expect(await readBy('es', [<Hello />, mail, <Hello />])).toBe(
      '<p>Hola</p><p>Hello</p><p>Hola</p>',
    )
  })

  it('is still the first after something inside a context of its own has thrown', async () => {
    const Broken = () => {
      throw new Error('broken')
    }
    const Guarded = () => {
      const inner = (
        <ReaderContext value={{ language: 'en' }}>
          <Broken />
        </ReaderContext>
      )
      expect(() => inner.toString()).toThrow('broken')
      return <Hello />
    }
    expect(await readBy('es', <Guarded />)).toBe('<p>Hola</p>')
  })

  it('has to be there: nothing is rendered for nobody', () => {
    expect(() => (<Hello />).toString()).toThrow('rendered for nobody')
    expect(() => t('hello')).toThrow('rendered for nobody')
    expect(() => useLanguage()).toThrow('rendered for nobody')
  })

  it('has a clock only where one was given', () => {
    const Zone = () => <>{useClock().zone}</>
    const reader: Reader = {
      language: 'en',
      now: Temporal.Instant.from('2027-03-03T09:00Z'),
      zone: 'Europe/Madrid',
    }
    expect(renderFor(reader, <Zone />)).toBe('Europe/Madrid')
    expect(() => renderFor({ language: 'en' }, <Zone />)).toThrow('no clock')
  })
})
