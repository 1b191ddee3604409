import { onCompletion } from '../../forms/index.ts'
import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import { afterCompletion } from './completing.ts'
import { sellersOf } from '../../payments/index.ts'
import { formSelling } from './queries.ts'
import { accessOnForm, formAccessResource } from './resource.tsx'
import { setFormAccess } from './setting.ts'
import { copiedAccess, priceOfClients } from './with-form.ts'

export const feature: Feature = {
  handlers: [formAccessResource],
  operations: [{ setFormAccess }],
  tables: [erased('form_access')],
  additions: [
    accessOnForm,
    onCompletion.with(afterCompletion),
    priceOfClients,
    copiedAccess,
    sellersOf.with(formSelling),
  ],
}
