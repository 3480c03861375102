import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { figure, startI18n, t, tIn } from './i18n.ts'

describe('counts in words', () => {
  beforeAll(async () => {
    vi.stubGlobal('document', { documentElement: {} })
    await startI18n('en')
  })

  // Other files run in this process after it, and what they load looks for a document.
  afterAll(() => vi.unstubAllGlobals())

  it('are grouped, and still choose their plural', () => {
    expect(figure(3063)).toBe('3,063')
    expect(t('queue.range', { from: 3051, to: 3063, total: 3063 })).toBe('3,051–3,063 of 3,063')
    expect(t('simulate.others', { count: 1438 })).toBe('1,438 others')
    expect(t('simulate.others', { count: 1 })).toBe('1 other')
    expect(tIn('en', 'paging.arrived', { count: 12_000 })).toBe('12,000 new')
  })

  it('leave what only names something as it is known', () => {
    expect(t('editor.versionNumber', { version: 1024 })).toBe('Version 1024')
    expect(t('editor.hours.filled', { country: 'France', year: 2027 })).toContain('2027')
  })
})
