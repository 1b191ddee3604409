import { inEach } from '../../kit/texts.ts'
import { done } from '../../kit/operation.ts'
import { stepKinds } from '../step/kind.ts'
import { Reading } from './reading.tsx'
import { words } from './texts.ts'

/** A text or a link that a client says to have seen. Films open where they are: nothing of others runs in our pages. */
export const watch = stepKinds.with({
  kind: 'watch',
  icon: 'eye',
  name: inEach(words, 'watch.name'),
  about: inEach(words, 'watch.about'),
  takes: { text: 'possible', link: 'possible' },
  oneOf: ['text', 'link'],
  Part: (_, { step }) => <Reading step={step} />,
  button: inEach(words, 'watch.button'),
  finish: async () => done({}),
})
