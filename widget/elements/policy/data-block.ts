interface Trusted {
  createScript(text: string): string
}
type Factory = { createPolicy(name: string, rules: Trusted): Trusted }

let policy: Trusted | undefined

/**
 * A block of JSON-LD, which no browser runs. Trusted Types do not look at its type, so its text comes by a policy of ours,
 * made when the first is wanted.
 */
export function dataBlock(data: object): HTMLScriptElement {
  const block = document.createElement('script')
  block.type = 'application/ld+json'
  const rules: Trusted = { createScript: (text) => text }
  const { trustedTypes } = window as unknown as { trustedTypes?: Factory }
  policy ??= trustedTypes?.createPolicy('amends-data', rules) ?? rules
  block.text = policy.createScript(JSON.stringify(data))
  return block
}
