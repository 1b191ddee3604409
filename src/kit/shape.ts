import { z } from 'zod'

/** An object as programs are shown it. The API's document tells it once, under its name, and refers to it from there. */
export const shape = <F extends z.ZodRawShape>(name: string, fields: F) =>
  z.object(fields).meta({ id: name })

/** A moment, as programs are shown it. */
export const instant = z.iso.datetime().describe('RFC 3339, in UTC')

/* How answers of every domain refer to something else. */
export const named = shape('Named', { id: z.string(), name: z.string() })
export const reference = shape('Reference', {
  id: z.string(),
  name: z.string().nullable().describe('Null where it has none now'),
})
