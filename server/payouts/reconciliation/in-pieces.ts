import type { Clock } from '../../platform/ports.ts'

/** So many go into one statement: as JSON well below what a parameter may hold on the edge. */
const pieceLength = 500

export function piecesOf<T>(items: readonly T[]): (readonly T[])[] {
  const count = Math.ceil(items.length / pieceLength)
  return Array.from({ length: count }, (_, index) => items.slice(index * pieceLength, (index + 1) * pieceLength))
}

/** A long list piece by piece. Others are answered between two: a database in this process never lets them by itself. */
export async function* inPieces<T>(clock: Pick<Clock, 'sleep'>, items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (const [index, piece] of piecesOf(items).entries()) {
    if (index > 0) await clock.sleep(0)
    yield piece
  }
}
