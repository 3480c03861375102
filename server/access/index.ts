export { codeLifeMs, codeOf } from './codes.ts'
export { type ContactKeys, contactKeys, normaliseEmail, normalisePhone } from './contact-keys.ts'
export {
  mayOpenOrder,
  type ShopperClaims,
  shopperTokenLifeMs,
  signShopperToken,
  verifyShopperToken,
} from './shopper-token.ts'
export { forgetChallengesBefore, readChallenge } from './store.ts'
