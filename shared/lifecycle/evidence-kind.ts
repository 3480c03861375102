/** As the terms count files. */
export const evidenceKinds = ['photos', 'videos', 'documents'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** Of a media type such as image/jpeg. */
export function evidenceKindOf(type: string): EvidenceKind {
  if (type.startsWith('image/')) return 'photos'
  return type.startsWith('video/') ? 'videos' : 'documents'
}

export function countEvidence(
  files: readonly string[],
  kindOf: (file: string) => EvidenceKind,
): Record<EvidenceKind, number> {
  const counts = { photos: 0, videos: 0, documents: 0 }
  for (const file of files) counts[kindOf(file)] += 1
  return counts
}
