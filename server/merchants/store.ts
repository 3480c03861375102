import type { Database, Row, Statement } from '../db/database.ts'
import { prepareSql } from '../db/database.ts'
import type { Author } from '../policies/index.ts'
import type { Merchant, MerchantSettings } from './merchant.ts'
import type { FileHashes } from './shop-file.ts'

const columns = `id, name, publishable_key, settings, settings_revision,
  EXISTS (SELECT 1 FROM webhooks w WHERE w.merchant = merchants.id) AS has_webhooks`
const byPublishableKey = prepareSql(`SELECT ${columns} FROM merchants WHERE publishable_key = :key`)
const bySecretKeyHash = prepareSql(`SELECT ${columns} FROM merchants WHERE secret_key_hash = :hash`)
const byId = prepareSql(`SELECT ${columns} FROM merchants WHERE id = :id`)
const insert = prepareSql(
  `INSERT INTO merchants (id, name, publishable_key, secret_key_hash, settings, created_at)
   VALUES (:id, :name, :publishableKey, :secretKeyHash, :settings, :createdAt)`,
)
// One statement: who saves against another revision than the current one changes nothing and gets no row.
const updateSettings = prepareSql(
  `UPDATE merchants SET settings = :settings, name = COALESCE(:name, name), settings_revision = settings_revision + 1,
     settings_saved_at = :savedAt, settings_saved_by = :savedBy, shop_file_hashes = COALESCE(:fileHashes, shop_file_hashes)
   WHERE id = :id AND settings_revision = COALESCE(:expected, settings_revision)
   RETURNING settings_revision`,
)
const markFile = prepareSql('UPDATE merchants SET shop_file_hashes = :fileHashes WHERE id = :id')
const stored = prepareSql(
  `SELECT settings, settings_revision, settings_saved_at, settings_saved_by, shop_file_hashes FROM merchants WHERE id = :id`,
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

export interface StoredSettings {
  settings: MerchantSettings
  revision: number
  /** Absent: as the installation brought them. */
  savedAt?: number
  savedBy?: Author
  /** Of the shop.json that was brought last, by field. */
  fileHashes?: FileHashes
}

export interface SettingsRow {
  id: string
  settings: MerchantSettings
  /** Absent: whatever is the current one. */
  expected?: number
  name?: string
  saved?: { at: number; by: Author }
  fileHashes?: FileHashes
}

/** As they are now, whatever this process remembers. */
export async function readSettings(database: Database, id: string): Promise<StoredSettings | undefined> {
  const row = (await database.read(stored({ id })))[0]
  if (!row) return undefined
  const { settings_saved_at: savedAt, settings_saved_by: savedBy, shop_file_hashes: hashes } = row
  return {
    settings: JSON.parse(String(row.settings)) as MerchantSettings,
    revision: Number(row.settings_revision),
    ...(savedAt === null ? {} : { savedAt: Number(savedAt) }),
    ...(savedBy === null ? {} : { savedBy: JSON.parse(String(savedBy)) as Author }),
    ...(hashes === null ? {} : { fileHashes: JSON.parse(String(hashes)) as FileHashes }),
  }
}

/** Returns the new revision; nothing, when another revision than expected is the current one. */
export function replaceSettings({ id, settings, expected, name, saved, fileHashes }: SettingsRow): Statement {
  return updateSettings({
    id,
    settings: JSON.stringify(settings),
    expected: expected ?? null,
    name: name ?? null,
    savedAt: saved?.at ?? null,
    savedBy: saved ? JSON.stringify(saved.by) : null,
    fileHashes: fileHashes ? JSON.stringify(fileHashes) : null,
  })
}

export function markShopFile(id: string, fileHashes: FileHashes): Statement {
  return markFile({ id, fileHashes: JSON.stringify(fileHashes) })
}

function merchantOf(row: Row | undefined): Merchant | undefined {
  if (!row) return undefined
  return {
    id: String(row.id),
    name: String(row.name),
    publishableKey: String(row.publishable_key),
    settings: JSON.parse(String(row.settings)) as MerchantSettings,
    settingsRevision: Number(row.settings_revision),
    hasWebhooks: Number(row.has_webhooks) === 1,
  }
}
