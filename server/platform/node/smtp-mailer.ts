import { createTransport } from 'nodemailer'
import type { Mail, Mailer } from '../ports.ts'

const timeoutMs = 15_000

/**
 * Any SMTP server, by URL: `smtps://user:password@host:465` or `smtp://user:password@host:587`, which upgrades by STARTTLS
 * and refuses not to unless the host is this machine. SMTP has no idempotency key: the outbox id is the Message-ID.
 */
export function smtpMailer(url: string): Mailer & { close(): void } {
  const { hostname, protocol } = new URL(url)
  const isLocal = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
  const transport = createTransport({
    url,
    pool: true,
    requireTLS: protocol === 'smtp:' && !isLocal,
    ignoreTLS: isLocal,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ id, from, to, subject, text, html }: Mail) {
      const domain = from.address.split('@')[1] ?? 'localhost'
      await transport.sendMail({
        // As objects: an address is never parsed out of a name that somebody chose.
        from,
        to: { name: '', address: to },
        subject,
        text,
        html,
        messageId: `<${id}@${domain}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    },
    close: () => transport.close(),
  }
}
