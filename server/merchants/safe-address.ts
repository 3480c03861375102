/** What goes over it cannot be changed on the way: https, or plain http within this machine. */
export function isSafeAddress({ protocol, hostname }: URL): boolean {
  if (protocol === 'https:') return true
  return protocol === 'http:' && (/^(\[::1\]|127(\.\d+){3})$/.test(hostname) || /(^|\.)localhost$/.test(hostname))
}
