import { line } from '../../identity/index.ts'

export const companyName = line(120)

export interface Company {
  id: string
  name: string
}
