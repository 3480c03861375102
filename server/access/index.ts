export { codeOf } from './codes.ts'
export { contactKeys } from './contact-keys.ts'
export {
  mayOpenOrder,
  signShopperToken,
  verifiedAtOf,
  verifyShopperToken,
} from './shopper-token.ts'
export { forgetChallengesBefore, readChallenge } from './store.ts'
