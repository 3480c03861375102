/** Of bytes, from one to before another. */
export interface ByteRange {
  from: number
  to: number
}

/**
 * The one range that a player asks for (RFC 9110, 14.1.2); undefined where it is none that we must know, several of them
 * among those: then the whole file is the answer. `unsatisfiable`: it begins behind the end.
 */
export function byteRangeOf(header: string | null, bytes: number): ByteRange | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=\s*(\d*)\s*-\s*(\d*)\s*$/i.exec(header ?? '') ?? []
  if (first === '' && last === '') return undefined
  if (first === '') return last === '0' ? 'unsatisfiable' : { from: Math.max(0, bytes - Number(last)), to: bytes }
  const from = Number(first)
  if (last !== '' && Number(last) < from) return undefined
  if (from >= bytes) return 'unsatisfiable'
  return { from, to: last === '' ? bytes : Math.min(bytes, Number(last) + 1) }
}
