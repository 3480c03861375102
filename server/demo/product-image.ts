import type { Product } from './catalogue.ts'
import { type Category } from './categories.ts'
import { hash } from './draw.ts'

/** Tones of one object: lit side, body, shaded side. */
export interface Tones {
  light: string
  body: string
  dark: string
}

/** The colour in the product's name, muted; the first word that matches wins. */
const named: readonly (readonly [RegExp, Tones])[] = [
  [/PINK|ROSE|FUSCHIA/, { light: '#ecc0c4', body: '#dd9fa6', dark: '#b9747e' }],
  [/RED|RETROSPOT|STRAWBERRY|CHERRY|POPPY/, { light: '#d98277', body: '#c4625a', dark: '#984741' }],
  [/BLUE|TURQ|AQUA|TEAL/, { light: '#a9c3d4', body: '#86a8c0', dark: '#5d8099' }],
  [/GREEN|APPLE|LEAF|HERB|WOODLAND/, { light: '#a9bfae', body: '#8aa893', dark: '#64836e' }],
  [/YELLOW|LEMON|DAISY|GOLD|BRASS/, { light: '#efd592', body: '#dfbb66', dark: '#b08a3e' }],
  [/PURPLE|LILAC|LAVENDER/, { light: '#c3b5d3', body: '#a593bb', dark: '#7b6a93' }],
  [/ORANGE|TERRACOTTA/, { light: '#e9b48d', body: '#d6925f', dark: '#a96a3c' }],
  [/BLACK|SKULL/, { light: '#5d6466', body: '#44494b', dark: '#2c3032' }],
  [/CHOCOLATE|BROWN|WICKER|WOOD|RUSTIC|NATURAL/, { light: '#c6a98a', body: '#ab8c6c', dark: '#7c5f41' }],
  [/SILVER|ZINC|METAL|STEEL|SLATE|GREY/, { light: '#c3cccd', body: '#a2aeb0', dark: '#76858a' }],
  [/IVORY|CREAM|WHITE|VINTAGE DOILY|CLEAR|GLASS/, { light: '#fdfcf9', body: '#f1ebdf', dark: '#cfc5b2' }],
]
const others: readonly Tones[] = [
  { light: '#a9bfae', body: '#8aa893', dark: '#64836e' },
  { light: '#a9c3d4', body: '#86a8c0', dark: '#5d8099' },
  { light: '#d98277', body: '#c4625a', dark: '#984741' },
  { light: '#efd592', body: '#dfbb66', dark: '#b08a3e' },
  { light: '#ecc0c4', body: '#dd9fa6', dark: '#b9747e' },
  { light: '#8ea9ab', body: '#6b8d90', dark: '#48686b' },
]

/** Wall, table, shadow. */
const grounds: readonly (readonly [string, string, string])[] = [
  ['#efe6da', '#e0d3c2', '#c8b8a3'],
  ['#dfe5e4', '#c9d2d0', '#aebab7'],
  ['#f0dfd8', '#e2cac0', '#c9aa9d'],
  ['#e3dfe6', '#d0cad6', '#b3aabb'],
  ['#dde4ea', '#c8d2da', '#a9b7c2'],
  ['#e7ead9', '#d5dac2', '#b8bf9f'],
]

const paper = '#faf5ec'
const wood = '#b08d68'
const brass = '#c9a24f'

type Drawing = (t: Tones, mark: (x: number, y: number, size: number) => string) => string

