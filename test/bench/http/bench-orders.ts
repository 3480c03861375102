/** Of one width, so that every request and answer has the same number of bytes. */
export function orderNumber(index: number): string {
  return `BENCH-${String(index).padStart(6, '0')}`
}

export function emailOf(order: string): string {
  return `${order.toLowerCase()}@shop.example`
}
