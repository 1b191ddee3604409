/** What forms offer to the domains above: places for what getting in costs, and what follows on a completion. */
export { createForm, openForm, updateForm } from './form/forms.ts'
export { addFormField, changeFormField } from './form/form-fields.ts'
export type { FormRow } from './form/form.ts'
export { formById, listForms, lockForm } from './form/queries.ts'
export {
  funnelSteps,
  ofClients,
  onCopy,
  onCompletion,
  onFormSettings,
  type Completed,
  type FunnelStep,
} from './form/places.ts'
export { fillForm } from './filling/filling.ts'
export { toNotify } from './submissions/queries.ts'
export { placeholdersOf } from './submissions/placeholders.ts'