const drawings: Record<Category, Drawing> = {
  bags: (t, mark) =>
    `<path fill="none" stroke="${t.dark}" stroke-width="2.6" stroke-linecap="round" d="M24 26v-5a8 8 0 0 1 16 0v5"/>
<path fill="${t.body}" d="M16 24h32l3 28a3 3 0 0 1-3 3H16a3 3 0 0 1-3-3Z"/><path fill="${t.light}" d="M16 24h8l-2 31h-6a3 3 0 0 1-3-3Z"/>${mark(33, 40, 7)}`,
  lunch: (t, mark) =>
    `<path fill="none" stroke="${t.dark}" stroke-width="2.6" stroke-linecap="round" d="M26 24v-4a3 3 0 0 1 3-3h6a3 3 0 0 1 3 3v4"/>
<rect x="12" y="24" width="40" height="28" rx="5" fill="${t.body}"/><path fill="${t.light}" d="M17 24h30a5 5 0 0 1 5 5v5H12v-5a5 5 0 0 1 5-5Z"/>
<rect x="29" y="31" width="6" height="6" rx="1.4" fill="${paper}"/>${mark(32, 44, 4.5)}`,
  lighting: (t, mark) =>
    `<path fill="none" stroke="#7c756b" stroke-width="1.200" d="M32 4v12"/><path fill="#f6e2a8" opacity=".55" d="M32 22 52 54H12Z"/>
<path fill="${t.body}" d="M20 24a12 12 0 0 1 24 0v16a8 8 0 0 1-8 8h-8a8 8 0 0 1-8-8Z"/><path fill="${t.light}" d="M20 24a12 12 0 0 1 7-11v35a8 8 0 0 1-7-8Z"/>
<ellipse cx="33" cy="34" rx="6.500" ry="9" fill="#fbf0cf"/><path fill="#f2b65a" d="M33 27c3 4 4.200 6.400 4.200 8.600a4.200 4.200 0 0 1-8.400 0c0-2.200 1.200-4.600 4.200-8.600Z"/>${mark(33, 18, 3)}`,
  candles: (t) =>
    `<path fill="${t.body}" d="M19 25h26v24a4 4 0 0 1-4 4H23a4 4 0 0 1-4-4Z"/><path fill="${t.light}" d="M19 25h7v28h-3a4 4 0 0 1-4-4Z"/>
<ellipse cx="32" cy="25" rx="13" ry="3.200" fill="#f4e9dc"/><path fill="${paper}" d="M27 33h12v11H27z"/><path fill="none" stroke="${t.dark}" stroke-linecap="round" d="M30 37h6M31.500 40h3"/>
<path fill="none" stroke="#5b4a44" stroke-linecap="round" d="M32 25v-4"/><path fill="#f2b65a" d="M32 12c2.500 3 3.500 4.800 3.500 6.500a3.500 3.500 0 0 1-7 0c0-1.700 1-3.500 3.500-6.500Z"/>`,
  tableware: (t, mark) =>
    `<path fill="none" stroke="${t.dark}" stroke-width="4.200" d="M43 27h3a6.500 6.500 0 0 1 0 13h-4"/><path fill="${t.body}" d="M16 20h28v24a8 8 0 0 1-8 8H24a8 8 0 0 1-8-8Z"/>
<path fill="${t.light}" d="M16 20h8v32a8 8 0 0 1-8-8Z"/><ellipse cx="30" cy="20" rx="14" ry="3.600" fill="${paper}"/><ellipse cx="30" cy="20.600" rx="11.500" ry="2.400" fill="#8a6a4f"/>${mark(32, 36, 6)}`,
  baking: (t, mark) =>
    `<ellipse cx="32" cy="40" rx="21" ry="3.600" fill="${t.light}"/><path fill="${t.body}" d="M11 40a21 3.600 0 0 0 42 0v2a21 3.600 0 0 1-42 0Z"/><path fill="${t.dark}" d="M30 43h4v7h-4z"/><ellipse cx="32" cy="51.500" rx="11" ry="2.600" fill="${t.body}"/>
<path fill="#e8cfa6" d="M19 27h26v11a13 2.400 0 0 1-26 0Z"/><path fill="#fdf6ec" d="M19 27c0-5 6-7 13-7s13 2 13 7v4c-2 3-4 0-6.500 0S35 34 32 34s-4-3-6.500-3-4.500 3-6.500 0Z"/>
<circle cx="32" cy="18" r="3" fill="#c4625a"/>${mark(32, 35.5, 0)}`,
  clocks: (t) =>
    `<path fill="${t.dark}" d="m17 15 7-4 3 5-7 4ZM47 15l-7-4-3 5 7 4ZM20 49l-4 6h5l3-4ZM44 49l4 6h-5l-3-4Z"/><circle cx="32" cy="34" r="20" fill="${t.body}"/><path fill="${t.light}" d="M32 14a20 20 0 0 0-20 20h6a14 14 0 0 1 14-14Z"/>
<circle cx="32" cy="34" r="14.500" fill="${paper}"/><path fill="none" stroke="#4b4642" stroke-width="2" stroke-linecap="round" d="M32 25v9l6 4"/><circle cx="32" cy="34" r="1.600" fill="#4b4642"/>
<g fill="#b9b0a2"><circle cx="32" cy="22.500" r="1"/><circle cx="32" cy="45.500" r="1"/><circle cx="20.500" cy="34" r="1"/><circle cx="43.500" cy="34" r="1"/></g>`,
  textiles: (t, mark) =>
    `<path fill="${t.body}" d="M13 17q19 5 38 0 3 18 0 36-19-5-38 0-3-18 0-36Z"/><path fill="${t.light}" d="M13 17q9 2.500 13 2.600-4 16-1 30.800Q19 51 13 53q-3-18 0-36Z"/>
<path fill="none" stroke="${t.dark}" stroke-width=".9" stroke-dasharray="2 2" d="M16.500 21q15.500 3.500 31 0 2 14 0 28-15.500-3.500-31 0-2-14 0-28Z"/>${mark(33, 35, 8)}`,
  garden: (t, mark) =>
    `<path fill="none" stroke="#64836e" stroke-width="1.800" stroke-linecap="round" d="M32 36V19M32 30l-8-7M32 28l8-8"/><g fill="#8aa893"><path d="M24 23c-6 1-9-2-10-6 5-1 9 1 10 6ZM40 20c1-6 5-8 10-8 0 5-3 9-10 8Z"/></g><path fill="#a9bfae" d="M32 20c-4-4-4-8 0-13 4 5 4 9 0 13Z"/>
<path fill="${t.body}" d="M18 34h28l-4 18a3 3 0 0 1-3 2H25a3 3 0 0 1-3-2Z"/><path fill="${t.light}" d="M18 34h8l2 20h-3a3 3 0 0 1-3-2Z"/><rect x="16" y="31" width="32" height="6" rx="2" fill="${t.dark}"/>${mark(34, 45, 4.5)}`,
  stationery: (t, mark) =>
    `<path fill="#cfc7ba" d="M21 14h28v41H21z"/><path fill="#fff" d="M20 13h27v40H20z"/><path fill="${t.body}" d="M16 11h28a2 2 0 0 1 2 2v38a2 2 0 0 1-2 2H16Z"/><path fill="${t.dark}" d="M16 11h6v42h-6z"/>
<rect x="26" y="18" width="16" height="9" rx="1.400" fill="${paper}"/><path stroke="${t.dark}" stroke-linecap="round" d="M29 21.500h10M29 24h6"/>${mark(34, 40, 6)}
<path fill="#e2b65c" d="m50 20 3 1-5 30-2.500 3-1-4Z"/>`,
  party: (t) =>
    `<path fill="none" stroke="#8a8073" stroke-width="1.300" d="M2 15q30 15 60 0"/><path fill="${t.body}" d="m6 17 12 5-9 11Z"/><path fill="${paper}" d="m20 22 13 1-7 13Z"/><path fill="${t.dark}" d="m35 23 12-2-4 14Z"/><path fill="#dfbb66" d="m49 20 10-4 0 13Z"/>
<path fill="none" stroke="${t.dark}" stroke-width="1" d="M24 44q-3 6 1 12M41 42q4 7 0 13"/><ellipse cx="24" cy="39" rx="6" ry="7" fill="${t.light}"/><ellipse cx="41" cy="37" rx="6.500" ry="7.500" fill="${t.body}"/>`,
  christmas: (t, mark) =>
    `<path fill="none" stroke="#8a8073" stroke-width="1.200" d="M32 4v12"/><rect x="28.500" y="14" width="7" height="5" rx="1.200" fill="${brass}"/><circle cx="32" cy="36" r="18" fill="${t.body}"/><path fill="${t.light}" d="M32 18a18 18 0 0 0 0 36c-8-4-11-11-11-18s3-14 11-18Z"/>
<path fill="${paper}" opacity=".85" d="M14.500 32q17.500 7 35 0a18 18 0 0 1 0 8q-17.500 7-35 0a18 18 0 0 1 0-8Z"/>${mark(32, 39, 3.5)}`,
  jewellery: (t) =>
    `<path fill="#fbf7f0" d="M20 10h24l6 46H14Z"/><path fill="#ebe3d6" d="M38 10h6l6 46H40Z"/><path fill="none" stroke="${brass}" stroke-width="1.600" d="M23 13q-2 22 9 24 11-2 9-24"/>
<path fill="${t.body}" d="m32 36 5 5-5 9-5-9Z"/><path fill="${t.light}" d="m32 36-5 5 5 9Z"/><path fill="${t.dark}" d="M27 41h10l-5 9Z" opacity=".5"/>`,
  toys: (t, mark) =>
    `<circle cx="32" cy="22" r="11" fill="${t.body}"/><path fill="${t.body}" d="M16 44c0-10 6-14 16-14s16 4 16 14c0 8-7 11-16 11s-16-3-16-11Z"/><path fill="${t.light}" d="M16 44c0-9 5-13 11-13.700C23 36 23 48 27 54.600 20 53 16 50 16 44Z"/>
<ellipse cx="32" cy="23" rx="7.500" ry="7" fill="#f7e3d2"/><path fill="#7c5f41" d="M24.500 22c0-5 3-7 7.500-7s7.500 2 7.500 7c-3 0-5-2-6-4-2 3-5 4-9 4Z"/><g fill="#4b4642"><circle cx="29" cy="24" r="1"/><circle cx="35" cy="24" r="1"/></g><path fill="none" stroke="#c4625a" stroke-linecap="round" d="M30.500 27.200q1.500 1 3 0"/>${mark(32, 44, 6)}`,
  warmers: (t, mark) =>
    `<path fill="${t.dark}" d="M27 10h10v8H27z"/><path fill="${paper}" d="M25.500 8h13a1.500 1.500 0 0 1 0 4h-13a1.500 1.500 0 0 1 0-4Z"/><path fill="${t.body}" d="M26 18h12c1 4 9 4 9 12v18a7 7 0 0 1-7 7H24a7 7 0 0 1-7-7V30c0-8 8-8 9-12Z"/>
<path fill="${t.light}" d="M26 18h3c0 4-5 6-5 12v25a7 7 0 0 1-7-7V30c0-8 8-8 9-12Z"/>${mark(33, 39, 7)}`,
  signs: (t, mark) =>
    `<path fill="none" stroke="#8a8073" stroke-width="1.300" d="m14 25 18-14 18 14"/><circle cx="32" cy="10.500" r="1.800" fill="#76858a"/><rect x="10" y="24" width="44" height="26" rx="2.500" fill="${t.dark}"/><rect x="12" y="26" width="40" height="22" rx="1.500" fill="${t.body}"/>
<path stroke="${paper}" stroke-width="2" stroke-linecap="round" d="M19 33h26M23 38h18"/>${mark(32, 43.5, 2.6)}`,
  frames: (t) =>
    `<rect x="14" y="9" width="36" height="45" rx="2" fill="${t.dark}"/><rect x="14" y="9" width="34" height="43" rx="2" fill="${t.body}"/><path fill="${t.light}" d="M14 11a2 2 0 0 1 2-2h32l-5 5H19v33l-5 5Z"/><path fill="${paper}" d="M19 14h24v33H19z"/>
<path fill="#c9d8dc" d="M22 17h18v27H22z"/><circle cx="35" cy="23" r="3" fill="#efd592"/><path fill="#8aa893" d="m22 38 7-9 5 6 3-3 3 4v8H22Z"/>`,
  storage: (t, mark) =>
    `<path fill="${t.body}" d="M16 26h32v24a4 4 0 0 1-4 4H20a4 4 0 0 1-4-4Z"/><path fill="${t.light}" d="M16 26h8v28h-4a4 4 0 0 1-4-4Z"/><rect x="13.500" y="18" width="37" height="9" rx="3" fill="${t.dark}"/><circle cx="32" cy="15.500" r="2.800" fill="${t.dark}"/>
<rect x="25" y="33" width="15" height="13" rx="1.600" fill="${paper}"/>${mark(32.5, 39.5, 4)}`,
  bath: (t) =>
    `<rect x="14" y="36" width="36" height="9" rx="4.500" fill="${t.dark}"/><rect x="14" y="43" width="36" height="10" rx="5" fill="${t.body}"/><path fill="${t.light}" d="M19 43h9v10h-9a5 5 0 0 1 0-10Z"/><rect x="21" y="25" width="22" height="12" rx="5" fill="${paper}"/><rect x="21" y="25" width="22" height="5" rx="2.500" fill="#fff"/>
<g fill="#fff" opacity=".85"><circle cx="44" cy="20" r="4"/><circle cx="37" cy="15" r="2.600"/><circle cx="47" cy="12" r="1.800"/></g>`,
  sweets: (t, mark) =>
    `<path fill="#f6efe4" opacity=".9" d="M19 22h26l2 6v22a5 5 0 0 1-5 5H22a5 5 0 0 1-5-5V28Z"/><path fill="${t.body}" d="M17 34q15-6 30 0v16a5 5 0 0 1-5 5H22a5 5 0 0 1-5-5Z"/><rect x="18" y="14" width="28" height="8" rx="2" fill="${t.dark}"/><path fill="${t.light}" d="M18 14h28v3H18z"/>
<rect x="24" y="37" width="16" height="11" rx="1.500" fill="${paper}"/>${mark(32, 42.5, 3.6)}`,
  ornaments: (t, mark) =>
    `<path fill="none" stroke="#8a8073" stroke-width="1.300" d="M32 5v16"/><path fill="${t.body}" d="M32 53C20 44 13 37 13 29a9.500 9.500 0 0 1 19-3 9.500 9.500 0 0 1 19 3c0 8-7 15-19 24Z"/><path fill="${t.light}" d="M32 53C20 44 13 37 13 29a9.500 9.500 0 0 1 11-9.300C18 27 20 41 32 53Z"/>
<path fill="none" stroke="${wood}" stroke-width="1.600" stroke-linecap="round" d="m28 21 4 5 4-5"/>${mark(33, 36, 5)}`,
}

