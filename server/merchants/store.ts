import type { Database, Row, Statement } from '../db/database.ts'
import { prepareSql } from '../db/database.ts'
import type { Merchant, MerchantSettings } from './merchant.ts'

const columns = `id, name, publishable_key, settings,
  EXISTS (SELECT 1 FROM webhooks w WHERE w.merchant = merchants.id) AS has_webhooks`
const byPublishableKey = prepareSql(`SELECT ${columns} FROM merchants WHERE publishable_key = :key`)
const bySecretKeyHash = prepareSql(`SELECT ${columns} FROM merchants WHERE secret_key_hash = :hash`)
const byId = prepareSql(`SELECT ${columns} FROM merchants WHERE id = :id`)
const insert = prepareSql(
  `INSERT INTO merchants (id, name, publishable_key, secret_key_hash, settings, created_at)
   VALUES (:id, :name, :publishableKey, :secretKeyHash, :settings, :createdAt)`,
)
const updateSettings = prepareSql(
  'UPDATE merchants SET settings = :settings, name = COALESCE(:name, name) WHERE id = :id',
)
const first = prepareSql(`SELECT ${columns} FROM merchants ORDER BY created_at, id LIMIT 1`)

export async function readMerchantByPublishableKey(database: Database, key: string): Promise<Merchant | undefined> {
  return merchantOf((await database.read(byPublishableKey({ key })))[0])
}

export async function readMerchantBySecretKeyHash(database: Database, hash: string): Promise<Merchant | undefined> {
  return merchantOf((await database.read(bySecretKeyHash({ hash })))[0])
}

export async function readMerchantById(database: Database, id: string): Promise<Merchant | undefined> {
  return merchantOf((await database.read(byId({ id })))[0])
}

export function insertMerchant(merchant: Merchant, secretKeyHash: string, createdAt: number): Statement {
  const { id, name, publishableKey, settings } = merchant
  return insert({ id, name, publishableKey, secretKeyHash, settings: JSON.stringify(settings), createdAt })
}

export async function readFirstMerchant(database: Database): Promise<Merchant | undefined> {
  return merchantOf((await database.read(first()))[0])
}

export function replaceSettings(id: string, settings: MerchantSettings, name?: string): Statement {
  return updateSettings({ id, settings: JSON.stringify(settings), name: name ?? null })
}

function merchantOf(row: Row | undefined): Merchant | undefined {
  if (!row) return undefined
  return {
    id: String(row.id),
    name: String(row.name),
    publishableKey: String(row.publishable_key),
    settings: JSON.parse(String(row.settings)) as MerchantSettings,
    hasWebhooks: Number(row.has_webhooks) === 1,
  }
}
