import { expect } from '@open-wc/testing'
import { type LitElement, render } from 'lit'
import type { AdminRequest } from '../../data/requests.ts'
import { startI18n } from '../../i18n/i18n.ts'
import { evidenceDialog } from './evidence-dialog.ts'

type Items = Pick<AdminRequest, 'items'>

const files = [
  { id: 'ev_photo', type: 'image/jpeg', bytes: 9 },
  { id: 'ev_video', type: 'video/quicktime', bytes: 9 },
  { id: 'ev_paper', type: 'application/pdf', bytes: 9 },
]
const request = { items: [{ evidence: files }] } as unknown as Items

let root: HTMLElement
let shown: string[]
before(() => startI18n('en'))
beforeEach(() => {
  root = document.createElement('div')
  document.body.append(root)
  shown = []
})
afterEach(async () => {
  // The dialog opens itself; one that is gone cannot.
  await root.querySelector<LitElement>('wa-dialog')?.updateComplete
  root.remove()
})

const open = (id: string) =>
  render(evidenceDialog(request, id, { show: (other) => shown.push(other), closed: () => {} }), root)
const video = () => root.querySelector<HTMLVideoElement>('[data-t="evidence-video"]')

describe('the viewer of evidence', () => {
  it('has a player with a name for a video, and a picture for a photo', () => {
    open('ev_video')
    expect(video()?.getAttribute('src')).to.equal('/v1/admin/evidence/ev_video')
    expect(video()?.controls).to.equal(true)
    expect(video()?.ariaLabel).to.equal('Video 2 of 3')
    open('ev_photo')
    expect(video()).to.equal(null)
    expect(root.querySelector('img')?.getAttribute('src')).to.equal('/v1/admin/evidence/ev_photo')
  })

  it('offers what the browser cannot play to another player', async () => {
    open('ev_video')
    const note = root.querySelector<HTMLElement>('[data-t="evidence-unplayable"]')
    expect(note?.hidden).to.equal(true)
    // Nothing answers at that address here, so nothing can be played.
    await new Promise((resolve) => video()?.addEventListener('error', resolve))
    expect(note?.hidden).to.equal(false)
    const link = note?.querySelector('a')
    expect([link?.getAttribute('href'), link?.hasAttribute('download')]).to.deep.equal([
      '/v1/admin/evidence/ev_video',
      true,
    ])
  })

  it('turns to the ones beside it', () => {
    open('ev_video')
    const [before, after] = root.querySelectorAll<HTMLButtonElement>('button:not([aria-label])')
    before?.click()
    after?.click()
    expect(shown).to.deep.equal(['ev_photo', 'ev_paper'])
  })
})
