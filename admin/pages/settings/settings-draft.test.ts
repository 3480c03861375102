import { describe, expect, it } from 'vitest'
import { SettingsDouble } from '../../testing/settings-double.ts'
import { changesOf, draftOf, onTop, type SettingsDraft } from './settings-draft.ts'
import { problemsOf, serverProblems } from './settings-problems.ts'

const { saved } = new SettingsDouble({ id: 'u1', name: 'Mei', merchant: { timezone: 'Europe/London' } })
const draft = draftOf(saved)
const withCard = (earliest: string, latest: string): SettingsDraft => ({
  ...draft,
  arrival: { ...draft.arrival, card: { earliest, latest } },
})

describe('what is sent', () => {
  it('is nothing while nothing was changed, nor for spaces around what was', () => {
    expect(changesOf(draft, saved)).toEqual({})
    expect(changesOf({ ...draft, contact: { ...draft.contact, email: ' help@shop.example ' } }, saved)).toEqual({})
  })

  it('is the part that was changed, as a whole', () => {
    expect(changesOf(withCard('1', '4'), saved)).toEqual({ arrival: { card: [1, 4] } })
    expect(changesOf({ ...draft, country: '' }, saved)).toEqual({ country: null })
    const contact = { email: '', phone: '1', hours: { en: '', 'zh-CN': '9 到 5' } }
    expect(changesOf({ ...draft, contact }, saved)).toEqual({ contact: { phone: '1', hours: { 'zh-CN': '9 到 5' } } })
  })

  it('says of store credit how long it lives, or null for ever', () => {
    expect(changesOf({ ...draft, creditDays: ' 365 ' }, saved)).toEqual({ storeCredit: { expiresAfterDays: 365 } })
    const limited = { ...saved, storeCredit: { expiresAfterDays: 90 } }
    expect(changesOf(draftOf(limited), limited)).toEqual({})
    expect(changesOf({ ...draftOf(limited), creditDays: undefined }, limited)).toEqual({ storeCredit: null })
  })

  it('leaves the usual times out: they stay the usual when those change one day', () => {
    expect(changesOf(withCard('3', '7'), saved)).toEqual({ arrival: {} })
  })

  it('has a line of an address for each that was typed', () => {
    const [first] = draft.addresses
    if (!first) throw new Error('no address')
    const { returnAddresses } = changesOf({ ...draft, addresses: [{ ...first, lines: ' a \n\nb' }] }, saved)
    expect(returnAddresses).toEqual([
      { name: 'Lager Leipzig', lines: ['a', 'b'], country: 'DE', countries: ['DE', 'AT'] },
    ])
  })
})

describe('what is wrong', () => {
  it.each([
    [withCard('5', '2'), '/arrival/card'],
    [withCard('', '2'), '/arrival/card'],
    [withCard('1', '61'), '/arrival/card'],
    [withCard('1.5', '2'), '/arrival/card'],
    [withCard('-1', '2'), '/arrival/card'],
    [{ ...draft, creditDays: '' }, '/storeCredit/expiresAfterDays'],
    [{ ...draft, creditDays: '0' }, '/storeCredit/expiresAfterDays'],
    [{ ...draft, creditDays: '3651' }, '/storeCredit/expiresAfterDays'],
    [{ ...draft, creditDays: '1.5' }, '/storeCredit/expiresAfterDays'],
    [{ ...draft, contact: { ...draft.contact, email: 'help at shop' } }, '/contact/email'],
    [{ ...draft, names: { en: ' ', 'zh-CN': '' } }, '/names/en'],
    [{ ...draft, names: { en: 'x'.repeat(201) } }, '/names/en'],
    [
      { ...draft, addresses: [{ name: '', lines: '', country: 'GB', phone: '', countries: undefined }] },
      '/returnAddresses/0/name',
    ],
    [
      { ...draft, addresses: [{ name: 'A', lines: '', country: '', phone: '', countries: undefined }] },
      '/returnAddresses/0/country',
    ],
    [
      { ...draft, addresses: [{ name: 'A', lines: '', country: 'GB', phone: '', countries: [] }] },
      '/returnAddresses/0/countries',
    ],
    [
      { ...draft, addresses: [{ name: 'A', lines: 'a\n'.repeat(11), country: 'GB', phone: '', countries: undefined }] },
      '/returnAddresses/0/lines',
    ],
  ] as [SettingsDraft, string][])('is found at its field (%#)', (wrong, pointer) => {
    expect([...problemsOf(wrong).keys()]).toEqual([pointer])
  })

  it('by the server stands at the field it belongs to', () => {
    const errors = [
      '/arrival/card/1',
      '/returnAddresses/2/lines/0',
      '/contact/hours/en',
      '/names/zh-CN',
      '/country',
    ].map((pointer) => ({ pointer, message: 'no' }))
    expect([...serverProblems(errors).keys()]).toEqual([
      '/arrival/card',
      '/returnAddresses/2/lines',
      '/contact/hours/en',
      '/names/zh-CN',
      '/country',
    ])
  })

  it('is nothing in what is saved, nor in digits of another width', () => {
    expect(problemsOf(draft).size).toBe(0)
    expect(problemsOf(withCard('２', '５')).size).toBe(0)
  })
})

it('one’s own part goes on top of what somebody else saved, and theirs stay', () => {
  const double = new SettingsDouble({ id: 'u1', name: 'Mei', merchant: { timezone: 'Europe/London' } })
  double.saveAsOther({ names: { en: 'Theirs' }, arrival: { card: [1, 1] } }, 'Amara Osei')
  double.saveAsOther({ storeCredit: { expiresAfterDays: 700 } }, 'Amara Osei')
  const both = onTop(withCard('4', '6'), saved, double.saved)
  expect(changesOf(both, double.saved)).toEqual({ arrival: { card: [4, 6] } })
  expect(both.creditDays).toBe('700')
  expect(both.names.en).toBe('Theirs')
})
