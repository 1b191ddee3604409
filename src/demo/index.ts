export { seedDemo } from './seed.ts'
export { demoGreeting } from './greeting.ts'
export { DEMO_OPERATOR, DEMO_PARTNER_PERSON, DEMO_PASSWORD } from './people.ts'
export { DEMO_PORTALS } from './portals.ts'
