export { inUnits } from '../kit/size.ts'
