import { addTo, inUnits, largestOf } from '../../files/index.ts'
import { inEach } from '../../kit/texts.ts'
import { done } from '../../kit/operation.ts'
import { invalidField } from '../../kit/validation.ts'
import { UploadField } from '../../ui/index.ts'
import { useSignedInContext } from '../../web/index.ts'
import { insertSentFiles } from '../runs/sent-queries.ts'
import { stepKinds, type StepPageProps } from '../step/kind.ts'
import { Reading } from './reading.tsx'
import { t, words } from './texts.ts'

/** Whatever people have; where pictures are named, a phone offers its camera. */
const ANYTHING = 'image/*,*/*'

/** Documents that a client sends. They become files of the contact, where staff look after them as after any other. */
export const upload = stepKinds.with({
  kind: 'upload',
  icon: 'file',
  name: inEach(words, 'upload.name'),
  about: inEach(words, 'upload.about'),
  takes: { text: 'possible' },
  Part: (_, at) => <Sending {...at} />,
  button: inEach(words, 'upload.button'),
  async finish(op, { run, person, step }, { uploads = [] }) {
    if (uploads.length === 0) return invalidField('uploads', 'choose_file')
    const files: string[] = []
    for (const upload of new Set(uploads)) {
      const added = await addTo(op, { kind: 'person', holder: person }, { upload })
      if (!added.ok)
        return { ...added, fields: added.fields.map((one) => ({ ...one, field: 'uploads' })) }
      files.push(added.value.file)
    }
    await insertSentFiles(op.tx, { run, step: step.id, files })
    return done({})
  },
})

function Sending({ step, isOver, errors = {} }: StepPageProps) {
  const { portal, language } = useSignedInContext()
  return (
    <>
      <Reading step={step} />
      {isOver ? null : (
        <UploadField
          name="uploads"
          label={t('upload.label')}
          help={t('upload.help', { most: inUnits(largestOf(portal), language) })}
          error={errors['uploads']}
          accept={ANYTHING}
        />
      )}
    </>
  )
}
