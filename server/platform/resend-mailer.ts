import type { Mail, Mailer } from './ports.ts'

const timeoutMs = 15_000

/** resend.com by HTTP, for runtimes without sockets. Sending twice under one outbox id sends once (for 24 hours). */
export function resendMailer(apiKey: string, endpoint = 'https://api.resend.com/emails'): Mailer {
  return {
    async send({ id, from, to, subject, text, html }: Mail) {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json', 'Idempotency-Key': id },
        body: JSON.stringify({ from: `${quoted(from.name)} <${from.address}>`, to: [to], subject, text, html }),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      await response.body?.cancel()
      if (!response.ok) throw new Error(`resend answered ${response.status}`)
    },
  }
}

/** A display name as a quoted string (RFC 5322, 3.2.4): a shop's name cannot become an address. */
function quoted(name: string): string {
  return `"${name.replaceAll(/[\r\n]/g, ' ').replaceAll(/["\\]/g, '\\$&')}"`
}
