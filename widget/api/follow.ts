import type { ShopClient } from './client.ts'

const firstWaitMs = 1_000
const longestWaitMs = 30_000

/**
 * Server-sent events by fetch (EventSource cannot send headers). Calls back at every change; the server ends a stream
 * after 50 s and we resume by Last-Event-ID. After a failure the wait doubles up to 30 s. Returns the way to stop.
 */
export function follow(client: ShopClient, number: string, onChange: () => void): () => void {
  const stop = new AbortController()
  void run()
  return () => stop.abort()

  async function run(): Promise<void> {
    let lastEventId: string | undefined
    let waitMs = firstWaitMs
    while (!stop.signal.aborted) {
      try {
        const response = await client.stream(number, lastEventId, stop.signal)
        for await (const event of eventsOf(response)) {
          waitMs = firstWaitMs
          if (event.id) lastEventId = event.id
          if (event.name === 'change') onChange()
        }
      } catch {
        waitMs = Math.min(waitMs * 2, longestWaitMs)
      }
      await pause(waitMs, stop.signal)
    }
  }
}

export interface StreamEvent {
  name?: string
  id?: string
}

/** text/event-stream, as https://html.spec.whatwg.org/multipage/server-sent-events.html says: what we act on of it. */
export async function* eventsOf(response: Response): AsyncGenerator<StreamEvent> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let buffer = ''
  while (reader) {
    const { done, value } = await reader.read()
    if (done) return
    buffer += value
    const blocks = buffer.split(/\r?\n\r?\n/)
    buffer = blocks.pop() ?? ''
    for (const block of blocks) {
      const [, name] = /^event: ?(.*)/m.exec(block) ?? []
      const [, id] = /^id: ?(.*)/m.exec(block) ?? []
      if (name || id) yield { name, id }
    }
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })
}
