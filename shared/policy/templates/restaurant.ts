import type { DefaultPolicyOptions } from '../default-policy.ts'
import type { Policy } from '../policy.ts'
import {
  all,
  any,
  counted,
  fact,
  type IndustryTemplate,
  noEvidence,
  noWithdrawal,
  paymentReasons,
  reason,
  rule,
  serviceTerms,
  tradePolicy,
  words,
} from './template.ts'

/** Meals: the same day, a photo, the money at once; and deposits for a table. */
export const restaurant: IndustryTemplate = {
  id: 'restaurant',
  names: words('Restaurant', '餐饮'),
  about: words(
    'Meals on the day they came, with a photo; a table’s deposit until three hours before.',
    '餐品当天凭照片退款；订位订金提前 3 小时可退。',
  ),
  policy,
}

const table = fact('line.categories', 'contains', 'reservation')
const seatedAt = 'line.attributes.seated_at'
/** Meals spoil, tables are of a date: no law gives them back for a change of mind. */
const perishable = any(noWithdrawal, fact('line.legalClass', 'in', ['perishable', 'dated_service']))

function policy(options: DefaultPolicyOptions = {}): Policy {
  return tradePolicy(options, {
    terms: { ...serviceTerms(options), window: { days: 30, from: 'placed' }, because: 'within_window' },
    reasons: [
      reason('wrong_order', words('Something was wrong with the order', '餐品有误'), {
        fault: 'merchant',
        asks: ['photos'],
      }),
      reason('missing', words('A dish is missing', '少送'), { parent: 'wrong_order', fault: 'merchant' }),
      reason('wrong_dish', words('A wrong dish came', '送错'), {
        parent: 'wrong_order',
        fault: 'merchant',
        asks: ['photos'],
      }),
      reason('bad_food', words('Cold, spoiled, or something in it', '变质、变凉或有异物'), {
        fault: 'merchant',
        asks: ['photos', 'details'],
        materials: [words('A photo of the dish and of the receipt', '餐品与小票照片')],
      }),
      reason('late', words('It came too late', '送达过晚'), { fault: 'carrier' }),
      reason('no_show', words('I cannot come', '无法到店'), { noReason: true }),
      reason('cancelled', words('I want to cancel', '取消订单'), { noReason: true }),
      ...paymentReasons(),
    ],
    rules: [
      rule(
        'foreign_body',
        words('Something in the food: a person answers within the hour', '有异物：一小时内人工处理'),
        all(fact('claim.reason', 'eq', 'bad_food'), fact('answer.unwell', 'eq', 'yes')),
        {
          decision: 'review',
          lane: 'health',
          deadlines: { decide: 1, return: 1, inspect: 1, pay: 1, whole: 12 },
          because: words(
            'If you feel unwell, see a doctor. We call you within the hour.',
            '如有不适请及时就医，我们一小时内与您联系。',
          ),
        },
      ),
      rule(
        'bad',
        words('Wrong, cold or spoiled: a photo', '送错、变质：凭照片'),
        fact('claim.reason', 'in', ['wrong_dish', 'bad_food']),
        {
          evidence: { ...noEvidence, photos: 1 },
        },
      ),
      rule(
        'late',
        words('More than an hour late: half is paid back, and the meal is yours', '晚到一小时以上：退一半，餐品保留'),
        all(fact('claim.reason', 'eq', 'late'), fact('answer.minutes_late', 'gte', 60)),
        { resolutions: ['keep_item', 'refund'], keepItemPercent: 5000 },
      ),
      rule(
        'a_bit_late',
        words('Less than an hour late: a fifth', '晚到不足一小时：退 20%'),
        fact('claim.reason', 'eq', 'late'),
        {
          resolutions: ['keep_item', 'refund'],
          keepItemPercent: 2000,
        },
      ),
      rule(
        'table',
        words('A table: until three hours before', '订位：提前 3 小时'),
        all(table, fact('claim.noReason', 'eq', true), any(fact(seatedAt, 'gte', 3), fact(seatedAt, 'eq', 0))),
        {
          eligible: true,
          window: { days: 'none', from: 'placed' },
          because: words('There is still time to give the table to others.', '仍可将餐位留给他人。'),
        },
      ),
      rule(
        'table_kept',
        words('A table, later: the deposit is kept', '订位逾时：不退订金'),
        all(table, perishable, fact('claim.noReason', 'eq', true)),
        {
          eligible: false,
          because: words('The table was kept for you.', '已为您保留餐位。'),
        },
      ),
      rule(
        'cooked',
        words('A meal in the kitchen cannot be cancelled', '已开始制作的餐品不可取消'),
        all(fact('claim.noReason', 'eq', true), perishable, fact('line.attributes.kitchen', 'eq', 'started')),
        { eligible: false, because: words('It is being cooked for you.', '餐品已在制作。') },
      ),
      rule('same_day', words('Elsewhere: on the day of the meal', '其他地区：当天提出'), noWithdrawal, {
        window: { days: 1, from: 'placed' },
      }),
    ],
    parts: {
      legalClasses: counted('perishable', 'Food, Beverages & Tobacco > Food Items', 'Prepared Foods'),
      attributes: [
        { of: 'line', key: 'seated_at', type: 'time', labels: { en: 'Time of the table', 'zh-CN': '就餐时间' } },
        { of: 'line', key: 'kitchen', type: 'text', labels: { en: 'Kitchen', 'zh-CN': '后厨状态' } },
      ],
      questions: [
        {
          code: 'minutes_late',
          kind: 'number',
          labels: { en: 'How many minutes late?', 'zh-CN': '晚了多少分钟？' },
          required: true,
          reasons: ['late'],
        },
        {
          code: 'unwell',
          kind: 'choice',
          labels: { en: 'Does anybody feel unwell?', 'zh-CN': '是否有人不适？' },
          options: [
            { value: 'no', labels: { en: 'No', 'zh-CN': '没有' } },
            { value: 'yes', labels: { en: 'Yes', 'zh-CN': '有' } },
          ],
          required: true,
          reasons: ['bad_food'],
        },
      ],
      checklists: { decide: [{ en: 'Ask the kitchen and the rider', 'zh-CN': '向后厨与骑手核实' }] },
      assumedTransitDays: 0,
    },
  })
}
