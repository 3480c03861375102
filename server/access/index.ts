export { type ContactKeys, contactKeys, normaliseEmail, normalisePhone } from './contact-keys.ts'
export {
  mayOpenOrder,
  type ShopperClaims,
  shopperTokenLifeMs,
  signShopperToken,
  verifyShopperToken,
} from './shopper-token.ts'
