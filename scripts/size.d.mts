export const BUDGET_BYTES: { firstLoad: number; whole: number; later: number }

/** Brotli bytes of a built widget; `parts` and `laterParts` by file, which add up to `whole` and `later`. */
export function measureWidget(directory?: string): {
  firstLoad: number
  whole: number
  later: number
  parts: Record<string, number>
  laterParts: Record<string, number>
}

export function brotliBytes(path: string): number
