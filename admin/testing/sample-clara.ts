import type { Actor } from '../../shared/lifecycle/request.ts'
import type { AdminDouble } from './admin-double.ts'
import { pictures } from './drawings.ts'
import { claraOrder, line, orderOf } from './sample-orders.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

const jonas: Actor = { kind: 'staff', id: 'u2', name: 'Jonas Weber' }
const mei: Actor = { kind: 'staff', id: 'u1', name: 'Mei Chen' }
const shopper: Actor = { kind: 'shopper' }

/** The case of the drawn request page. */
export const clara = 'R-7K4M-Q2XD'
/** Her order, what she asked for before, and what was said since. */
export function addClara(double: AdminDouble, now: number): void {
  const order = claraOrder(now)
  const before = orderOf(now, 200, {
    number: 'LH-18102',
    currency: 'EUR',
    customer: order.customer,
    lines: [line('l1', 'Linen shirt', 6320, { image: pictures.shirt })],
  })
  double.submit(
    'R-1D0N-E000',
    before,
    {
      items: [
        {
          line: 'l1',
          quantity: 1,
          reason: 'defective',
          evidence: ['ev_seam'],
          details: 'A torn seam',
          resolution: 'refund',
        },
      ],
    },
    now - 190 * dayMs,
  )
  double.act(
    'R-1D0N-E000',
    { type: 'decline', reason: 'Worn', message: 'It was worn beyond trying it on.' },
    mei,
    now - 189 * dayMs,
  )
  double.submit(
    clara,
    order,
    {
      items: [
        {
          line: 'l1',
          quantity: 1,
          reason: 'defective',
          details: 'Seam under the left arm is torn. I had only tried it on once.',
          condition: 'opened',
          evidence: ['ev_seam', 'ev_box', 'ev_label'],
          resolution: 'refund',
        },
        { line: 'l2', quantity: 1, reason: 'not_needed', evidence: [], resolution: 'refund' },
      ],
    },
    now - 21.5 * hourMs,
  )
  double.act(clara, { type: 'assign', to: 'u1' }, jonas, now - 21.4 * hourMs)
  double.act(
    clara,
    {
      type: 'note',
      text: 'Torn seam again, the eleventh from sewing batch 26-B in 7 days. Please ask for the care label before deciding.',
    },
    jonas,
    now - 9 * hourMs,
  )
  double.act(
    clara,
    {
      type: 'ask',
      text: 'Hello Clara, I am sorry the shirt arrived torn. Could you send one photo of the care label inside? You do not need to do anything for the throw.',
      wantsPhotos: true,
    },
    mei,
    now - 8 * hourMs,
  )
  double.act(
    clara,
    {
      type: 'answer',
      text: 'Of course, here it is. The throw goes back to the post office this afternoon.',
      evidence: ['ev_label'],
    },
    shopper,
    now - 3.5 * hourMs,
  )
}
