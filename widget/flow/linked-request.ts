/** The request that an e-mail's link names in the fragment of the page's address: `#amends=R-7K2M-9QXD`. */
export function linkedRequest(fragment = location.hash): string | undefined {
  return /^#amends=(R-[\w-]+)$/.exec(fragment)?.[1]
}
