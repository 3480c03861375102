/** What somebody typed and has not sent: survives a reload, a lost session and a visit to another case. */
export type DraftKind = 'message' | 'ask' | 'note'

const prefix = 'amends.admin.draft'

export function readDraft(number: string, kind: DraftKind): string {
  return sessionStorage.getItem(`${prefix}.${number}.${kind}`) ?? ''
}

export function keepDraft(number: string, kind: DraftKind, text: string): void {
  const key = `${prefix}.${number}.${kind}`
  if (text === '') sessionStorage.removeItem(key)
  else sessionStorage.setItem(key, text)
}
