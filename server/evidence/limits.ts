import { maxFilesPerItem, maxVideosPerOrder } from '../../shared/lifecycle/evidence-limits.ts'

const mebibyte = 1_048_576

/** Stated in docs/operations.md and told to the widget by /shop/config. */
export const evidenceLimits = {
  bytesPerFile: 10 * mebibyte,
  filesPerItem: maxFilesPerItem,
  filesPerOrder: 30,
  bytesPerOrder: 100 * mebibyte,
  /** Width times height as the header says it: what a viewer would have to unpack. */
  pixels: 100_000_000,
  videoBytes: 50 * mebibyte,
  /** Apart from the other files: three videos must not leave an order without room for its receipt. */
  videosPerOrder: maxVideosPerOrder,
  /** As the video says of itself. */
  videoSeconds: 300,
  /** 8K. */
  videoPixels: 36_000_000,
  videoTypes: ['video/mp4', 'video/quicktime', 'video/webm'],
  types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/heic', 'image/avif', 'application/pdf'],
} as const

export type EvidenceType = (typeof evidenceLimits.types)[number]
export type VideoType = (typeof evidenceLimits.videoTypes)[number]
