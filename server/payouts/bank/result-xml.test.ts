import { PaymentStatusReport } from 'iso20022.js'
import { expect, it } from 'vitest'
import { resultsOfXml } from './result-xml.ts'

const report = (ns = '') => `<?xml version="1.0" encoding="UTF-8"?>
<${ns}Document${ns ? ` xmlns:${ns.slice(0, -1)}` : ' xmlns'}="urn:iso:std:iso:20022:tech:xsd:pain.002.001.03">
 <${ns}CstmrPmtStsRpt>
  <${ns}GrpHdr><${ns}MsgId>M1</${ns}MsgId><${ns}CreDtTm>2026-11-24T10:00:00Z</${ns}CreDtTm><${ns}InitgPty><${ns}Nm>Bank</${ns}Nm></${ns}InitgPty></${ns}GrpHdr>
  <${ns}OrgnlGrpInfAndSts><${ns}OrgnlMsgId>bb-1</${ns}OrgnlMsgId><${ns}OrgnlMsgNmId>pain.001.001.09</${ns}OrgnlMsgNmId></${ns}OrgnlGrpInfAndSts>
  <${ns}OrgnlPmtInfAndSts><${ns}OrgnlPmtInfId>bb-1</${ns}OrgnlPmtInfId>
   <${ns}TxInfAndSts><${ns}OrgnlEndToEndId>po-1</${ns}OrgnlEndToEndId><${ns}TxSts>ACSC</${ns}TxSts></${ns}TxInfAndSts>
   <${ns}TxInfAndSts><${ns}OrgnlEndToEndId>po-2</${ns}OrgnlEndToEndId><${ns}TxSts>RJCT</${ns}TxSts>
     <${ns}StsRsnInf><${ns}Rsn><${ns}Cd>AC04</${ns}Cd></${ns}Rsn><${ns}AddtlInf>closed</${ns}AddtlInf></${ns}StsRsnInf></${ns}TxInfAndSts>
   <${ns}TxInfAndSts><${ns}OrgnlEndToEndId>po-3</${ns}OrgnlEndToEndId><${ns}TxSts>ACSP</${ns}TxSts></${ns}TxInfAndSts>
  </${ns}OrgnlPmtInfAndSts>
 </${ns}CstmrPmtStsRpt>
</${ns}Document>`

it('knows no words but the standard’s', () => {
  const odd = report().replaceAll(/ACSC|RJCT|ACSP/g, 'constructor')
  expect(resultsOfXml(odd)).toEqual([])
})

it('says nothing of a whole file whose parts have other fates', () => {
  const part = (status: string) =>
    `<OrgnlPmtInfAndSts><OrgnlPmtInfId>x</OrgnlPmtInfId><PmtInfSts>${status}</PmtInfSts></OrgnlPmtInfAndSts>`
  const of = (...statuses: string[]) =>
    resultsOfXml(report().replace(/<OrgnlPmtInfAndSts>[^]*<\/OrgnlPmtInfAndSts>/, statuses.map(part).join('')))
  expect(of('ACSC', 'RJCT')).toEqual([])
  expect(of('ACSP', 'RJCT')).toEqual([])
  expect(of('RJCT', 'RJCT')).toMatchObject([{ of: 'file', reference: 'bb-1', outcome: 'failed' }])
})

it('reads of a status report what another library reads', () => {
  const theirs = PaymentStatusReport.fromXML(report()).statusInformations.flatMap((status) =>
    status.type === 'transaction' ? [[status.originalEndToEndId, status.status, status.reason?.code]] : [],
  )
  expect(theirs).toEqual([
    ['po-1', 'ACSC', undefined],
    ['po-2', 'RJCT', 'AC04'],
    ['po-3', 'ACSP', undefined],
  ])
  const codes = { paid: 'ACSC', failed: 'RJCT', pending: 'ACSP', returned: '' }
  const ours = resultsOfXml(report())
  if ('unreadable' in ours) throw new Error(ours.unreadable)
  expect(ours.map(({ reference, outcome, reason }) => [reference, codes[outcome], reason])).toEqual(theirs)
})

it('reads it with a prefix to its names as well', () => {
  expect(resultsOfXml(report('iso:'))).toEqual(resultsOfXml(report()))
})

it('takes entries that are booked alone, and reads older notifications', () => {
  const entry = (status: string, more = '') =>
    `<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>${status}</Sts><NtryDtls><TxDtls>
      <Refs><EndToEndId>po-1</EndToEndId></Refs>${more}</TxDtls></NtryDtls></Ntry>`
  const of = (entries: string) =>
    resultsOfXml(`<Document><BkToCstmrDbtCdtNtfctn><Ntfctn>${entries}</Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`)
  expect(of(entry('PDNG'))).toEqual([])
  const paid = {
    reference: 'po-1',
    of: 'transfer',
    outcome: 'paid',
    reason: undefined,
    amount: '1.00',
    currency: 'EUR',
  }
  expect(of(entry('BOOK'))).toEqual([paid])
  expect(of(entry('BOOK') + entry('BOOK', '<RtrInf><Rsn><Cd>MD07</Cd></Rsn></RtrInf>'))).toEqual([
    paid,
    { ...paid, outcome: 'returned', reason: 'MD07' },
  ])
})
