import { payoutContracts } from '../../../shared/api/payouts.schema.ts'
import { type Route, route } from '../../http/route.ts'
import { batchFile } from './batch-file.ts'
import { discardBatch } from './discard-batch.ts'
import { importResult } from './import-result.ts'
import { makeBatch } from './make-batch.ts'
import { markSent } from './mark-sent.ts'
import { previewBatch } from './preview-batch.ts'

export const bankRoutes: Route[] = [
  route(payoutContracts.previewBatch, ({ ports, merchant, caller, query }) =>
    previewBatch(ports, { merchant, me: caller }, query.currency),
  ),
  route(payoutContracts.makeBatch, ({ ports, merchant, caller, body, idempotency }) =>
    makeBatch(ports, { merchant, me: caller, idempotency }, body),
  ),
  route(payoutContracts.batchFile, ({ ports, merchant, caller, params, query }) =>
    batchFile(ports, { merchant: merchant.id, me: caller }, { ...params, ...query }),
  ),
  route(payoutContracts.batchSent, ({ ports, merchant, caller, params, idempotency }) =>
    markSent(ports, { merchant: merchant.id, me: caller, idempotency }, params.number),
  ),
  route(payoutContracts.discardBatch, ({ ports, merchant, caller, params, body, idempotency }) =>
    discardBatch(ports, { merchant: merchant.id, me: caller, idempotency }, { ...params, ...body }),
  ),
  route(payoutContracts.batchResult, ({ ports, merchant, caller, params, body }) =>
    importResult(ports, { merchant: merchant.id, me: caller }, { number: params.number, body }),
  ),
]
