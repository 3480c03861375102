export type Theme = 'system' | 'light' | 'dark'

const storageKey = 'amends.admin.theme'
const order: readonly Theme[] = ['system', 'light', 'dark']

export function theme(): Theme {
  const kept = localStorage.getItem(storageKey)
  return kept === 'light' || kept === 'dark' ? kept : 'system'
}

export function applyTheme(next: Theme = theme()): void {
  if (next === 'system') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = next
}

/** System, light, dark, and round again. */
export function nextTheme(): Theme {
  const next = order[(order.indexOf(theme()) + 1) % order.length] ?? 'system'
  if (next === 'system') localStorage.removeItem(storageKey)
  else localStorage.setItem(storageKey, next)
  applyTheme(next)
  return next
}
