import type { ShopperCaller } from '../http/call.ts'
import type { Ports } from '../platform/ports.ts'
import { openRequest, requestSeq } from './get-request.ts'

/** A stream ends by itself: on workerd nobody says that the reader left. The widget reconnects with Last-Event-ID. */
const lifeMs = 50_000
const pollMs = 1000
const heartbeatEvery = 15

/** Server-sent events: `change` with the new seq as its id, at once when the reader's last one is older. */
export async function streamRequest(
  ports: Ports,
  input: { merchant: string; number: string; shopper: ShopperCaller; request: Request },
): Promise<Response> {
  const { merchant, number, request } = input
  const { seq: opened } = await openRequest(ports, input)
  const lastSeen = Number(request.headers.get('last-event-id') ?? Number.NaN)
  const encoder = new TextEncoder()
  let isCancelled = false
  request.signal.addEventListener('abort', () => {
    isCancelled = true
  })
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => controller.enqueue(encoder.encode(text))
      let known = Number.isNaN(lastSeen) ? opened : lastSeen
      try {
        send('retry: 1000\n\n')
        for (let poll = 0; poll < lifeMs / pollMs && !isCancelled; poll++) {
          const seq = poll === 0 ? opened : await requestSeq(ports, merchant, number)
          if (seq !== known) {
            known = seq
            send(`event: change\nid: ${seq}\ndata: {"seq":${seq}}\n\n`)
          } else if (poll % heartbeatEvery === heartbeatEvery - 1) send(': still here\n\n')
          await new Promise((resolve) => setTimeout(resolve, pollMs))
        }
        if (!isCancelled) controller.close()
      } catch {
        // The reader left, or the database is going down: either way it asks again.
        isCancelled = true
      }
    },
    cancel() {
      isCancelled = true
    },
  })
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
  })
}
