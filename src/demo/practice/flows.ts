import {
  addStep,
  askHelp,
  createFlow,
  finishStep,
  publishFlow,
  skipStep,
  startFlow,
} from '../../flows/index.ts'
import { show } from '../../kit/ids.ts'
import type { Place } from '../portal-life.ts'
import type { DemoEvent } from '../seeder.ts'
import { send } from './documents.ts'
import { atOffice, HOURS, personNamed, type PracticeContext } from './practice-context.ts'

interface FlowPlan {
  name: { en: string; es: string }
  mandatory: boolean
  steps: readonly {
    kind: string
    title: { en: string; es: string }
    text: { en: string; es: string }
    /** What a file of the step is called, and says. */
    file?: readonly [name: string, ...text: string[]]
  }[]
}

const BEFORE_WE_BEGIN: FlowPlan = {
  name: { en: 'Before we begin', es: 'Antes de empezar' },
  mandatory: true,
  steps: [
    {
      kind: 'accept',
      title: { en: 'Terms of engagement', es: 'Condiciones del encargo' },
      text: {
        en: 'We act for you in the matter that we have talked about, and in no other.\n\nWe tell you before each step that costs money what it will cost.\n\nYou may end our engagement at any time; you then pay for what was done until that day.',
        es: 'Actuamos por usted en el asunto del que hemos hablado, y en ningún otro.\n\nAntes de cada paso que cueste dinero le decimos cuánto costará.\n\nPuede terminar nuestro encargo cuando quiera; entonces paga lo hecho hasta ese día.',
      },
    },
    {
      kind: 'accept',
      title: { en: 'How we look after what you tell us', es: 'Cómo cuidamos lo que nos cuenta' },
      text: {
        en: 'What you tell us stays with us. We give papers to courts and to the other side only where your matter needs it, and tell you before.\n\nWe keep your file for six years after the matter is closed.',
        es: 'Lo que nos cuenta queda entre nosotros. Entregamos papeles al juzgado y a la otra parte solo si su asunto lo necesita, y se lo decimos antes.\n\nGuardamos su expediente seis años tras cerrar el asunto.',
      },
    },
    {
      kind: 'watch',
      title: { en: 'Your first meeting', es: 'Su primera reunión' },
      text: {
        en: 'It takes about an hour, here or by telephone. Have at hand what you have in writing, however little it seems. Nothing is decided on that day.',
        es: 'Dura más o menos una hora, aquí o por teléfono. Tenga a mano lo que tenga por escrito, aunque parezca poco. Ese día no se decide nada.',
      },
    },
  ],
}

const YOUR_PAPERS: FlowPlan = {
  name: { en: 'Get your papers together', es: 'Reúna sus papeles' },
  mandatory: false,
  steps: [
    {
      kind: 'watch',
      title: { en: 'What helps us', es: 'Qué nos ayuda' },
      text: {
        en: 'Letters, bills, photographs, names of people who saw it. Do not sort them; that is what we are for.',
        es: 'Cartas, facturas, fotografías, nombres de quienes lo vieron. No los ordene; para eso estamos.',
      },
    },
    {
      kind: 'upload',
      title: { en: 'A document that says who you are', es: 'Un documento que diga quién es' },
      text: {
        en: 'A passport, or both sides of an identity card. A photograph will do.',
        es: 'Un pasaporte, o las dos caras de un documento de identidad. Basta una fotografía.',
      },
    },
    {
      kind: 'download',
      title: { en: 'Our list of fees', es: 'Nuestra lista de honorarios' },
      text: { en: 'For you to keep.', es: 'Para que la conserve.' },
      file: ['List of fees.pdf', 'List of fees', 'A first meeting costs nothing.'],
    },
  ],
}

/** What a client does in a flow, by how many days ago; `ends` are ended, in order. */
interface RunPlan {
  flow: FlowPlan
  of: string
  start: number
  /** Days ago on which a step was ended. */
  ends?: readonly number[]
  /** Was let off the step they were at. */
  skipped?: readonly [ago: number, reason: string]
  stuck?: readonly [ago: number, note: string]
}

