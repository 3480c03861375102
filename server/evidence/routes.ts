import { adminContracts } from '../../shared/api/admin.schema.ts'
import { shopContracts } from '../../shared/api/shop.schema.ts'
import { type Route, route } from '../http/route.ts'
import { fileResponse } from './file-response.ts'
import { readEvidenceFile } from './read-file.ts'
import { uploadEvidence } from './upload-evidence.ts'

export const evidenceRoutes: Route[] = [
  route(shopContracts.uploadEvidence, ({ ports, merchant, caller, params, body, idempotency }) =>
    uploadEvidence(ports, { merchant: merchant.id, caller, order: params.number, file: body, idempotency }),
  ),
  route(shopContracts.evidence, async ({ ports, merchant, caller, params, request }) =>
    fileResponse(await readEvidenceFile(ports, { merchant: merchant.id, caller, id: params.id }), request.headers),
  ),
  route(adminContracts.evidence, async ({ ports, merchant, caller, params, request }) =>
    fileResponse(await readEvidenceFile(ports, { merchant: merchant.id, caller, id: params.id }), request.headers),
  ),
]
