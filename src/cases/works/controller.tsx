import { csvInPieces, page, type Mount, type Served, type SignedInVisit } from '../../web/index.ts'
import { parseId } from '../../kit/ids.ts'
import { listWorks } from '../../kit/long-work/queries.ts'
import type { Operation } from '../../kit/operation.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { WorksPage } from './list-page.tsx'
import { outcomesOf } from './outcomes.ts'
import { words } from './texts.ts'
import { isGoing, viewWork } from './view.ts'
import { WorkPage } from './work-page.tsx'
import { cancelWork, resumeWork } from './works.ts'

/** The newest; what is older is in the audit trail. */
const SHOWN = 100

const workers = { right: 'people:manage' } as const

/** A page of one work of the visited portal. */
const workButton = (
  route: Mount,
  operation: Operation<typeof cancelWork.input, { work: string }>,
  said: 'cancel.done' | 'resume.done',
): Served =>
  page(
    route,
    'POST',
    'people',
    async (visit) => {
      const work = visit.param('work')
      if (parseId('work', work) === null) return visit.refuse(refuse('not_found'))
      const result = await visit.perform(operation, { work })
      if (!result.ok && result.status === 404) return visit.refuse(result)
      const { language } = visit
      return visit.redirect(
        routes.work({ work }),
        result.ok
          ? { tone: 'green', text: words(language)(said) }
          : { tone: 'amber', text: result.say(language) },
      )
    },
    workers,
  )

const onWork = (
  route: Mount,
  show: (
    visit: SignedInVisit,
    seen: NonNullable<Awaited<ReturnType<typeof viewWork>>>,
  ) => Response | Promise<Response>,
): Served =>
  page(
    route,
    'GET',
    'people',
    async (visit) => {
      const seen = await viewWork(visit, visit.param('work'))
      return seen ? show(visit, seen) : visit.refuse(refuse('not_found'))
    },
    workers,
  )

export const worksController: readonly Served[] = [
  page(
    routes.works,
    'GET',
    'people',
    async (visit) => {
      const works = await visit.read((tx) => listWorks(tx, visit.portal.id, { limit: SHOWN }))
      return visit.page(<WorksPage works={works} />)
    },
    workers,
  ),
  onWork(routes.work, (visit, seen) => {
    const { c } = visit
    const isPoll =
      c.req.header('hx-request') !== undefined && c.req.header('hx-boosted') === undefined
    // What stands beside the part that is asked for again is told once it is over.
    if (isPoll && !isGoing(seen)) c.header('hx-refresh', 'true')
    return visit.page(<WorkPage seen={seen} />)
  }),
  onWork(routes.workOutcomes, (visit, { work }) =>
    csvInPieces(`${work.kind}-${work.begunAt.toString().slice(0, 10)}`, outcomesOf(visit, work)),
  ),
  workButton(routes.workCancellation, cancelWork, 'cancel.done'),
  workButton(routes.workResumption, resumeWork, 'resume.done'),
]
