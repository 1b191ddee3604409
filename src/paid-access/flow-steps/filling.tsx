import { stepDoneElsewhere, stepKinds, type StepKind } from '../../flows/index.ts'
import { formById, listForms, onCompletion, type FormRow } from '../../forms/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { inEach } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { Alert, ButtonLink } from '../../ui/index.ts'
import { t, words } from './texts.ts'

/** One of the portal’s forms, on its own page. It ends the step of whoever has sent it for themselves. */
const filling: StepKind = {
  kind: 'form',
  icon: 'list',
  name: inEach(words, 'form.name'),
  about: inEach(words, 'form.about'),
  takes: { target: 'needed' },
  targets: async (tx) =>
    (await listForms(tx))
      .filter(({ state }) => state === 'open')
      .map(({ id, name }) => ({ id: show('form', id), name })),
  async Part(ctx, { step, isOver }) {
    if (isOver) return null
    const id = parseId('form', step.target ?? '')
    const form = id && (await ctx.read((tx) => formById(tx, id)))
    return <ToForm form={form || null} />
  },
}

const ToForm = ({ form }: { form: FormRow | null }) =>
  form?.state === 'open' ? (
    <>
      <p>{t('form.after')}</p>
      <p>
        <ButtonLink look="primary" href={routes.f.one({ link: form.link })}>
          {t('form.open')}
        </ButtonLink>
      </p>
    </>
  ) : (
    <Alert tone="amber">{t('form.gone')}</Alert>
  )

export const fillingStep = stepKinds.with(filling)

/** What somebody else sends in a client’s name ends nothing. */
export const afterOwnForm = onCompletion.with(async (op, { form, contact, by }) => {
  if (contact === null || by !== contact) return
  await stepDoneElsewhere(op, { person: contact, kind: 'form', target: show('form', form.id) })
})
