import autocannon from 'autocannon'

export interface Asked {
  method: string
  path: string
  headers?: Record<string, string>
  body?: string
}

/** Requests per second at so many connections: each connection asks again as soon as it is answered. */
export async function requestsPerSecond(
  url: string,
  { connections, amount, next }: { connections: number; amount: number; next: () => Asked },
): Promise<number> {
  const started = performance.now()
  let last = started
  const running = autocannon({
    url,
    connections,
    amount,
    sampleInt: 50,
    // A disk that others keep busy makes a request wait, not fail.
    timeout: 60,
    requests: [{ setupRequest: (request) => ({ ...request, ...next() }) }],
  })
  running.on('response', () => {
    last = performance.now()
  })
  const result = await running
  if (result['2xx'] !== amount) {
    throw new Error(`${result['2xx']} of ${amount} answered 2xx: ${result.non2xx} other, ${result.errors} errors`)
  }
  return amount / ((last - started) / 1000)
}
