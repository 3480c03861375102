export { bringMerchant, bringShopFile, type MerchantKeys } from './bring-merchant.ts'
export { changeMerchantSettings, createMerchant, newPublishableKey } from './create-merchant.ts'
export {
  findMerchantById,
  findMerchantByPublishableKey,
  findMerchantBySecretKey,
  forgetMerchants,
} from './find-merchant.ts'
export type { Merchant, MerchantSettings } from './merchant.ts'
export { returnAddressOf } from './return-address.ts'
export { parseSettings } from './settings.schema.ts'
