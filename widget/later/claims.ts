export { itemSearch, otherClaim } from '../screens/other-claims.ts'
