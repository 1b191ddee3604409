/**
 * What flows offer to the domains above: what a step can be, to declare more kinds; starting a flow for somebody, and
 * saying that a step was gone through elsewhere.
 */

export { stepKinds, type AtStep, type StepKind } from './step/kind.ts'
export { saidIn, type Said } from './step/said.ts'
export { startableFlows } from './flow/queries.ts'
export { createFlow, changeFlow, publishFlow, removeFlow } from './flow/flows.ts'
export { addStep, changeStep, removeStep } from './flow/steps.ts'
export { beginRuns, peopleIn } from './runs/queries.ts'
export { endFlow, skipStep, startFlow } from './runs/runs.ts'
export { askHelp, finishStep, stepDoneElsewhere } from './client/taking.ts'
