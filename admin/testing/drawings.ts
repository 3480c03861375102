/** Drawings that stand in for the shop's pictures and a shopper's photos. */
function drawing(viewBox: string, body: string): string {
  return `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${viewBox}">${body}</svg>`)}`
}

export const pictures = {
  shirt: drawing(
    '0 0 40 40',
    `<rect width="40" height="40" fill="#dfe6e2"/><path d="M14 9l-7 5 3 6 3-2v14h14V18l3 2 3-6-7-5c-1 2.500-3 3.500-6 3.500S15 11.500 14 9z" fill="#fbfbf8"/><path d="M14 9c1 2.500 3 3.500 6 3.500S25 11.500 26 9l-6 5.500z" fill="#d2d9d3"/><path d="M20 14.500V32" stroke="#cfd6cf" stroke-width="1"/><g fill="#b9c2ba"><circle cx="21.200" cy="18" r=".7"/><circle cx="21.200" cy="22.500" r=".7"/><circle cx="21.200" cy="27" r=".7"/></g>`,
  ),
  throw: drawing(
    '0 0 40 40',
    `<rect width="40" height="40" fill="#e9e0d2"/><path d="M9 13c4-2.500 18-2.500 22 0v16H9z" fill="#c9b08a"/><path d="M9 13c4-2.500 18-2.500 22 0v4.500c-4-2.500-18-2.500-22 0z" fill="#dcc7a4"/><path d="M9 21c4-2 18-2 22 0M9 25c4-2 18-2 22 0" stroke="#b59a72" stroke-width="1" fill="none"/><path d="M10 29v3m3-3v3m3-3v3m3-3v3m3-3v3m3-3v3m3-3v3" stroke="#c9b08a" stroke-width="1.200"/>`,
  ),
  napkin: drawing(
    '0 0 40 40',
    `<rect width="40" height="40" fill="#e4e6ee"/><path d="M8 24l12-11 12 11-12 8z" fill="#fff"/><path d="M8 24l12-5 12 5-12 8z" fill="#c5cbe0"/><path d="M17.500 25.500l2.500-3 2.500 3M18.300 24.600h3.400" stroke="#5d6aa0" stroke-width="1.100" fill="none" stroke-linecap="round"/>`,
  ),
  lamp: drawing(
    '0 0 40 40',
    `<rect width="40" height="40" fill="#f0e4dc"/><path d="M13 8h14l4 12H9z" fill="#fff6e8"/><path d="M13 8h14l1.300 4H11.700z" fill="#f2d9b4"/><path d="M18.500 20h3v5h-3z" fill="#8d6c57"/><path d="M20 24c5 0 6 3 6 5.500S24 33 20 33s-6-1-6-3.500 1-5.500 6-5.500z" fill="#b8765a"/>`,
  ),
  bag: drawing(
    '0 0 40 40',
    `<rect width="40" height="40" fill="#dde4ea"/><path d="M15 14v-2a5 5 0 0110 0v2" stroke="#4c6072" stroke-width="1.800" fill="none"/><rect x="10" y="13" width="20" height="20" rx="5" fill="#5f7890"/><rect x="13" y="22" width="14" height="8" rx="2.500" fill="#4c6277"/><path d="M13 18h14" stroke="#7f97ad" stroke-width="1.400"/>`,
  ),
  tea: drawing(
    '0 0 40 40',
    `<rect width="40" height="40" fill="#dfe7dd"/><path d="M10 19h16v5a8 8 0 01-16 0z" fill="#7fa08a"/><path d="M26 20.500c6-1 6 6-1 6" stroke="#7fa08a" stroke-width="2" fill="none"/><ellipse cx="18" cy="19" rx="8" ry="2" fill="#5d7c68"/><path d="M9 33h19" stroke="#a9bcae" stroke-width="1.600" stroke-linecap="round"/><path d="M16 14c-1-2 1-2.500 0-4.500M20 14c-1-2 1-2.500 0-4.500" stroke="#a9bcae" stroke-width="1.200" fill="none" stroke-linecap="round"/>`,
  ),
  dress: drawing(
    '0 0 40 40',
    `<rect width="40" height="40" fill="#e3e3ee"/><path d="M16 8v4l-2 2 1.500 5L11 33h18l-4.500-14 1.500-5-2-2V8h-1.500c0 3-4 3-5 0z" fill="#6c6f9e"/><path d="M15.500 19h9" stroke="#9a9cc4" stroke-width="1.400"/>`,
  ),
  shoe: drawing(
    '0 0 40 40',
    `<rect width="40" height="40" fill="#ece3e6"/><path d="M7 27c0-4 1-9 2-11l5 2c1 3 4 5 8 6s9 1.500 10.500 3.500c.600 1 .500 2.500 0 2.500H8c-.700 0-1-1-1-3z" fill="#8c5a68"/><path d="M7 28.500h26c.3 2-.3 3-1.500 3H8.500c-1.300 0-1.500-1.500-1.500-3z" fill="#fff"/><path d="M16 20l-2 1.500M19 22l-2 1.500" stroke="#fff" stroke-width="1.200" stroke-linecap="round"/>`,
  ),
} as const

/** By evidence id. */
export const photos: Readonly<Record<string, string>> = {
  ev_seam: drawing(
    '0 0 160 120',
    `<rect width="160" height="120" fill="#d9d4c8"/><path d="M-10 20C40 6 120 34 170 10V130H-10z" fill="#efece4"/><g stroke="#dcd7cb" stroke-width="1" fill="none"><path d="M0 40C50 28 110 52 160 36M0 56C50 44 110 68 160 52M0 72C50 60 110 84 160 68M0 88C50 76 110 100 160 84M0 104C50 92 110 116 160 100"/></g><path d="M78 12c-4 24 4 32 0 50-3 14-1 30 2 58" stroke="#c4bdae" stroke-width="3" fill="none"/><path d="M78 48c10 2 14 8 12 18-2 12-8 20-15 23 3-14 6-26 3-41z" fill="#5d574b"/><path d="M80 52c5 4 7 9 5 16-2 8-5 12-8 15 1-10 4-20 3-31z" fill="#38332b"/><g stroke="#efece4" stroke-width="1.200" fill="none"><path d="M77 55l10 3M79 63l11 1M78 71l9 3M77 79l6 4"/></g>`,
  ),
  ev_box: drawing(
    '0 0 160 120',
    `<rect width="160" height="120" fill="#cfd6d6"/><path d="M0 86h160v34H0z" fill="#b6bfbf"/><path d="M34 44l46-16 46 16v46l-46 18-46-18z" fill="#c69c6d"/><path d="M34 44l46 17 46-17-46-16z" fill="#dcb889"/><path d="M80 61v47l46-18V44z" fill="#b0875a"/><path d="M56 36l46 17v12l8-3V50L64 33z" fill="#efe3cf" opacity=".8"/>`,
  ),
  ev_label: drawing(
    '0 0 160 120',
    `<rect width="160" height="120" fill="#e7e3d9"/><path d="M0 78c50-16 110 12 160-6v48H0z" fill="#d8d2c4"/><g transform="rotate(-7 80 56)"><rect x="48" y="18" width="66" height="80" rx="3" fill="#fdfdfb"/><path d="M58 32h46M58 40h34" stroke="#6a665d" stroke-width="3"/><path d="M58 54h46M58 61h40M58 68h44" stroke="#bdb8ac" stroke-width="2"/><text x="58" y="88" font-family="monospace" font-size="12" fill="#4f4b43">26-B</text></g>`,
  ),
}
