import { type Database, prepareSql, type Row } from '../db/database.ts'

const findOrder = prepareSql(
  `SELECT o.customer_id, o.email_key,
     (SELECT COUNT(*) FROM evidence e
      WHERE e.merchant = o.merchant AND e.order_number = o.number AND (e.type LIKE 'video/%') = :isVideo) AS files,
     (SELECT COALESCE(SUM(e.bytes), 0) FROM evidence e
      WHERE e.merchant = o.merchant AND e.order_number = o.number AND (e.type LIKE 'video/%') = :isVideo) AS bytes
   FROM orders o WHERE o.merchant = :merchant AND o.number = :order`,
)

/** Videos are counted by themselves. */
export type EvidenceQuota = 'files' | 'videos'

export interface OrderEvidence {
  customerId?: string
  emailKey?: string
  /** Of the kind that is asked about. */
  files: number
  bytes: number
}

export async function readOrderEvidence(
  database: Database,
  merchant: string,
  order: string,
  kind: EvidenceQuota,
): Promise<OrderEvidence | undefined> {
  const row = (await database.read(findOrder({ merchant, order, isVideo: kind === 'videos' ? 1 : 0 })))[0]
  return row && { ...ownerOf(row), files: Number(row.files), bytes: Number(row.bytes) }
}

/** Nothing is inserted beyond the order's quota; a guard follows. */
export const insertEvidence = prepareSql(
  `INSERT INTO evidence (merchant, id, order_number, type, bytes, sha256, uploaded_at)
   SELECT :merchant, :id, :order, :type, :bytes, :sha256, :uploadedAt
   WHERE (SELECT COUNT(*) FROM evidence
          WHERE merchant = :merchant AND order_number = :order AND (type LIKE 'video/%') = (:type LIKE 'video/%')) < :mostFiles
     AND (SELECT COALESCE(SUM(bytes), 0) FROM evidence
          WHERE merchant = :merchant AND order_number = :order AND (type LIKE 'video/%') = (:type LIKE 'video/%')) + :bytes
       <= :mostBytes`,
)

const find = prepareSql(
  `SELECT e.type, e.bytes, e.order_number, o.customer_id, o.email_key FROM evidence e
   JOIN orders o ON o.merchant = e.merchant AND o.number = e.order_number
   WHERE e.merchant = :merchant AND e.id = :id`,
)

export interface StoredEvidence {
  type: string
  bytes: number
  order: string
  customerId?: string
  emailKey?: string
}

export async function readEvidence(
  database: Database,
  merchant: string,
  id: string,
): Promise<StoredEvidence | undefined> {
  const row = (await database.read(find({ merchant, id })))[0]
  return row && { ...ownerOf(row), type: String(row.type), bytes: Number(row.bytes), order: String(row.order_number) }
}

function ownerOf(row: Row): { customerId?: string; emailKey?: string } {
  return {
    customerId: row.customer_id == null ? undefined : String(row.customer_id),
    emailKey: row.email_key == null ? undefined : String(row.email_key),
  }
}
