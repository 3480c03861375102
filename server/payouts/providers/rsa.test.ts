import { generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { fromBase64, isSignedRsa, signRsa, UnreadableKey } from './rsa.ts'

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 })
const bare = (pem: string) => pem.replaceAll(/-----[A-Z ]+-----|\s/g, '')
const text = (type: 'pkcs1' | 'pkcs8') => pair.privateKey.export({ type, format: 'pem' }).toString()
const publicText = (type: 'pkcs1' | 'spki') => pair.publicKey.export({ type, format: 'pem' }).toString()

const privateKeys = [text('pkcs8'), text('pkcs1'), bare(text('pkcs8')), bare(text('pkcs1'))]
const publicKeys = [publicText('spki'), publicText('pkcs1'), bare(publicText('spki')), bare(publicText('pkcs1'))]

it('signs and verifies with keys however they are written', async () => {
  for (const privateKey of privateKeys) {
    const signature = await signRsa(privateKey, '退款 1')
    for (const publicKey of publicKeys) {
      expect(await isSignedRsa(publicKey, '退款 1', signature)).toBe(true)
      expect(await isSignedRsa(publicKey, '退款 2', signature)).toBe(false)
      expect(await isSignedRsa(publicKey, '退款 1', 'not base64!')).toBe(false)
    }
  }
})

it('takes the key out of a certificate', async () => {
  // Made for this test: openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=platform
  expect(await isSignedRsa(certificate, 'a', signed)).toBe(true)
  expect(await isSignedRsa(certificate, 'b', signed)).toBe(false)
})

it.each([
  ['nothing', ''],
  ['a word', 'secret'],
  ['base64 of something else', btoa('something else')],
  ['half a key', bare(text('pkcs8')).slice(0, 400)],
  ['a public key', publicText('spki')],
])('does not quote %s that is no private key', async (_, key) => {
  const problem = await signRsa(key, 'a').catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(UnreadableKey)
  expect(String(problem)).toBe('Error: unreadable private key')
})

it('reads base64 only', () => {
  expect(fromBase64('AQI=\n')).toEqual(Uint8Array.of(1, 2))
  expect(fromBase64('退款')).toBeUndefined()
})

const certificate = `-----BEGIN CERTIFICATE-----
MIIDBzCCAe+gAwIBAgIUFFJJNcIPGahxVw8wL7AxzLOSRd8wDQYJKoZIhvcNAQEL
BQAwEzERMA8GA1UEAwwIcGxhdGZvcm0wHhcNMjYxMTIyMDkzNzM4WhcNMzYxMTE5
MDkzNzM4WjATMREwDwYDVQQDDAhwbGF0Zm9ybTCCASIwDQYJKoZIhvcNAQEBBQAD
ggEPADCCAQoCggEBAJ2ZJFLlQ4OOvW86sjGlWLndTAJMRtP94VCQdfvVa7b4UGFH
QVoxngWU/f6JUtwNlquCrAJbQuoFMz/y2yHXmHajHpmHmHBgBAsxt7RtkMG3/TRY
SJHCEHEot0lPIUcbCJ9onkO1LFx5qWbq9nLCcl4ns7ONqH1dqyv90ja2ayL9CgoF
XBYVPxdEydPKPB4fZvsNpWnncrw3aNTM3GEAexnixigxubYX4aeN2P5uqsYlOhFw
38d5UHGLO3xqsfAdPizqsIwATL6djIptVg0gAIPc9kWCgJR+F97+kUPzod1McYfw
awXTFaAapCnzc6g5TzV+eLJl/qtWV5P33hBywZECAwEAAaNTMFEwHQYDVR0OBBYE
FFWOiO0Fem9ZlGIYrCCyPIS1M688MB8GA1UdIwQYMBaAFFWOiO0Fem9ZlGIYrCCy
PIS1M688MA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBAB8hA5Fk
Bc0A9HmRehC4++FoiXNE8elhBqCTr/fbZGYCL02qe+d2UHeiy51s39lxnYL3q1CB
HNsQIcZxxQF08/im4MxC9sQ/hGTqcj7EDWPSl885OW0XB+0BmuLm3+FvdFyxsdA8
wHZm01qp6zFPbXiAz7tmFjzrQ4zb99lq6uscVuuNX8UMxJuOMKWTH1hhw0SVEr73
rHqoD2/HsIFFmLdAh2FXO4F3vfmfjeeZBW9wVNIvIE0X1jvb/DHr3tgWuFdsnxvz
921bxpxwPrKzKC9B6yjG3lrch628ZzddmFwbHyEXw7ylSLB12lODHG32NbDITRcV
RYSvey0uZjJKQYM=
-----END CERTIFICATE-----`
/** Of "a", by the certificate's key, made with openssl dgst -sha256 -sign. */
const signed =
  'gLRf/UO1ErqF/wJwCHyXYsFrM5xxg5Kc8L0Pc0oq+IH1laSwVlsvg466UzmQiGRpx6n4EPBqfcDkjKrBH38p9JQQFc45fGE/atNg6M/FyxCYkKDpJ0XMh8Ae757RJ0bD+2isF09kEIcNbwKLhDsmj6rTOLR2evLPf0N7V0MzAvF2eAnFLt2AzGNHeQvgAYv+c3IwFS7jSn28mpC13LirpLTmbix2ML5IiGZ+bQ+cKVTocW6xaeQAzURP5rELhKWdA2IwK+mkWt5kD0OMnhUBSQ1oRUe1i0vi53tvly5mSkOLKzXZxACoxmiuvX+a1hLCTTGGhQYXeecPrBkxMojvdA=='
