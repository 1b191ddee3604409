import { PanelPlace } from '../../web/index.ts'
import type { Company } from './company.ts'

/** The page of a company, on which features that stand higher show what they know of it. */
export const onCompanyPage = new PanelPlace<Company>()
