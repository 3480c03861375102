import { pick } from './draw.ts'

/** Reasons the source does not know; drawn. They are codes of the demo merchant's policy (policy.ts). */
export const demoReasons = [
  'not_needed',
  'damaged_in_transit',
  'defective',
  'looks_different',
  'wrong_item',
  'missing_parts',
  'never_arrived',
  'charged_twice',
] as const
export type DemoReason = (typeof demoReasons)[number]

type Words = Record<DemoReason, readonly string[]>

const en: Words = {
  not_needed: [
    'It does not suit our kitchen after all. Unused, in its box.',
    'I ordered too many for the fair.',
    'The colour is lovely but not for this room.',
  ],
  damaged_in_transit: [
    'It arrived in pieces, the box had a dent on one side.',
    'One of them was broken when I opened the parcel.',
    'The handle has come off. I have kept the packaging.',
    'The rim is chipped.',
    'There is a long scratch on the front.',
    'The paint has rubbed off at the corner.',
  ],
  defective: [
    'It worked for two days, then stopped.',
    'The lid does not close.',
    'The seam came apart the first time we used it.',
  ],
  looks_different: [
    'Much smaller than I understood from the page.',
    'The pattern is different from the picture.',
    'It is plastic, the page says enamel.',
  ],
  wrong_item: [
    'I ordered the red one and received the pink one.',
    'This is a different design from what I ordered.',
    'Somebody else’s item was in my parcel.',
  ],
  missing_parts: ['The parcel was one short.', 'The set came without its lid.', 'I counted twice: two are missing.'],
  never_arrived: [
    'Tracking has not moved for two weeks.',
    'The carrier says delivered, but nothing came and the neighbours have not seen it.',
  ],
  charged_twice: ['My statement shows the same amount twice.', 'I was charged twice for one order.'],
}
const zh: Words = {
  not_needed: ['摆在家里不太合适，没用过，包装还在。', '买多了，想退掉一部分。', '颜色和房间不搭。'],
  damaged_in_transit: [
    '打开的时候已经碎了，纸箱一侧压瘪了。',
    '收到就断了，包装我留着。',
    '杯把掉了。',
    '杯口磕掉了一块。',
    '正面有一道长划痕。',
    '边角掉漆了。',
  ],
  defective: ['用了两天就不亮了。', '盖子盖不上。', '第一次用线缝就开了。'],
  looks_different: ['比页面上看起来小很多。', '花色和图片不一样。', '页面写的是搪瓷，收到的是塑料。'],
  wrong_item: ['下单的是红色，发来的是粉色。', '款式发错了。', '收到的是别人的商品。'],
  missing_parts: ['少发了一件。', '一套里缺了盖子。', '数了两遍，少两个。'],
  never_arrived: ['物流两周没有更新了。', '物流显示已签收，但我和邻居都没有收到。'],
  charged_twice: ['账单上同一笔金额扣了两次。', '一个订单扣了两次款。'],
}
const de: Words = {
  not_needed: ['Passt doch nicht in unsere Küche. Unbenutzt und im Karton.', 'Ich habe zu viele bestellt.'],
  damaged_in_transit: [
    'Kam zerbrochen an, der Karton war eingedrückt.',
    'Ein Stück war beim Auspacken kaputt.',
    'Der Rand ist abgeplatzt.',
    'Auf der Vorderseite ist ein langer Kratzer.',
  ],
  defective: ['Hat zwei Tage funktioniert, dann nicht mehr.', 'Der Deckel schließt nicht.'],
  looks_different: ['Viel kleiner, als die Seite vermuten lässt.', 'Das Muster ist anders als auf dem Bild.'],
  wrong_item: ['Rot bestellt, rosa bekommen.', 'Das ist ein anderes Modell.'],
  missing_parts: ['Im Paket fehlte ein Stück.', 'Der Deckel fehlt.'],
  never_arrived: ['Die Sendungsverfolgung steht seit zwei Wochen still.'],
  charged_twice: ['Der Betrag wurde zweimal abgebucht.'],
}
const fr: Words = {
  not_needed: ['Finalement, cela ne va pas dans notre cuisine. Jamais utilisé.', 'J’en ai commandé trop.'],
  damaged_in_transit: [
    'Arrivé en morceaux, le carton était enfoncé.',
    'Un article était cassé à l’ouverture.',
    'Le bord est ébréché.',
    'Il y a une longue rayure devant.',
  ],
  defective: ['Il a fonctionné deux jours, puis plus rien.', 'Le couvercle ne ferme pas.'],
  looks_different: ['Bien plus petit que sur la page.', 'Le motif est différent de la photo.'],
  wrong_item: ['Commandé en rouge, reçu en rose.', 'Ce n’est pas le modèle commandé.'],
  missing_parts: ['Il manquait un article dans le colis.', 'Le couvercle manque.'],
  never_arrived: ['Le suivi n’a pas bougé depuis deux semaines.'],
  charged_twice: ['Le même montant a été débité deux fois.'],
}

/** What a shopper would write about it, in the language of the locale or English. */
export function wordsOf(reason: DemoReason, locale: string, at: number): string {
  const words = locale.startsWith('zh') ? zh : locale.startsWith('de') ? de : locale.startsWith('fr') ? fr : en
  return pick(words[reason], at)
}
