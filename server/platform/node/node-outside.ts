import { lookup } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isLoopbackHost, isPublicAddress, type Loopback, outsideRefusal } from '../outside-url.ts'
import type { Outside, OutsideAnswer } from '../ports.ts'

class PrivateAddress extends Error {}

/** By node's own clients: they follow no redirect, and connect to the very address that was judged. */
export function nodeOutside({
  loopback = 'refused',
  resolve = lookup as LookupFunction,
}: {
  loopback?: Loopback
  /** For tests: what names resolve to. */
  resolve?: LookupFunction
} = {}): Outside {
  return {
    refusal: (url) => outsideRefusal(url, loopback),
    async post(text, { headers, body, timeoutMs }) {
      const refused = outsideRefusal(text, loopback)
      if (refused) return { outcome: 'refused', why: refused }
      const url = new URL(text)
      const isTried = loopback === 'allowed' && isLoopbackHost(url.hostname)
      const request = url.protocol === 'https:' ? requestHttps : requestHttp
      const signal = AbortSignal.timeout(timeoutMs)
      return new Promise<OutsideAnswer>((settle) => {
        const call = request(url, {
          method: 'POST',
          headers: { ...headers, 'Content-Length': String(Buffer.byteLength(body)) },
          // A kept connection was judged for another call; a new one is judged again.
          agent: false,
          lookup: isTried ? undefined : publicOnly(resolve),
          signal,
        })
        call.on('response', (response) => {
          settle({ outcome: 'answered', status: response.statusCode ?? 0 })
          response.destroy()
        })
        call.on('error', (error) => {
          if (error instanceof PrivateAddress) settle({ outcome: 'refused', why: 'private_address' })
          else settle({ outcome: signal.aborted ? 'timeout' : 'unreachable' })
        })
        call.end(body)
      })
    },
  }
}

/** Refuses a name when any of its addresses is not public: which one is tried first is not ours to choose. */
function publicOnly(resolve: LookupFunction): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '')
      const addresses = Array.isArray(found) ? found : [{ address: found, family: 4 }]
      const [first] = addresses
      if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
        return done(new PrivateAddress(`${hostname} is not on the public Internet`), '')
      }
      return options.all ? done(null, addresses) : done(null, first.address, first.family)
    })
  }
}
