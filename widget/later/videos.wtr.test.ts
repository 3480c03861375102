import { expect } from '@open-wc/testing'
import type { OrderView } from '../../shared/api/order-view.schema.ts'
import { requestsByState } from '../testing/requests-by-state.ts'
import { order } from '../testing/sample-order.ts'
import { askingView } from '../testing/sample-questions.ts'
import { openWidget, type WidgetDriver } from '../testing/widget-driver.ts'

let widget: WidgetDriver
afterEach(() => widget.shop.restore())

function viewThatNeeds(evidence: { photos: number; videos: number }): OrderView {
  const [first, ...rest] = askingView.termsTable
  if (!first) throw new Error('there are terms')
  const needed = { documents: 0, detailLength: 0, ...evidence }
  const lines = askingView.lines.map((line) => ({
    ...line,
    answers: line.answers.map((answer) => ({ ...answer, questions: undefined })),
  }))
  return { ...askingView, lines, termsTable: [{ ...first, evidence: needed }, ...rest] }
}

/** On the reasons of one mug, for a change of mind that the shop wants to see. */
async function openReason(view: OrderView, lang = 'en') {
  widget = await openWidget({ identity: 'jwt', order: order.number, lang }, (shop) => {
    shop.order = view
  })
  await widget.press('item-check', '[data-line=mug]')
  await widget.press('continue')
  await widget.reach('reason')
  await widget.pickReason('mind')
  await widget.settle()
}

async function add(name: string, type = 'video/mp4', bytes = 2048): Promise<void> {
  const input = widget.at<HTMLInputElement>('video-input')
  const transfer = new DataTransfer()
  transfer.items.add(new File([new Uint8Array(bytes)], name, { type }))
  input.files = transfer.files
  input.dispatchEvent(new Event('change', { bubbles: true }))
  await widget.element.updateComplete
}

const state = () => widget.at('video').dataset.state
const uploads = () => widget.shop.calls.filter(({ path }) => path === '/evidence').length

describe('a reason that asks for videos', () => {
  for (const [lang, limits] of [
    ['en', /MP4, MOV or WebM, up to 50 MB and 5 minutes/],
    ['zh-CN', /MP4、MOV 或 WebM，每段不超过 50 MB、5 分钟/],
  ] as const) {
    it(`says what is taken before one is chosen, in ${lang}`, async () => {
      await openReason(viewThatNeeds({ photos: 1, videos: 1 }), lang)
      const input = widget.at<HTMLInputElement>('video-input')
      expect(widget.at('video-limits').innerText).to.match(limits)
      expect(input.getAttribute('aria-describedby')).to.equal('video-limits')
      expect(input.accept).to.equal('video/mp4,video/quicktime,video/webm')
      await widget.expectAccessible()
      await add('slow.mp4')
      await add('clip.txt.mov', 'video/x-other')
      await widget.expectAccessible()
    })
  }

  it('goes on when they are there, and says which kind is missing until then', async () => {
    await openReason(viewThatNeeds({ photos: 1, videos: 1 }))
    await widget.addFile('photo.png', 'image/png')
    await widget.until(() => widget.at('file').dataset.state === 'saved', 'the photo')
    await widget.press('continue')
    expect(widget.root.activeElement).to.equal(widget.at('videos'))
    expect(widget.at('videos').innerText).to.match(/A video is needed/)
    expect(widget.at('evidence').hasAttribute('data-invalid')).to.equal(false)
    await add('clip.mov', 'video/quicktime')
    expect(state()).to.equal('uploading')
    await widget.until(() => state() === 'saved', 'the video')
    expect(widget.root.querySelectorAll('[data-t="file"]').length).to.equal(1)
    await widget.press('continue')
    await widget.reach('money')
  })

  it('waits for one that is on its way, and forgets one that is cancelled', async () => {
    await openReason(viewThatNeeds({ photos: 0, videos: 1 }))
    expect(widget.has('evidence')).to.equal(false)
    await add('slow.mp4')
    await widget.until(() => widget.at('video').innerText.includes('64%'), 'its progress')
    await widget.press('continue')
    expect(widget.at('videos').innerText).to.match(/still on its way/)
    await widget.press('video-remove')
    expect(widget.has('video')).to.equal(false)
    expect(uploads()).to.equal(0)
  })

  it('sends one again that did not arrive', async () => {
    await openReason(viewThatNeeds({ photos: 0, videos: 1 }))
    widget.shop.failures.push({ path: /evidence/, answer: 'silence' })
    await add('clip.mp4')
    await widget.until(() => state() === 'failed', 'the failure')
    await widget.expectAccessible()
    await widget.press('video-retry')
    await widget.until(() => state() === 'saved', 'the second try')
    expect([uploads(), widget.root.querySelectorAll('[data-t="video"]').length]).to.deep.equal([1, 1])
  })

  it('tells what is too large, or no video, before it is sent, and offers no second try', async () => {
    await openReason(viewThatNeeds({ photos: 0, videos: 1 }))
    await add('long.mp4', 'video/mp4', 52_428_801)
    expect(widget.at('video').innerText).to.match(/Larger than 50 MB/)
    await widget.press('video-remove')
    await add('clip.avi', 'video/x-msvideo')
    expect(widget.at('video').innerText).to.match(/Not readable/)
    expect(widget.has('video-retry')).to.equal(false)
    expect(uploads()).to.equal(0)
  })

  it('takes as many as the shop says', async () => {
    await openReason(viewThatNeeds({ photos: 0, videos: 1 }))
    await add('one.mp4')
    await add('two.webm', 'video/webm')
    expect(widget.has('video-input')).to.equal(false)
  })

  it('welcomes them where the reason asks and the policy does not insist', async () => {
    const reasons = askingView.reasons.map((reason) =>
      reason.code === 'mind' ? { ...reason, asks: ['videos' as const], materials: undefined, help: undefined } : reason,
    )
    await openReason({ ...viewThatNeeds({ photos: 0, videos: 0 }), reasons, questions: [] })
    expect(widget.at('videos').innerText).to.match(/Optional/i)
  })
})

describe('an answer to what staff asked', () => {
  it('carries videos too, apart from its photos', async () => {
    const asked = requestsByState.needs_info
    if (!asked) throw new Error('there is one')
    widget = await openWidget({ identity: 'jwt', request: asked.number }, (shop) =>
      shop.requests.set(asked.number, asked),
    )
    await widget.press('answer-open')
    await widget.until(() => widget.has('videos'), 'the part with videos')
    await widget.addFile()
    await add('clip.mp4')
    await widget.until(() => state() === 'saved' && widget.at('file').dataset.state === 'saved', 'both')
    expect(widget.root.querySelectorAll('[data-t="file"]').length).to.equal(1)
    await widget.expectAccessible()
    await widget.type('reply-text', 'Here it is, not moving.')
    await widget.press('answer-submit')
    await widget.reach('track')
    const sent = widget.shop.calls.find(({ path }) => path.includes('/commands/answer'))?.body as { evidence: string[] }
    expect(sent.evidence.length).to.equal(2)
  })
})
