/** Where the admin is served; every link inside it starts with this. */
export const base = '/admin'

const listeners = new Set<() => void>()

export interface Place {
  /** Under the base: "/", "/requests/R-7K4M-Q2XD". */
  path: string
  search: URLSearchParams
}

export function place(): Place {
  const path = location.pathname.startsWith(base) ? location.pathname.slice(base.length) : location.pathname
  return { path: path.replace(/\/$/, '') || '/', search: new URLSearchParams(location.search) }
}

export function link(path: string): string {
  return path === '/' ? `${base}/` : `${base}${path}`
}

/** Goes to a page of the admin; `replace` leaves no step in the history. */
export function navigate(path: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(undefined, '', link(path))
  else history.replaceState(undefined, '', link(path))
  for (const listener of listeners) listener()
}

export function onNavigate(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('popstate', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('popstate', listener)
  }
}

/** Turns a plain press on a link of ours into a step of the history, without loading the page again. */
export function followLinks(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return
  const anchor = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement)
  if (!anchor || anchor.target || anchor.hasAttribute('download') || anchor.origin !== location.origin) return
  if (anchor.pathname !== base && !anchor.pathname.startsWith(`${base}/`)) return
  if (anchor.hash && anchor.pathname === location.pathname) return
  event.preventDefault()
  navigate(`${anchor.pathname.slice(base.length) || '/'}${anchor.search}`)
}
