import { boxesIn, type Mp4Box, type Mp4Part, malformed, u64 } from './mp4-boxes.ts'
import type { Spans } from './spans.ts'

/** What a fragment falls back on: by track, bytes of a sample that does not say its own (`trex`). */
export type SampleDefaults = ReadonlyMap<number, number>

export function sampleDefaults(part: Mp4Part, extends_: Mp4Box): SampleDefaults {
  return new Map(
    boxesIn(part, extends_)
      .filter(({ name }) => name === 'trex')
      .map(({ start }) => [part.u32(start + 4) ?? 0, part.u32(start + 16) ?? 0]),
  )
}

export function trackOfFragment(part: Mp4Part, fragment: Mp4Box): number {
  return part.u32(headerOf(part, fragment).start + 4) ?? 0
}

/** Where a fragment's samples of one track lie (ISO/IEC 14496-12, 8.8); says where they end. @throws Unsound malformed */
export function addFragment(
  part: Mp4Part,
  fragment: Mp4Box,
  { defaults, previousEnd, spans }: { defaults: SampleDefaults; previousEnd: number; spans: Spans | undefined },
): number {
  const header = headerOf(part, fragment)
  const flags = (part.u32(header.start) ?? 0) & 0xff_ffff
  let at = header.start + 8
  const field = (flag: number, bytes: number) => {
    if (!(flags & flag)) return undefined
    at += bytes
    return at - bytes
  }
  const baseAt = field(0x1, 8)
  field(0x2, 4)
  field(0x8, 4)
  const sizeAt = field(0x10, 4)
  const base = baseAt !== undefined ? u64(part, baseAt, header.path) : flags & 0x2_0000 ? part.at : previousEnd
  const size = sizeAt !== undefined ? part.u32(sizeAt) : defaults.get(trackOfFragment(part, fragment))
  let end = base
  for (const run of boxesIn(part, fragment).filter(({ name }) => name === 'trun')) {
    const { from, to } = runOf(part, run, { base, end, size: size ?? 0 })
    spans?.add(from, to, run.path, part.at + run.from)
    end = to
  }
  return end
}

function runOf(
  part: Mp4Part,
  run: Mp4Box,
  { base, end, size }: { base: number; end: number; size: number },
): { from: number; to: number } {
  const flags = (part.u32(run.start) ?? 0) & 0xff_ffff
  const count = part.u32(run.start + 4)
  let at = run.start + 8
  let from = end
  if (flags & 0x1) {
    from = base + ((part.u32(at) ?? 0) | 0)
    at += 4
  }
  if (flags & 0x4) at += 4
  const fields = [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag)
  if (count === undefined || from < 0 || at + count * fields.length * 4 > run.end)
    throw malformed(part, run.path, run.from)
  if (!(flags & 0x200)) return { from, to: from + count * size }
  let sum = 0
  const sizeAt = at + (flags & 0x100 ? 4 : 0)
  for (let sample = 0; sample < count; sample += 1) sum += part.u32(sizeAt + sample * fields.length * 4) ?? 0
  return { from, to: from + sum }
}

function headerOf(part: Mp4Part, fragment: Mp4Box): Mp4Box {
  const header = boxesIn(part, fragment).find(({ name }) => name === 'tfhd')
  if (!header || header.end - header.start < 8) throw malformed(part, `${fragment.path}/tfhd`, fragment.from)
  return header
}
