import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { named, shape } from '../../kit/shape.ts'
import type { Said } from '../step/said.ts'
import type { Step } from '../step/step.ts'
import { FLOW_STATES, stateOf } from './flow.ts'
import type { FlowRow } from './queries.ts'

const saidView = shape('FlowText', {
  en: z.string().optional(),
  es: z.string().optional(),
})

const stepView = shape('FlowStep', {
  id: z.string(),
  kind: z.string(),
  title: saidView,
  text: saidView.nullable(),
  link: z.string().nullable(),
  files: z.array(z.string()).describe('Ids of its files'),
  target: z.string().nullable(),
})

/** A flow, as programs are shown one. */
export const flowView = shape('Flow', {
  id: z.string(),
  name: saidView,
  mandatory: z.boolean(),
  state: z
    .enum(FLOW_STATES)
    .describe('`changed` has a draft that is otherwise than what people start with'),
  steps: z.array(stepView).describe('As it is written now'),
  published: z.int().nullable().describe('The version that people start with'),
  helpers: z.array(named).describe('Who is told when somebody is stuck'),
  open: z.int().describe('How many people are in it'),
  stuck: z.int().describe('How many of those said that they do not get on'),
  done: z.int().describe('How many are through'),
  createdAt: z.iso.datetime(),
  version: z.int(),
})

const showSaid = ({ en, es }: Said) => ({ en, es })

const showStep = ({ id, kind, title, text, link, files, target }: Step) => ({
  id: show('step', id),
  kind,
  title: showSaid(title),
  text: text && showSaid(text),
  link,
  files: files.map((file) => show('file', file)),
  target,
})

export const showFlow = (flow: FlowRow, helpers: readonly { id: string; name: string }[]) => ({
  id: show('flow', flow.id),
  name: showSaid(flow.name),
  mandatory: flow.mandatory,
  state: stateOf(flow),
  steps: flow.draft.map(showStep),
  published: flow.published,
  helpers: helpers.map(({ id, name }) => ({ id: show('person', id), name })),
  open: flow.open,
  stuck: flow.stuck,
  done: flow.done,
  createdAt: flow.createdAt.toString(),
  version: flow.version,
})