/** A flat drawing of the product: its kind by category, its colour and pattern by the words of its name. 64 by 64, no scripts, no styles. */
export function productImage(product: Pick<Product, 'sku' | 'description' | 'category'>): string {
  const chance = hash(product.sku)
  const tones = tonesOf(product)
  const [wall, table, shadow] = at(grounds, chance >>> 5)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><path fill="${wall}" d="M0 0h64v64H0z"/><path fill="${table}" d="M0 50h64v14H0z"/>
<ellipse cx="32" cy="54.500" rx="18" ry="2.800" fill="${shadow}"/>${drawings[product.category](tones, markOf(product.description, tones))}</svg>`
}

/** The colours of the thing, by its name or, where that has none, by its number. */
export function tonesOf({ sku, description }: Pick<Product, 'sku' | 'description'>): Tones {
  return named.find(([word]) => word.test(description))?.[1] ?? at(others, hash(sku))
}

/** Spots, stripes, a heart, a star or a flower, when the name says so. */
function markOf(description: string, tones: Tones) {
  const fill = /^#f/.test(tones.body) ? '#c4625a' : paper
  return (x: number, y: number, size: number): string => {
    if (size === 0) return ''
    const place = (shape: string) =>
      `<g transform="translate(${x} ${y}) scale(${size / 6})" fill="${fill}">${shape}</g>`
    if (/SPOT|POLKA|DOT/.test(description)) {
      return place(
        '<circle cx="-6" cy="-4" r="1.600"/><circle cy="-4" r="1.600"/><circle cx="6" cy="-4" r="1.600"/><circle cx="-3" r="1.600"/><circle cx="3" r="1.600"/><circle cx="-6" cy="4" r="1.600"/><circle cy="4" r="1.600"/><circle cx="6" cy="4" r="1.600"/>',
      )
    }
    if (/STRIPE/.test(description)) return place('<path d="M-8-5H8v2H-8zM-8-1H8v2H-8zM-8 3H8v2H-8z"/>')
    if (/HEART|LOVE|ROSE/.test(description))
      return place('<path d="M0 6C-5 2-7-.5-7-3a3.600 3.600 0 0 1 7-1.200A3.600 3.600 0 0 1 7-3C7-.5 5 2 0 6Z"/>')
    if (/STAR|SPACE|CHRISTMAS|SNOW/.test(description))
      return place('<path d="m0-7 1.900 4.800L7-2 3 1.300 4.400 6.500 0 3.600-4.400 6.500-3 1.300-7-2l5.100-.2Z"/>')
    if (/FLOWER|DAISY|PAISLEY|DOILY|WOODLAND|SUKI|GARDEN/.test(description)) {
      return place(
        '<circle cy="-4" r="2.600"/><circle cx="3.800" cy="-1.200" r="2.600"/><circle cx="2.400" cy="3.200" r="2.600"/><circle cx="-2.400" cy="3.200" r="2.600"/><circle cx="-3.800" cy="-1.200" r="2.600"/>',
      )
    }
    return ''
  }
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length]
  if (item === undefined) throw new Error('empty list')
  return item
}
