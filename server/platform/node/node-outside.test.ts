import type { LookupFunction } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Receiver, startReceiver } from '../../../test/support/receiver.ts'
import { edgeOutside } from '../edge-outside.ts'
import { nodeOutside } from './node-outside.ts'

let receiver: Receiver
beforeAll(async () => {
  receiver = await startReceiver()
})
afterAll(() => receiver.close())

const call = { headers: { 'Content-Type': 'application/json' }, body: '{"name":"Zoë"}', timeoutMs: 300 }

describe.each([
  ['node', nodeOutside({ loopback: 'allowed' }), nodeOutside()],
  ['the edge', edgeOutside('allowed'), edgeOutside()],
])('posting outside on %s', (name, trying, strict) => {
  const path = (end: string) => `/${name.replace(' ', '-')}/${end}`

  it('delivers the body as it is', async () => {
    receiver.answer(path('hooks'), 418)
    expect(await trying.post(receiver.url(path('hooks')), call)).toEqual({ outcome: 'answered', status: 418 })
    expect(receiver.heard(path('hooks'))).toMatchObject([
      { body: call.body, headers: { 'content-type': 'application/json', 'content-length': '15' } },
    ])
  })

  it('follows no redirect', async () => {
    receiver.answer(path('moved'), 308, { Location: receiver.url(path('target')) })
    expect(await trying.post(receiver.url(path('moved')), call)).toEqual({ outcome: 'answered', status: 308 })
    expect(receiver.heard(path('target'))).toEqual([])
  })

  it('does not wait for ever', async () => {
    receiver.answer(path('silent'), 'silent')
    expect(await trying.post(receiver.url(path('silent')), call)).toEqual({ outcome: 'timeout' })
  })

  it('says when nobody is there', async () => {
    const gone = await startReceiver()
    await gone.close()
    expect(await trying.post(gone.url('/'), call)).toEqual({ outcome: 'unreachable' })
  })

  it('reaches this machine only in the demo', async () => {
    const url = receiver.url(path('private'))
    expect(strict.refusal(url)).toBe('not_https')
    expect(await strict.post(url, call)).toEqual({ outcome: 'refused', why: 'not_https' })
    expect(await strict.post(url.replace('http:', 'https:'), call)).toEqual({
      outcome: 'refused',
      why: 'private_address',
    })
    expect(receiver.heard(path('private'))).toEqual([])
  })
})

describe('a public name with a private address', () => {
  const resolving = (...addresses: string[]): LookupFunction => {
    return (_hostname, _options, done) =>
      done(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
  }

  it.each([
    [['127.0.0.1']],
    [['::1']],
    [['10.0.0.7']],
    [['::ffff:169.254.169.254']],
    [['93.184.216.34', '192.168.0.1']],
    [[]],
  ])('%j is not connected to', async (addresses) => {
    const outside = nodeOutside({ loopback: 'allowed', resolve: resolving(...addresses) })
    const answer = await outside.post('https://rebinding.example:8443/', call)
    expect(answer).toEqual({ outcome: 'refused', why: 'private_address' })
  })

  it('is another matter than a name that does not resolve', async () => {
    const resolve: LookupFunction = (_hostname, _options, done) => done(new Error('ENOTFOUND'), '')
    expect(await nodeOutside({ resolve }).post('https://nowhere.example/', call)).toEqual({ outcome: 'unreachable' })
  })
})
