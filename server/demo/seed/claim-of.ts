import type { Refusal } from '../../../shared/errors.ts'
import { isRefusal } from '../../../shared/errors.ts'
import type { ClaimItem } from '../../../shared/lifecycle/commands.ts'
import type { Evaluation } from '../../../shared/policy/policy.ts'
import type { PastReturn } from '../derive-past-returns.ts'
import type { Draw } from '../draw.ts'
import type { PastRequest } from './past-request.ts'

/** Makes a photo of this line and gives the id under which it is kept. */
export type TakePhoto = (line: string | undefined, variant: number) => string

/**
 * What the shopper would have sent: as many photos as the policy asks for, a resolution that it offers. Lines that the
 * policy refuses are left out.
 */
export function claimItemsOf(
  request: PastRequest,
  evaluate: (item: ClaimItem) => Evaluation | Refusal,
  takePhoto: TakePhoto,
  draw: Draw,
): ClaimItem[] {
  // One picture of the opened parcel shows them all.
  const photos: string[] = []
  return request.claims.flatMap((claim, index): ClaimItem[] => {
    const about = `${request.key}/${index}`
    const bare: ClaimItem = {
      ...subjectOf(claim),
      reason: claim.reasonCode,
      evidence: [],
      resolution: claim.resolution,
    }
    const evaluation = evaluate(bare)
    if (isRefusal(evaluation) || !evaluation.eligible) return []
    const { resolutions, evidence } = evaluation.terms
    // Store credit is our own money: granting it cannot fail.
    const wanted = request.outcome === 'payout_failed' ? 'refund' : claim.resolution
    const resolution = resolutions.includes(wanted) ? wanted : resolutions[0]
    if (!resolution) return []
    const wantedPhotos = evidence.photos === 0 ? 0 : evidence.photos + (draw(about, 'one more photo') < 0.4 ? 1 : 0)
    const variant = Math.floor(draw(about, 'photo') * 6)
    const line = 'lineId' in claim ? claim.lineId : undefined
    while (photos.length < wantedPhotos) photos.push(takePhoto(line, variant + photos.length))
    return [
      {
        ...bare,
        resolution,
        details: claim.details,
        ...(claim.reasonCode === 'defective' ? { condition: 'used' as const } : {}),
        evidence: photos.slice(0, wantedPhotos),
      },
    ]
  })
}

function subjectOf(claim: PastReturn): { line: string; quantity: number } | { payment: string; quantity: number } {
  return 'lineId' in claim
    ? { line: claim.lineId, quantity: claim.quantity }
    : { payment: claim.paymentId, quantity: 1 }
}
