/**
 * The address that a call's limits count against. Everybody can send X-Forwarded-For; only its last entries were written
 * by proxies of ours. With `trustedProxies` of them in front the caller is the entry that the outermost of them saw;
 * a shorter header did not come through all of them, and the socket decides.
 */
export function callerAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies = 0,
): string | undefined {
  if (trustedProxies === 0) return socketAddress
  const seen = (forwardedFor ?? '').split(',').map((entry) => entry.trim())
  return seen.at(-trustedProxies) || socketAddress
}
