const order = {
  number: '10042',
  placedAt: '2026-11-01T10:00:00Z',
  currency: 'EUR',
  customer: { id: 'c-1', name: 'Ann Lee', email: 'ann@example.com', country: 'DE' },
  taxesIncluded: true,
  lines: [{ id: 'l1', sku: 'CUP', title: 'Cup', quantity: 2, unitPrice: 1250, tax: 399 }],
  shipping: [{ id: 's1', title: 'Standard', amount: 495 }],
  payments: [
    {
      id: 'p1',
      method: 'card',
      provider: 'sandbox',
      reference: 'ch_1',
      amount: 2995,
      capturedAt: '2026-11-01T10:00:05Z',
    },
  ],
}

const settings = { expectedRevision: 1, arrival: { card: [2, 5] }, country: 'DE' }

/** Bodies by operation, valid under the contract: the tests parse each. */
export const examples: Record<string, unknown> = {
  merchantPutOrder: order,
  merchantQuote: { orderNumber: '10042', items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }] },
  merchantCreateRequest: { order: '10042', items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }] },
  merchantCommandRequest: { reason: 'As agreed on the phone' },
  ...policyBodies('merchant'),
  merchantSaveSettings: settings,
  merchantRedeemStoreCredit: { customer: 'c-1', currency: 'EUR', amount: 1500, order: '10058' },
  merchantReverseStoreCredit: { amount: 500 },
  merchantReportPayoutResult: { status: 'succeeded', reference: 'gift-card-9981' },
  webhooksCreate: { url: 'https://shop.example/hooks/refunds', events: ['request.completed', 'payout.failed'] },
  webhooksTest: {},
  shopLookup: { number: '10042', contact: 'ann@example.com', locale: 'en' },
  shopVerify: { challenge: 'CHALLENGE', code: '123456' },
  shopSubmit: { order: '10042', items: [{ line: 'l1', quantity: 1, reason: 'changed_mind' }], quotedTotal: 1250 },
  shopAddAccount: { kind: 'iban', holder: 'Ann Lee', number: 'DE89 3704 0044 0532 0130 00' },
  shopCommand: { expectedSeq: 1 },
  adminFirstAccount: {
    token: 'THE-ONE-TIME-TOKEN-FROM-THE-TERMINAL',
    name: 'Mei Chen',
    email: 'mei@shop.example',
    password: 'a long sentence is best',
  },
  adminSignIn: { email: 'mei@shop.example', password: 'a long sentence is best' },
  adminSignOut: {},
  adminCommand: { expectedSeq: 1 },
  ...policyBodies('admin'),
  adminSaveSettings: settings,
  adminSaveConnection: {
    expectedRevision: 0,
    credentials: { secretKey: 'rk_live_51KB2X8Q', webhookSecret: 'whsec_4RkB2X8QW4M7' },
  },
}

function policyBodies(group: string): Record<string, unknown> {
  const policy = { title: 'Returns and refunds', timezone: 'Europe/Berlin' }
  return {
    [`${group}SavePolicyDraft`]: { policy, expectedRevision: 0 },
    [`${group}ValidatePolicy`]: { policy },
    [`${group}SimulatePolicy`]: { limit: 1000 },
    [`${group}PublishPolicy`]: { expectedRevision: 3, note: 'Faulty and under 8 euros: keep it' },
    [`${group}RollBackPolicy`]: { note: 'The last one asked for photos of everything' },
    [`${group}SavePolicyCase`]: {
      name: 'A broken cup comes back in full',
      order: '10042',
      line: 'l1',
      reason: 'damaged_in_transit',
      photos: 1,
      at: '2026-11-10T12:00:00Z',
      expect: { decision: 'approve', amount: 'full' },
    },
    [`${group}RunPolicyCases`]: {},
  }
}
