/** Changes that move nothing: everything else in a file is found by its place. `bytes` absent: zeros. */
export interface Edit {
  from: number
  to: number
  bytes?: Uint8Array
}

/** Over one piece of the file, which begins at `at`; of edits that overlap the last one stands. */
export function applyEdits(edits: readonly Edit[], piece: Uint8Array, at: number): void {
  for (const { from, to, bytes } of edits) {
    const start = Math.max(from, at)
    const end = Math.min(to, at + piece.length)
    if (start >= end) continue
    if (bytes) piece.set(bytes.subarray(start - from, end - from), start - at)
    else piece.fill(0, start - at, end - at)
  }
}
