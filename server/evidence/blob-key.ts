/** Evidence ids are random, so a key can neither be guessed nor counted. */
export function blobKeyOf(merchant: string, evidence: string): string {
  return `evidence/${merchant}/${evidence}`
}
