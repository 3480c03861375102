import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'

/**
 * The widget runs on pages of other origins. Answers reflect the origin without credentials, so that even a refusal
 * can be read; whether the origin may call is decided by the merchant's list (authenticate.ts).
 */
export const widgetCors: MiddlewareHandler<AppEnv> = async (c, next) => {
  const origin = c.req.header('origin')
  if (c.req.method === 'OPTIONS') {
    return new Response(null, {
      status: 204,
      headers: {
        'Access-Control-Allow-Origin': origin ?? '*',
        'Access-Control-Allow-Methods': 'GET, POST',
        'Access-Control-Allow-Headers':
          'Authorization, Amends-Merchant, Amends-Version, Content-Type, Idempotency-Key, Last-Event-ID, Range, X-Request-Id',
        'Access-Control-Max-Age': '7200',
        Vary: 'Origin',
      },
    })
  }
  const headers = c.get('headers')
  if (origin) headers['Access-Control-Allow-Origin'] = origin
  headers['Access-Control-Expose-Headers'] = 'X-Request-Id, Retry-After, Idempotency-Replayed, Content-Range'
  headers.Vary = 'Origin'
  await next()
}
