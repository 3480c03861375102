import { describe, expect, it } from 'vitest'
import { clock, daysBetween, dueFrom, exactTime, localDate, plainDate, shortDate } from './dates.ts'

const zone = 'Asia/Shanghai'
const en = { tag: 'en-GB', zone }
const zh = { tag: 'zh-CN', zone }
/** 26 Nov 2026, 14:20 in Shanghai. */
const now = Date.parse('2026-11-26T06:20:00Z')
const at = (local: string) => Date.parse(`${local}+08:00`)

describe('due', () => {
  it.each([
    ['2026-11-26T14:00', { late: true, unit: 'minutes', count: 20 }],
    ['2026-11-26T14:19:50', { late: true, unit: 'minutes', count: 1 }],
    ['2026-11-26T13:20', { late: true, unit: 'hours', count: 1 }],
    ['2026-11-24T14:20', { late: true, unit: 'days', count: 2 }],
    ['2026-11-26T15:05', { late: false, unit: 'minutes', count: 45 }],
    ['2026-11-26T21:09', { late: false, unit: 'hours', hours: 6, minutes: 49 }],
    ['2026-11-26T23:59', { late: false, unit: 'hours', hours: 9, minutes: 39 }],
    ['2026-11-27T09:00', { late: false, unit: 'tomorrow' }],
    ['2026-11-28T00:00', { late: false, unit: 'date' }],
  ])('%s', (local, due) => {
    expect(dueFrom(now, at(local), zone)).toEqual(due)
  })

  it('counts the hours of a night as hours, not as tomorrow', () => {
    const evening = at('2026-11-26T22:00')
    expect(dueFrom(evening, at('2026-11-27T01:30'), zone)).toEqual({
      late: false,
      unit: 'hours',
      hours: 3,
      minutes: 30,
    })
  })
})

describe('dates are the merchant’s', () => {
  it('takes the day of the zone, not of UTC', () => {
    expect(localDate(Date.parse('2026-11-26T16:30:00Z'), zone)).toBe('2026-11-27')
    expect(daysBetween(now, at('2026-11-27T00:01'), zone)).toBe(1)
  })

  it('writes the year only when it is another one', () => {
    expect(shortDate(at('2026-12-09T10:00'), now, en)).toBe('9 Dec')
    expect(shortDate(at('2027-01-13T10:00'), now, en)).toBe('13 Jan 2027')
    expect(shortDate(at('2026-12-09T10:00'), now, zh)).toBe('12月9日')
  })

  it('has the exact time with its zone', () => {
    expect(exactTime(at('2026-11-26T21:09'), en)).toBe('Thu, 26 Nov 2026, 21:09 GMT+8')
    expect(clock(at('2026-11-26T00:05'), en)).toBe('00:05')
  })

  it('does not move a date without a time', () => {
    expect(plainDate('2026-12-03', now, { ...en, zone: 'America/Los_Angeles' })).toBe('3 Dec')
  })
})
