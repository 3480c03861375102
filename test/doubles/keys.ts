import { generateKeyPairSync } from 'node:crypto'
import type { Credentials } from '../../shared/payouts/credentials.ts'

export interface KeyPair {
  privateKey: string
  publicKey: string
}

/** With which a merchant's own server knows our calls. */
export const merchantSecret = `whsec_${Buffer.from('m'.repeat(32)).toString('base64')}`

/** What a merchant and the doubles of its providers know of each other. */
export interface DoubleKeys {
  merchant: KeyPair
  platform: KeyPair
  credentials: Omit<Credentials, 'bank' | 'gift_card' | 'coupon' | 'points'>
}

let made: DoubleKeys | undefined

/** Made once a process: 2,048 bits take a while. */
export function doubleKeys(): DoubleKeys {
  made ??= makeKeys()
  return made
}

function makeKeys(): DoubleKeys {
  const merchant = keyPair()
  const platform = keyPair()
  return {
    merchant,
    platform,
    credentials: {
      stripe: { secretKey: 'sk_test_doubledoubledouble', webhookSecret: 'whsec_doubledoubledouble' },
      paypal: { clientId: 'client', clientSecret: 'secret', webhookId: 'WH-1', environment: 'sandbox' },
      alipay: {
        appId: '2021000000000001',
        privateKey: merchant.privateKey,
        alipayPublicKey: platform.publicKey,
        environment: 'sandbox',
      },
      wechat_pay: {
        mchId: '1900000001',
        serial: '5157F09EFDC096DE15EBE81A47057A7232F1B8E1',
        privateKey: merchant.privateKey,
        apiV3Key: '0123456789abcdef0123456789abcdef',
        platformKeys: [{ serial: 'PUB_KEY_ID_0000000001', publicKey: platform.publicKey }],
      },
      adyen: { apiKey: 'AQE1', merchantAccount: 'AmendsShop', hmacKey: 'AB'.repeat(32), environment: 'test' },
    },
  }
}

function keyPair(): KeyPair {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}
