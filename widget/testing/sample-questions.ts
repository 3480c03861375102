import type { OrderView } from '../../shared/api/order-view.schema.ts'
import { inBoth } from './in-both.ts'
import { orderView } from './sample-order-view.ts'

/** The same order of a shop that asks questions of its own, has things to say, and gives more for what is unopened. */
export const askingView: OrderView = {
  ...orderView,
  reasons: orderView.reasons.map((reason) =>
    reason.code === 'mind'
      ? {
          ...reason,
          asks: [],
          help: inBoth('Most mugs fit after a warm rinse.', '多数杯子用温水冲洗后即可正常使用。'),
          materials: [inBoth('The box', '原包装盒'), inBoth('The order number', '订单号')],
          examples: [{ image: 'data:,', alt: inBoth('The rim from above', '杯口俯拍') }],
        }
      : reason,
  ),
  questions: [
    {
      code: 'where',
      kind: 'choice',
      labels: inBoth('Where is it now?', '商品现在在哪里？'),
      options: [
        { value: 'home', labels: inBoth('At home', '在家') },
        { value: 'store', labels: inBoth('At the store', '在门店') },
      ],
    },
    {
      code: 'colour',
      kind: 'choice',
      labels: inBoth('Which colour did you expect?', '您想要哪种颜色？'),
      options: ['Sage', 'Oat', 'Ink', 'Clay', 'Moss', 'Sand'].map((name) => ({
        value: name.toLowerCase(),
        labels: inBoth(name, name),
      })),
    },
    { code: 'days', kind: 'number', labels: inBoth('For how many days was it used?', '用了几天？') },
    {
      code: 'note',
      kind: 'text',
      labels: inBoth('Engraving, word for word', '刻字内容'),
      hint: inBoth('As on the cup', '与杯身一致'),
    },
    { code: 'label', kind: 'photo', labels: inBoth('A photo of the label', '标签照片') },
  ],
  lines: orderView.lines.map((each) => ({
    ...each,
    answers: each.answers.map((given) =>
      given.reason === 'mind'
        ? {
            ...given,
            depends: ['condition', 'answers'],
            questions: [
              { code: 'where', required: true },
              { code: 'colour', required: false },
              { code: 'days', required: false },
              { code: 'note', required: false },
              { code: 'label', required: false },
            ],
          }
        : given,
    ),
  })),
}
