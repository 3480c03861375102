import { generateKeyPairSync } from 'node:crypto'
import { AlipaySdk } from 'alipay-sdk'
import { expect, it } from 'vitest'
import { appCert, rootCert } from './alipay-certificates.fixtures.ts'
import { certificateNumbers } from './alipay-certificates.ts'
import { UnreadableKey } from './rsa.ts'

it('names certificates as Alipay’s own kit does', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { config } = new AlipaySdk({
    appId: '2026',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    keyType: 'PKCS8',
    appCertContent: appCert,
    alipayRootCertContent: rootCert,
    alipayPublicCertContent: appCert,
  })
  const numbers = certificateNumbers({ appCert, rootCert })
  expect(numbers).toEqual({ app_cert_sn: config.appCertSn, alipay_root_cert_sn: config.alipayRootCertSn })
  expect(numbers.alipay_root_cert_sn).toMatch(/^[0-9a-f]{32}_[0-9a-f]{32}$/)
})

it('has no number for an app that signs with keys', () => {
  expect(certificateNumbers({})).toEqual({})
  expect(certificateNumbers({ appCert })).toEqual({})
})

it.each([
  ['text', 'text'],
  ['a cut certificate', appCert.replace(/.{400}(?=\n-----END)/s, '')],
  ['a file without roots of RSA', (rootCert.match(/-----BEGIN[^]*?-----END CERTIFICATE-----/) ?? [''])[0] ?? ''],
])('refuses %s instead of sending it', (_, bad) => {
  expect(() => certificateNumbers({ appCert, rootCert: bad })).toThrow(UnreadableKey)
})
