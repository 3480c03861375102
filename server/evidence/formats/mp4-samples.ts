import { boxesIn, entriesOf, type Mp4Box, type Mp4Part, malformed, u64 } from './mp4-boxes.ts'
import type { Mp4Track } from './mp4-tracks.ts'
import type { Spans } from './spans.ts'

/** Where the pictures and sounds of a track lie in the file, chunk by chunk (ISO/IEC 14496-12, 8.7). @throws Unsound */
export function addChunks(part: Mp4Part, track: Mp4Track, spans: Spans): void {
  const boxes = boxesIn(part, track.table)
  const find = (...names: string[]) => {
    const box = boxes.find(({ name }) => names.includes(name))
    if (!box) throw malformed(part, `${track.table.path}/${names[0]}`, track.table.from)
    return box
  }
  const offsets = find('stco', 'co64')
  const offsetBytes = offsets.name === 'co64' ? 8 : 4
  const chunks = entriesOf(part, offsets, offsets.start + 4, offsetBytes)
  const sizes = sizesOf(part, find('stsz', 'stz2'), track, boxes)
  const runs = find('stsc')
  const runCount = entriesOf(part, runs, runs.start + 4, 12)
  if (chunks > 0 && (runCount === 0 || part.u32(runs.start + 8) !== 1)) throw malformed(part, runs.path, runs.from)
  let run = 0
  let sample = 0
  for (let chunk = 1; chunk <= chunks; chunk += 1) {
    while (run + 1 < runCount && (part.u32(runs.start + 8 + (run + 1) * 12) ?? 0) <= chunk) run += 1
    const samples = part.u32(runs.start + 8 + run * 12 + 4) ?? 0
    const at = offsets.start + 8 + (chunk - 1) * offsetBytes
    const from = offsetBytes === 8 ? u64(part, at, offsets.path) : (part.u32(at) ?? 0)
    const length = sizes.between(sample, sample + samples)
    spans.add(from, from + length, offsets.path, part.at + at)
    sample += samples
  }
}

interface SampleSizes {
  /** Bytes of the samples from one to before another; those that do not exist have none. */
  between(first: number, end: number): number
}

function sizesOf(part: Mp4Part, box: Mp4Box, track: Mp4Track, boxes: readonly Mp4Box[]): SampleSizes {
  const fixed = box.name === 'stsz' ? (part.u32(box.start + 4) ?? 0) : 0
  const count = entriesOf(part, box, box.start + 8, fixed ? 0 : sizeBits(part, box) / 8)
  if (fixed) {
    const each = track.handler === 'soun' ? Math.max(fixed, soundFrameBytes(part, boxes)) : fixed
    return { between: (first, end) => Math.max(0, Math.min(end, count) - first) * each }
  }
  const sizeOf = sizeReader(part, box)
  return {
    between(first, end) {
      let sum = 0
      for (let sample = first; sample < Math.min(end, count); sample += 1) sum += sizeOf(sample)
      return sum
    },
  }
}

function sizeBits(part: Mp4Part, box: Mp4Box): number {
  if (box.name === 'stsz') return 32
  const bits = part.u8(box.start + 7) ?? 0
  if (bits !== 4 && bits !== 8 && bits !== 16) throw malformed(part, box.path, box.from)
  return bits
}

function sizeReader(part: Mp4Part, box: Mp4Box): (sample: number) => number {
  const at = box.start + 12
  switch (sizeBits(part, box)) {
    case 32:
      return (sample) => part.u32(at + sample * 4) ?? 0
    case 16:
      return (sample) => part.u16(at + sample * 2) ?? 0
    case 8:
      return (sample) => part.u8(at + sample) ?? 0
    default:
      return (sample) => ((part.u8(at + (sample >> 1)) ?? 0) >> (sample % 2 ? 0 : 4)) & 15
  }
}

/** QuickTime may call one frame of uncompressed sound a byte: its own description says better (QTFF, sound media). */
function soundFrameBytes(part: Mp4Part, boxes: readonly Mp4Box[]): number {
  const entries = boxes.find(({ name }) => name === 'stsd')
  if (!entries) return 0
  const entry = entries.start + 8
  const [version, channels, bits] = [part.u16(entry + 16) ?? 0, part.u16(entry + 24) ?? 0, part.u16(entry + 26) ?? 0]
  const plain = channels * Math.ceil(bits / 8)
  if (version !== 1) return plain
  const perPacket = part.u32(entry + 36) ?? 0
  const frame = part.u32(entry + 44) ?? 0
  return perPacket > 0 ? Math.ceil(frame / perPacket) : plain
}
