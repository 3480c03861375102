import { type Loopback, outsideRefusal } from './outside-url.ts'
import type { Outside } from './ports.ts'

/**
 * By the runtime's fetch. Names cannot be resolved here, so only what is written in the URL is judged; Cloudflare's network
 * has no route from a Worker to private addresses (without a VPC binding, which is another API).
 */
export function edgeOutside(loopback: Loopback = 'refused'): Outside {
  return {
    refusal: (url) => outsideRefusal(url, loopback),
    async post(url, { headers, body, timeoutMs }) {
      const refused = outsideRefusal(url, loopback)
      if (refused) return { outcome: 'refused', why: refused }
      const signal = AbortSignal.timeout(timeoutMs)
      try {
        const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
        await response.body?.cancel()
        return { outcome: 'answered', status: response.status }
      } catch {
        return { outcome: signal.aborted ? 'timeout' : 'unreachable' }
      }
    },
  }
}
