import { parseId, show } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { BACK } from '../persons/answered.ts'
import type { Person } from '../persons/person.ts'
import { personById } from '../persons/queries.ts'
import { dropPreview, keepPreview, previewBack } from '../entry/cookies.ts'
import {
  errorsOf,
  textOf,
  typed,
  localPath,
  openPage,
  page,
  type Served,
  type SignedInVisit,
  type Visit,
} from '../../web/index.ts'
import { OwnPreviewsPage, StartPreviewPage } from './pages.tsx'
import { PREVIEW_MINUTES } from './preview.ts'
import { endPreview, startPreview } from './previews.ts'
import { letsActOnBehalf, previewsOf } from './queries.ts'
import { words } from './texts.ts'

const right = 'people:manage' as const

async function startPage(visit: SignedInVisit, refusal?: Refusal): Promise<Response> {
  const { portal, read, language } = visit
  const id = parseId('person', visit.param('person'))
  if (id === null) return visit.refuse(refuse('not_found'))
  const [person, mayAct] = await read((tx) =>
    Promise.all([personById(tx, portal.id, id), letsActOnBehalf(tx, portal.id)]),
  )
  if (!person) return visit.refuse(refuse('not_found'))
  return visit.page(
    <StartPreviewPage
      person={person as Person}
      mayAct={mayAct}
      askedOn={localPath(visit.query('back') ?? textOf(visit.form, 'back'))}
      typed={typed(visit.form)}
      errors={refusal && errorsOf(refusal, language)}
    />,
    refusal?.status,
  )
}

/** Back to being oneself, whether the preview ran until now or had ended already. */
export async function leavePreview(visit: Visit): Promise<void> {
  const { preview, c, installation } = visit
  if (preview) await visit.perform(endPreview, { preview: show('preview', preview.id) })
  dropPreview(c, installation.url)
}

export const previewsController: readonly Served[] = [
  page(routes.preview, 'GET', 'people', (visit) => startPage(visit), { right }),

  page(
    routes.preview,
    'POST',
    'people',
    async (visit) => {
      const { reason, actOnBehalf } = visit.form
      const result = await visit.perform(startPreview, {
        person: visit.param('person'),
        reason,
        actOnBehalf: actOnBehalf === 'on',
        session: show('session', visit.session),
      })
      if (!result.ok) return startPage(visit, result)
      keepPreview(visit.c, visit.installation.url, {
        secret: result.value.secret,
        back: localPath(textOf(visit.form, 'back')),
        seconds: PREVIEW_MINUTES * 60,
      })
      return visit.redirect(routes.home())
    },
    { right, fields: { reason: 'text', actOnBehalf: 'box', ...BACK } },
  ),

  // Not asked of the gate: the way out is open even where the client has just lost the way in.
  openPage(routes.previewEnd, 'POST', async (visit) => {
    const { person, preview, c, installation } = visit
    const back = previewBack(c, installation.url)
    await leavePreview(visit)
    if (!preview || !person) return visit.redirect(routes.home())
    return visit.redirect(back ?? routes.person({ person: show('person', person.id) }), {
      tone: 'green',
      text: words(preview.staff.language)('ended'),
    })
  }),

  page(routes.previews, 'GET', 'profile', async (visit) => {
    const { portal, person, read } = visit
    const lines = await read((tx) => previewsOf(tx, portal.id, person.id))
    return visit.page(<OwnPreviewsPage lines={lines} />)
  }),
]
