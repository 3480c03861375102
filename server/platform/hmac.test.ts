import { afterEach, describe, expect, it } from 'vitest'
import { hmacText, sha256Hex, useDigests } from './hmac.ts'
import { nodeDigests } from './node/node-digests.ts'

const texts = ['', 'a', 'order|#10-é|😀', '\ud800', 'x'.repeat(64), 'y'.repeat(65_537)]

describe('digests', () => {
  afterEach(() => useDigests(undefined))

  it('are those of the specifications', async () => {
    // FIPS 180-4 example, RFC 4231 test case 2.
    for (const digests of [undefined, nodeDigests]) {
      useDigests(digests)
      expect(await sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
      expect(Buffer.from(await hmacText('Jefe', 'what do ya want for nothing?'), 'base64url').toString('hex')).toBe(
        '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
      )
    }
  })

  it('are the same at once and in another thread', async () => {
    const all = () => Promise.all(texts.flatMap((text) => [sha256Hex(text), hmacText('key of é', text)]))
    const theirs = await all()
    useDigests(nodeDigests)
    expect(await all()).toEqual(theirs)
  })
})
