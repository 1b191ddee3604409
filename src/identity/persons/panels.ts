import { PanelPlace } from '../../web/index.ts'
import type { Person } from './person.ts'

/** The page of a person, on which features that stand higher show what they know of them. */
export const onPersonPage = new PanelPlace<Person>()
