export const BUDGET_BYTES: { firstLoad: number; whole: number }

/** Brotli bytes of a built widget; `parts` by file. */
export function measureWidget(directory?: string): { firstLoad: number; whole: number; parts: Record<string, number> }
