import { type Draw, pick } from '../draw.ts'

type Language = 'en' | 'zh' | 'de' | 'fr'
type Words = Record<Language, readonly string[]>

const said = {
  /** Staff to shopper. */
  question: {
    en: [
      'Could you send us one more photo, with the whole item and its packaging in the picture?',
      'Is the damage on one piece only, or on all of them?',
      'Could you tell us the number printed below the barcode? We want to check the batch.',
    ],
    zh: [
      '可以再拍一张照片吗？最好把整件商品和外包装都拍进去。',
      '是只有一件有问题，还是每一件都有？',
      '方便告诉我们条码下面的数字吗？我们想查一下是不是同一批次。',
    ],
    de: [
      'Könnten Sie uns noch ein Foto schicken, auf dem der ganze Artikel und die Verpackung zu sehen sind?',
      'Ist nur ein Stück betroffen oder alle?',
    ],
    fr: [
      'Pourriez-vous nous envoyer une autre photo, avec l’article entier et son emballage ?',
      'Un seul article est-il touché, ou tous ?',
    ],
  },
  answer: {
    en: [
      'Here it is. I hope one can see it.',
      'Only this one, the others are fine.',
      'I have added a photo of the box too.',
    ],
    zh: ['照片补上了，应该能看清楚。', '只有这一件，其他都是好的。', '外箱也拍了一张，请查收。'],
    de: ['Hier ist es, ich hoffe, man sieht es gut.', 'Nur dieses eine, die anderen sind in Ordnung.'],
    fr: ['La voici, j’espère que cela se voit bien.', 'Seulement celui-ci, les autres vont bien.'],
  },
  refusal: {
    en: [
      'Thank you for the photos. They show marks from use rather than from the journey, so we cannot refund this item. If you see it differently, tell us and a colleague will look again.',
      'The photo shows the item as it is described on its page. We are sorry that it is not what you hoped for; unused items can be returned within the return period.',
    ],
    zh: [
      '谢谢你的照片。从照片看是使用留下的痕迹，不是运输造成的，这件商品我们没有办法退款。如果你有不同看法，请告诉我们，会由另一位同事重新查看。',
      '照片里的商品与页面描述一致，很抱歉没有达到你的期待。未使用的商品可以在退货期内退回。',
    ],
    de: [
      'Vielen Dank für die Fotos. Sie zeigen Gebrauchsspuren und keinen Transportschaden, daher können wir diesen Artikel nicht erstatten. Wenn Sie das anders sehen, schreiben Sie uns, dann schaut eine Kollegin noch einmal darauf.',
    ],
    fr: [
      'Merci pour les photos. Elles montrent des traces d’usage et non un dommage de transport, nous ne pouvons donc pas rembourser cet article. Si vous n’êtes pas d’accord, dites-le-nous : une collègue regardera à nouveau.',
    ],
  },
  appeal: {
    en: ['It was like this when I opened the box. The second photo was taken at the door.'],
    zh: ['拆箱的时候就是这样的，第二张照片是在家门口拍的。'],
    de: ['Es war beim Auspacken schon so. Das zweite Foto ist an der Haustür entstanden.'],
    fr: ['Il était déjà comme cela à l’ouverture. La deuxième photo a été prise devant la porte.'],
  },
  nudge: {
    en: ['Is there any news? It was meant to be a present.', 'Could you tell me when I can expect the money?'],
    zh: ['请问有进展了吗？本来是要送人的。', '请问退款大概什么时候能到？'],
    de: ['Gibt es etwas Neues? Es sollte ein Geschenk sein.'],
    fr: ['Y a-t-il du nouveau ? C’était pour un cadeau.'],
  },
  praise: {
    en: ['Quick and friendly, thank you.', 'I saw the amount before I sent it off. More shops should do that.'],
    zh: ['很快，也很客气，谢谢。', '提交之前就看到能退多少钱，很放心。'],
    de: ['Schnell und freundlich, danke.'],
    fr: ['Rapide et aimable, merci.'],
  },
  blame: {
    en: ['It took longer than you said.', 'I had to explain it twice.'],
    zh: ['比说的时间久。', '同样的事情解释了两遍。'],
    de: ['Es hat länger gedauert als angekündigt.'],
    fr: ['C’était plus long qu’annoncé.'],
  },
} satisfies Record<string, Words>

export type Saying = keyof typeof said

/** What somebody would say, in the language of the order's shopper, or in English. */
export function say(what: Saying, locale: string, draw: Draw, about: string): string {
  const words: Words = said[what]
  const language = (['zh', 'de', 'fr'] as const).find((candidate) => locale.startsWith(candidate)) ?? 'en'
  return pick(words[language], draw(about, `says ${what}`))
}

/** Between colleagues, who speak English and Chinese. */
export const notes = [
  'Third case from this batch, I have told the warehouse.',
  '同一批次第三件，已经告诉仓库。',
  'Carrier confirms damage on the route, claim is filed.',
  '客户是老顾客，优先处理。',
] as const

export const mismatchNotes = ['The box came back without one of its cups.', '退回的包装里少了一件配件。'] as const
