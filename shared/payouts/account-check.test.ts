import fc from 'fast-check'
import { countrySpecs, isValidIBAN } from 'ibantools'
import { describe, expect, it } from 'vitest'
import { type AccountDetails, type AccountPayer, accountKinds, maskedNumber, payerOf } from './account.ts'
import { accountFaults, cleanAccount } from './account-check.ts'
import { accountKindsFor, payableKindsFor } from './payable-kinds.ts'

const faultsOf = (details: Partial<AccountDetails> & Pick<AccountDetails, 'kind'>) =>
  accountFaults(cleanAccount({ holder: 'Ann Lee', number: '', ...details })).map(
    ({ field, why, length }) => `${field}:${why}${length === undefined ? '' : `:${length}`}`,
  )

describe('an account', () => {
  it.each<[Partial<AccountDetails> & Pick<AccountDetails, 'kind'>, string[]]>([
    [{ kind: 'iban', number: 'DE89 3704 0044 0532 0130 00' }, []],
    [{ kind: 'iban', number: 'gb82 west 1234 5698 7654 32' }, []],
    [{ kind: 'iban', number: 'NO93 8601 1117 947' }, []],
    [{ kind: 'iban', number: 'ｇｂ８２　ｗｅｓｔ 1234 5698 7654 32' }, []],
    [{ kind: 'cn_bank_card', number: '６２２２ ０２１２ ３４５６ ７８９０ １２８', bankName: '中国银行' }, []],
    [{ kind: 'uk_bank', number: '３１９２６８１９', bank: '６０－１６－１３' }, []],
    [{ kind: 'alipay', number: '１３８００１３８０００' }, []],
    [{ kind: 'iban', number: '' }, ['number:missing']],
    [{ kind: 'iban', number: '4242 4242 4242 4242' }, ['number:form']],
    [{ kind: 'iban', number: 'ZZ89 3704 0044 0532 0130 00' }, ['number:country']],
    [{ kind: 'iban', number: 'DE89 3704 0044 0532 0130 0' }, ['number:length:22']],
    [{ kind: 'iban', number: 'DE89 3704 0044 0532 0130 01' }, ['number:checksum']],
    [{ kind: 'iban', number: 'DE89 3704 0044 0532 0130 00', holder: ' ' }, ['holder:missing']],
    [{ kind: 'iban', number: 'DE89 3704 0044 0532 0130 00', holder: '123' }, ['holder:form']],
    [{ kind: 'iban', number: 'DE89 3704 0044 0532 0130 00', holder: 'x'.repeat(71) }, ['holder:length:70']],
    [{ kind: 'cn_bank_card', number: '6222 0212 3456 7890 128', bankName: '中国银行', holder: '林子涵' }, []],
    [{ kind: 'cn_bank_card', number: '6222021234567890129', bankName: '中国银行' }, ['number:checksum']],
    [{ kind: 'cn_bank_card', number: '622202', bankName: '' }, ['number:form', 'bankName:missing']],
    [{ kind: 'cn_bank_card', number: '0000000000000000', bankName: '中国银行' }, ['number:checksum']],
    [{ kind: 'us_bank', number: '000123456789', bank: '110000000' }, []],
    [{ kind: 'us_bank', number: '000123456789', bank: '110000001' }, ['bank:checksum']],
    [{ kind: 'us_bank', number: '12', bank: '11000000' }, ['number:form', 'bank:length:9']],
    [{ kind: 'uk_bank', number: '31926819', bank: '60-16-13' }, []],
    [{ kind: 'uk_bank', number: '3192681', bank: '60-16' }, ['number:length:8', 'bank:length:6']],
    [{ kind: 'uk_bank', number: 'abc', bank: '' }, ['number:form', 'bank:missing']],
    [{ kind: 'paypal', number: 'ann@example.com' }, []],
    [{ kind: 'paypal', number: '13800138000' }, ['number:form']],
    [{ kind: 'alipay', number: '13800138000' }, []],
    [{ kind: 'alipay', number: '12345' }, ['number:form']],
    [{ kind: 'alipay', number: '+86 138-0013 8000', holder: '林子涵' }, []],
    [{ kind: 'alipay', number: '13800138000', holder: '' }, ['holder:missing']],
    [{ kind: 'alipay', number: '12345678901' }, ['number:form']],
    [{ kind: 'paypal', number: ' Ann@Example.com ', holder: '' }, []],
    [{ kind: 'paypal', number: 'ann@example', holder: '' }, ['number:form']],
    [{ kind: 'paypal', number: `${'a'.repeat(100)}@example.com`, holder: '' }, ['number:form']],
    [{ kind: 'paypal', number: '', holder: '' }, ['number:missing']],
  ])('%j has the faults %j', (details, faults) => {
    expect(faultsOf(details)).toEqual(faults)
  })

  it('knows the IBAN countries and lengths that ibantools knows', () => {
    for (const [country, { chars, IBANRegistry }] of Object.entries(countrySpecs)) {
      if (!IBANRegistry || chars == null) continue
      expect(faultsOf({ kind: 'iban', number: `${country}00${'0'.repeat(chars - 3)}` }), country).toEqual([
        `number:length:${chars}`,
      ])
    }
  })

  it('refuses an IBAN with one wrong character or two neighbours swapped, as ibantools does', () => {
    const good = 'DE89370400440532013000'
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 21 }), fc.integer({ min: 0, max: 9 }), (at, digit) => {
        const wrong = good.slice(0, at) + digit + good.slice(at + 1)
        expect(faultsOf({ kind: 'iban', number: wrong }).length === 0).toBe(isValidIBAN(wrong))
      }),
    )
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 20 }), (at) => {
        const swapped = good.slice(0, at) + good[at + 1] + good[at] + good.slice(at + 2)
        expect(faultsOf({ kind: 'iban', number: swapped }).length === 0).toBe(swapped === good)
      }),
    )
  })

  it('never shows more of a number than its country and last four digits', () => {
    expect(maskedNumber({ kind: 'iban', number: 'DE89370400440532013000' })).toBe('DE•••• 3000')
    fc.assert(
      fc.property(
        fc.constantFrom(...accountKinds.filter((kind) => payerOf(kind) === 'bank')),
        fc.stringMatching(/^[0-9]{10,30}$/),
        (kind, number) => {
          expect(maskedNumber({ kind, number }).replace(/[^0-9]/g, '').length).toBeLessThanOrEqual(6)
          expect(maskedNumber({ kind, number })).not.toContain(number.slice(2, -3))
        },
      ),
    )
  })

  it('knows a wallet by one name, however it is written, and forgets a holder that nobody asked for', () => {
    const written = (kind: 'alipay' | 'paypal', number: string) =>
      cleanAccount({ kind, number, holder: 'Ann Lee' }).number
    expect([written('alipay', '138 0013 8000'), written('alipay', '+8613800138000')]).toEqual(
      Array(2).fill('13800138000'),
    )
    expect(written('paypal', 'Ann.Lee-Wu@Example.COM')).toBe('ann.lee-wu@example.com')
    expect(cleanAccount({ kind: 'paypal', number: 'ann@example.com', holder: 'Ann Lee' }).holder).toBe('')
  })

  it('shows of a wallet what its owner knows it by, and little more', () => {
    expect(maskedNumber({ kind: 'alipay', number: '13800138000' })).toBe('138••••00')
    expect(maskedNumber({ kind: 'paypal', number: 'ann@example.com' })).toBe('a•••@example.com')
  })

  it('offers every country a kind that a bank can pay', () => {
    for (const country of ['CN', 'US', 'GB', 'DE', 'JP', 'ZZ']) {
      expect(accountKindsFor(country).some((kind) => payerOf(kind) === 'bank')).toBe(true)
    }
  })

  it.each<[string, string, AccountPayer[], string[]]>([
    ['CN', 'CNY', ['bank'], ['cn_bank_card']],
    ['CN', 'CNY', ['alipay'], ['alipay']],
    ['CN', 'CNY', ['bank', 'alipay', 'paypal'], ['alipay', 'cn_bank_card']],
    ['CN', 'USD', ['alipay', 'paypal'], []],
    ['US', 'USD', ['paypal'], ['paypal']],
    ['DE', 'EUR', ['bank', 'alipay', 'paypal'], ['iban', 'paypal']],
    ['DE', 'CNY', ['bank', 'paypal'], ['iban']],
    ['BR', 'BRL', ['paypal'], []],
    ['DE', 'EUR', [], []],
  ])('offers %s in %s, where %j pay, %j', (country, currency, payers, kinds) => {
    expect(payableKindsFor({ country, currency }, new Set(payers))).toEqual(kinds)
  })
})
