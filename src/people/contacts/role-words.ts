import type { ContactRole } from '../../identity/index.ts'
import { t } from './texts.ts'

export const roleWords = (role: ContactRole): string => t(`role.${role}`)
