/** What paid access offers to the domains above: what a form costs, and who is let in. */
export { setFormAccess } from './form-access/setting.ts'
export { cancelRequiredPayment } from './entitlements/waiving.ts'
export { settleBankDebits } from './settings/settling.ts'
