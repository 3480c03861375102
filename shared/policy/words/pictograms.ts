import type { SectionKind } from './shopper-clause.ts'

/** One path of strokes on a grid of 24 for each section, wherever shoppers read a policy. */
export const pictogramPaths: Readonly<Record<SectionKind, string>> = {
  window: 'M5 5h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2zM3 10h18M8 3v4M16 3v4M8 15l3 3 5-5',
  condition: 'm3 7.5 9-4.5 9 4.5v9L12 21l-9-4.5zM3 7.5l9 4.5 9-4.5M12 12v9M7.5 5.2l9 4.6',
  freight:
    'M2 6h12v11H9M5 17H2v-4M14 9h4l4 4v4h-2M16 17h-2M5 17.5a2 2 0 1 0 4 0a2 2 0 1 0-4 0M16 17.5a2 2 0 1 0 4 0a2 2 0 1 0-4 0',
  money:
    'M4 6h16a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zM9.5 12a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M6 10v4M18 10v4',
  resolution: 'M4 9h13l-3.5-3.5M20 15H7l3.5 3.5',
  evidence:
    'M4 7h4l1.5-2.5h5L16 7h4a1.5 1.5 0 0 1 1.5 1.5v10H2.5v-10A1.5 1.5 0 0 1 4 7zM8.5 13a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0',
  time: 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0M12 7v5l3.5 2',
  law: 'M12 3v18M7 21h10M5 6h14M5 6l-3 7.5a3.2 3.2 0 0 0 6 0zM19 6l-3 7.5a3.2 3.2 0 0 0 6 0z',
}
