import type { SectionKind } from '../../shared/policy/words/shopper-clause.ts'

/** Strokes on a grid of 24. */
const strokes: Record<SectionKind, string> = {
  window: '<rect x="3" y="5" width="18" height="16" rx="2"/><path d="M3 10h18M8 3v4M16 3v4M8 15l3 3 5-5"/>',
  condition: '<path d="m3 7.5 9-4.5 9 4.5v9L12 21l-9-4.5zM3 7.5l9 4.5 9-4.5M12 12v9M7.5 5.2l9 4.6"/>',
  freight:
    '<path d="M2 6h12v11H9M5 17H2v-4M14 9h4l4 4v4h-2M16 17h-2"/><circle cx="7" cy="17.5" r="2"/><circle cx="18" cy="17.5" r="2"/>',
  money:
    '<rect x="2" y="6" width="20" height="12" rx="2"/><circle cx="12" cy="12" r="2.5"/><path d="M6 10v4M18 10v4"/>',
  resolution: '<path d="M4 9h13l-3.5-3.5M20 15H7l3.5 3.5"/>',
  evidence:
    '<path d="M4 7h4l1.5-2.5h5L16 7h4a1.5 1.5 0 0 1 1.5 1.5v10H2.5v-10A1.5 1.5 0 0 1 4 7z"/><circle cx="12" cy="13" r="3.5"/>',
  time: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
  law: '<path d="M12 3v18M7 21h10M5 6h14M5 6l-3 7.5a3.2 3.2 0 0 0 6 0zM19 6l-3 7.5a3.2 3.2 0 0 0 6 0z"/>',
}

/** Beside words that say the same, so it is hidden from those who hear the page. */
export function pictogram(kind: SectionKind): string {
  return `<svg viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${strokes[kind]}</svg>`
}
