export const BUDGET_BYTES: { firstLoad: number; whole: number; later: number; policy: number }

/** Brotli bytes of a built widget; `parts`, `laterParts` and `policyParts` by file add up to `whole`, `later` and `policy`. */
export function measureWidget(directory?: string): {
  firstLoad: number
  whole: number
  later: number
  policy: number
  parts: Record<string, number>
  laterParts: Record<string, number>
  policyParts: Record<string, number>
}

export function brotliBytes(path: string): number
