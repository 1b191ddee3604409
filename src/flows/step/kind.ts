import type { Child } from 'hono/jsx'
import type { Tx } from '../../kit/db/database.ts'
import type { Installation } from '../../kit/installation.ts'
import type { InWords, OperationContext } from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import type { Language } from '../../kit/texts.ts'
import type { SignedInContext } from '../../web/index.ts'
import type { Errors, IconName } from '../../ui/index.ts'
import type { Step } from './step.ts'

type Part = 'text' | 'link' | 'files' | 'target'

/** Somebody at a step of theirs; row ids. */
export interface AtStep {
  run: string
  flow: string
  person: string
  step: Step
}

/** What a client sends with the press that ends a step. */
export interface Sent {
  accepted?: boolean
  uploads?: readonly string[]
}

/** What a kind shows of a step, to whoever is at it, or was. */
export interface StepPageProps extends AtStep {
  /** It is done or skipped. */
  isOver: boolean
  errors?: Errors
}

/** A kind of step of a flow. Each is declared by the feature that it leads to. */
export interface StepKind {
  readonly kind: string
  readonly icon: IconName
  /** What staff choose it by, and what it does. */
  readonly name: InWords
  readonly about: InWords
  /** What a step of it consists of beside its title; what is left out it has not. */
  readonly takes: Readonly<Partial<Record<Part, 'needed' | 'possible'>>>
  /** Of these at least one. */
  readonly oneOf?: readonly Part[]
  /** What a step of it may be about, such as the portal’s forms: ids as shown, with their names. */
  targets?(tx: Tx, language: Language): Promise<{ id: string; name: string }[]>
  /** What a client reads and fills in, above the button. */
  Part?(ctx: SignedInContext, props: StepPageProps): Promise<Child> | Child
  /** What the button says that ends the step; none where it is ended elsewhere. */
  readonly button?: InWords
  /** The step ends by itself once each of its files was given out. */
  readonly endsWhenTaken?: true
  /** Where a step is gone through that is ended elsewhere: its feature says so by `stepDoneElsewhere`. */
  address?(at: AtStep): string
  /** Ends a step in the transaction that notes it, or says why it is not over. */
  finish?(op: OperationContext, at: AtStep, sent: Sent): Promise<Done<object> | Refusal>
}

/** The kinds of steps; features that stand higher add theirs. */
export const stepKinds = new Place<StepKind>()

/** @returns undefined where no feature declares it any more */
export const kindOf = (
  installation: Pick<Installation, 'declared'>,
  kind: string,
): StepKind | undefined => stepKinds.of(installation).find((one) => one.kind === kind)
