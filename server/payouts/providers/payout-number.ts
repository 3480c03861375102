/** Our number, where a provider repeats what it was given with a refund; others number their refunds in the same field. */
export function payoutNumberOf(text: string | null | undefined): string | undefined {
  return text?.startsWith('po_') ? text : undefined
}
