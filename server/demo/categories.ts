import type { LegalClass } from '../../shared/order/order.ts'

/** What the shop sorts by. Each has a drawing (product-image.ts). */
export const categories = [
  'bags',
  'lunch',
  'lighting',
  'candles',
  'tableware',
  'baking',
  'clocks',
  'textiles',
  'garden',
  'stationery',
  'party',
  'christmas',
  'jewellery',
  'toys',
  'warmers',
  'signs',
  'frames',
  'storage',
  'bath',
  'sweets',
  'ornaments',
] as const
export type Category = (typeof categories)[number]

/**
 * Words of the source's description -> category; the first row that matches wins, `ornaments` is the rest. The order
 * is from the most to the least telling: a CHRISTMAS CAKE CASE is for Christmas, a T-LIGHT HOLDER is lighting although a
 * candle goes in.
 */
const keywords: readonly (readonly [Category, RegExp])[] = [
  ['warmers', /HOT WATER|HAND WARMER|SLIPPER/],
  ['christmas', /CHRISTMAS|XMAS|SANTA|REINDEER|SNOW|NOEL|BAUBLE|ADVENT|JINGLE/],
  ['sweets', /LOLLY MAKER|COOKIE CUTTER|JAM MAKING|PICK'?N'?MIX|CHOCOLATE BOX|SWEETIE/],
  ['lunch', /LUNCH|SNACK BOX|FOOD CONTAINER|BENTO|PICNIC|FLASK|DRINK/],
  ['party', /BUNTING|PARTY|BALLOON|GARLAND|PAPER CHAIN|BIRTHDAY|NAPKIN|CONFETTI|PAPER CUP|PAPER PLATE/],
  ['baking', /CAKE|BAKING|JELLY|RECIPE|KITCHEN|SCALES|ROLLING|SPOON|APRON|OVEN|MOULD|COOK|PASTRY|WHISK|SPICE/],
  ['lighting', /LIGHT|LANTERN|LAMP|CHANDELIER/],
  ['candles', /CANDLE|INCENSE|OIL BURNER|SCENT|POMANDER/],
  ['clocks', /CLOCK|HOURGLASS/],
  [
    'stationery',
    /CARD|PEN\b|PENS\b|PENCIL|NOTEBOOK|STICKER|WRAP|RIBBON|PAPER|TISSUE|JOURNAL|BOOK|TAPE|STAMP|ENVELOPE|CALCULATOR|ERASER|RULER/,
  ],
  ['bags', /\bBAGS?\b|SHOPPER|TOTE|PURSE|WALLET|CASE\b|BACKPACK|UMBRELLA/],
  ['jewellery', /NECKLACE|BRACELET|EARRING|\bRING\b|BROOCH|HAIR|CHARM|BEAD|DIAMANTE|KEY.?RING|KEYFOB|TIARA/],
  [
    'tableware',
    /MUG|CUP|TEA|SAUCER|BOWL|PLATE|COASTER|JUG|GLASS\b|TRAY|CUTLERY|DISH|MAT\b|PLACEMAT|COFFEE|BEAKER|TUMBLER/,
  ],
  ['signs', /SIGN|CHALKBOARD|BLACKBOARD|BLACK BOARD|LETTERS?\b|WALL ART|BLOCK WORD|MAGNET|HOOK|PLAQUE/],
  ['frames', /FRAME|MIRROR|PHOTO|ALBUM|PICTURE/],
  ['garden', /GARDEN|PLANT|FLOWER|SEED|HERB|WATERING|ZINC|BIRD|TROWEL|DAISY|KNEELING/],
  ['textiles', /CUSHION|TOWEL|DOORMAT|THROW|QUILT|RUG|CURTAIN|BLANKET|FABRIC|PEG/],
  ['bath', /SOAP|BATH|SPONGE|FLANNEL|PLASTER|COSMETIC|MANICURE|SHOWER|TOILET/],
  [
    'toys',
    /TOY|DOLL|GAME|JIGSAW|PUZZLE|SKIPPING|CHILD|KIDS|BABUSHKA|DOMINO|SPINNING|CRAFT|KNIT|SOLDIER|PLAY|INFLATABLE|MONEY BOX|PAINT|SPACEBOY/,
  ],
  ['storage', /BOX|TIN\b|TINS\b|JAR|BASKET|DRAWER|CABINET|STORAGE|RACK|HOLDER|HANGER|BOTTLE|CRATE|KNOB|BIN\b|STAND/],
]

/** Where people look for it beside its category: words -> tag. */
const tagWords: readonly (readonly [string, RegExp])[] = [
  ['fragile', /GLASS|CERAMIC|PORCELAIN|CHINA|TEACUP|MUG|MIRROR|CRYSTAL/],
  ['handmade', /WICKER|CROCHET|FELT|KNITTED|PAINTED|WOODEN/],
  ['seasonal', /CHRISTMAS|XMAS|EASTER|SANTA|REINDEER|VALENTINE/],
  ['bulky', /JUMBO|LARGE|CABINET|DOORMAT|CHAIR|TABLE\b/],
  ['gift', /GIFT|HEART|LOVE|CARD|TRINKET/],
  ['set', /\bSET\b|PACK OF|S\/\d|SET\//],
  ['vintage', /VINTAGE|ANTIQUE|RETRO|REGENCY|VICTORIAN/],
]

/**
 * Goods that statutes exclude from no-reason return, as a gift shop would state them: lettered pieces are made to order,
 * jam and growing kits perish, sponges and plasters are sealed for hygiene.
 */
const legalWords: readonly (readonly [LegalClass, RegExp])[] = [
  ['custom_made', /LARGE WOOD LETTERS|BLOCK LETTERS|ALPHABET HEARTS|INITIAL/],
  ['perishable', /GROW YOUR OWN|HERB.*POT|SEED|JAM MAKING SET WITH JARS/],
  ['sealed_hygiene', /SPONGE|PLASTERS IN TIN|FLANNEL|EARRING|LIP |MANICURE/],
]

export function categoryOf(description: string): Category {
  return keywords.find(([, words]) => words.test(description.toUpperCase()))?.[0] ?? 'ornaments'
}

export function tagsOf(description: string): string[] {
  return tagWords.filter(([, words]) => words.test(description.toUpperCase())).map(([tag]) => tag)
}

export function legalClassesOf(description: string): LegalClass[] {
  return legalWords.filter(([, words]) => words.test(description.toUpperCase())).map(([legalClass]) => legalClass)
}

const kept = new Set(['LED', 'LP', 'UK', 'USB', 'SPC', '3D', 'CD', 'DVD'])
const small = new Set(['of', 'and', 'with', 'in', 'the', 'for', 'to', 'a'])

/** "SET OF 3 CAKE TINS PANTRY DESIGN" -> "Set of 3 Cake Tins Pantry Design". */
export function titleOf(description: string): string {
  const words = description.replace(/[\s.]+$/, '').split(/\s+/)
  return words
    .map((word, index) => {
      if (kept.has(word)) return word
      const lower = word.toLowerCase()
      if (index > 0 && small.has(lower)) return lower
      return lower.replace(/(^|[-/+&(])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase())
    })
    .join(' ')
}
