import { expect, it } from 'vitest'
import { eventsOf, type StreamEvent } from './follow.ts'

async function read(...chunks: string[]): Promise<StreamEvent[]> {
  const encoder = new TextEncoder()
  const body = new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk))
      controller.close()
    },
  })
  const events: StreamEvent[] = []
  for await (const event of eventsOf(new Response(body))) events.push(event)
  return events
}

it('reads events however they are cut', async () => {
  const text = 'event: change\nid: 7\ndata: {"seq":7}\n\n'
  const expected = [{ name: 'change', id: '7' }]
  expect(await read(text)).toEqual(expected)
  expect(await read(...text)).toEqual(expected)
  expect(await read(text.replaceAll('\n', '\r\n'))).toEqual(expected)
})

it('passes over comments and what never ended', async () => {
  expect(await read(': still here\n\n', 'event: half')).toEqual([])
})

it('ends with a stream that has no body', async () => {
  const events: StreamEvent[] = []
  for await (const event of eventsOf(new Response(null))) events.push(event)
  expect(events).toEqual([])
})
