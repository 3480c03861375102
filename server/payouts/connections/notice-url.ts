import type { Ports } from '../../platform/ports.ts'

/** What a merchant enters at a provider as its webhook. */
export function noticeUrl({ settings }: Pick<Ports, 'settings'>, provider: string, publishableKey: string): string {
  return `${settings.url}/v1/hooks/${provider}/${publishableKey}`
}
