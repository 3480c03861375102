import type { Merchant } from '../merchants/index.ts'

/**
 * Where the shopper follows a request: the merchant's own page, with `{order}` and `{request}` filled in, or the first
 * page that carries the widget, which opens on the request named in the fragment.
 */
export function trackUrlOf(
  { settings }: Pick<Merchant, 'settings'>,
  request: { number: string; order: string },
): string | undefined {
  const template = settings.trackUrl ?? (settings.origins[0] && `${settings.origins[0]}/#amends={request}`)
  return template
    ?.replaceAll('{order}', encodeURIComponent(request.order))
    .replaceAll('{request}', encodeURIComponent(request.number))
}