const RUNS: readonly RunPlan[] = [
  { flow: BEFORE_WE_BEGIN, of: 'Callum Fraser', start: 10, ends: [9, 9, 8] },
  {
    flow: BEFORE_WE_BEGIN,
    of: 'Elif Yıldırım',
    start: 10,
    ends: [8],
    stuck: [3, 'My son is to read it as well before I accept. Can he sign in here too?'],
  },
  { flow: BEFORE_WE_BEGIN, of: 'Guðrún Jónsdóttir', start: 3 },
  { flow: YOUR_PAPERS, of: 'Beatrice Langley-Moore', start: 14, ends: [13, 12] },
  { flow: YOUR_PAPERS, of: 'Rafael Domínguez Soto', start: 14, ends: [12] },
  {
    flow: YOUR_PAPERS,
    of: 'Joanna Kowalczyk',
    start: 14,
    ends: [13],
    skipped: [9, 'Has shown her passport at the office.'],
  },
  { flow: YOUR_PAPERS, of: 'Thomas Whitfield', start: 6, ends: [5] },
]

/** Days ago the firm wrote its flows. */
const WRITTEN = 20

/** The firm’s two flows, and people at several of their steps. */
export function flowEvents(practice: PracticeContext): DemoEvent[] {
  const { there } = practice
  const made = new Map<FlowPlan, Made>()
  const write = async (place: Place) => {
    for (const plan of [BEFORE_WE_BEGIN, YOUR_PAPERS])
      made.set(plan, await written(practice, place, plan))
  }
  return [
    { at: atOffice(practice, WRITTEN, HOURS.flows), run: there(write) },
    ...RUNS.flatMap((run) => runEvents(practice, run, () => made.get(run.flow)!)),
  ]
}

/** Shown ids of a flow and its steps. */
interface Made {
  flow: string
  steps: string[]
}

async function written(
  practice: PracticeContext,
  place: Place,
  { name, mandatory, steps }: FlowPlan,
): Promise<Made> {
  const { seeder } = practice
  const { owner } = place
  const key = name.en
  const flow = show('flow', (await seeder.as(owner, key, createFlow, { name, mandatory })).flow)
  const ids: string[] = []
  for (const { file, ...step } of steps) {
    const [fileName, ...text] = file ?? []
    const sending = { place, sender: owner, key: `${key} ${fileName}`, name: fileName!, text }
    const uploads = fileName ? [await send(practice, sending)] : []
    const input = { flow, ...step, uploads }
    const added = await seeder.as(owner, `${key} ${step.title.en}`, addStep, input)
    ids.push(show('step', added.step))
  }
  await seeder.as(owner, key, publishFlow, { flow })
  return { flow, steps: ids }
}

function runEvents(practice: PracticeContext, plan: RunPlan, made: () => Made): DemoEvent[] {
  const { seeder, there, people } = practice
  const { of, start, ends = [], skipped, stuck } = plan
  const key = `${plan.flow.name.en} ${of}`
  let flowRun: string
  const at = (ago: number, minutes: number) => atOffice(practice, ago, HOURS.flows + minutes)
  const begin = async (place: Place) => {
    const person = await personNamed(practice, place, of)
    const started = await seeder.as(place.owner, key, startFlow, { flow: made().flow, person })
    flowRun = show('flowRun', started.flowRun)
  }
  const client = ({ id }: Place) => seeder.person(id, people.get(of)!)
  const end = (n: number) => async (place: Place) => {
    const step = made().steps[n]!
    const sender = await client(place)
    const name = 'Passport.pdf'
    const text = ['Passport', 'A document of the demo. Nothing in it is true.']
    const isUpload = plan.flow.steps[n]!.kind === 'upload'
    const sending = { place, sender, key: `${key} ${n}`, name, text }
    const uploads = isUpload ? [await send(practice, sending)] : []
    const input = { flowRun, step, accepted: true, uploads }
    await seeder.as(sender, `${key} ${n}`, finishStep, input)
  }
  return [
    { at: at(start, 1), run: there(begin) },
    ...ends.map((ago, n) => ({ at: at(ago, 2 + n), run: there(end(n)) })),
    ...(skipped
      ? [
          {
            at: at(skipped[0], 8),
            run: there(({ owner }) => {
              const step = made().steps[ends.length]
              return seeder.as(owner, key, skipStep, { flowRun, step, reason: skipped[1] })
            }),
          },
        ]
      : []),
    ...(stuck
      ? [
          {
            at: at(stuck[0], 9),
            run: there(async (place) =>
              seeder.as(await client(place), key, askHelp, { flowRun, note: stuck[1] }),
            ),
          },
        ]
      : []),
  ]
}
