CREATE TABLE `bank_batches` (
	`merchant` text NOT NULL,
	`number` integer NOT NULL,
	`id` text NOT NULL,
	`currency` text NOT NULL,
	`count` integer NOT NULL,
	`total` integer NOT NULL,
	`status` text NOT NULL,
	`execute_on` text NOT NULL,
	`made_by` text NOT NULL,
	`made_at` integer NOT NULL,
	`sent_at` integer,
	`settled_at` integer,
	PRIMARY KEY(`merchant`, `number`)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bank_batches_id` ON `bank_batches` (`merchant`,`id`);--> statement-breakpoint
CREATE TABLE `external_refunds` (
	`merchant` text NOT NULL,
	`provider` text NOT NULL,
	`reference` text NOT NULL,
	`payment_reference` text,
	`order_number` text,
	`payment` text,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	`at` integer NOT NULL,
	`learnt_at` integer NOT NULL,
	`status` text NOT NULL,
	PRIMARY KEY(`merchant`, `provider`, `reference`)
);
--> statement-breakpoint
CREATE INDEX `external_refunds_order` ON `external_refunds` (`merchant`,`order_number`);--> statement-breakpoint
CREATE TABLE `payment_pace` (
	`merchant` text NOT NULL,
	`provider` text NOT NULL,
	`reference` text NOT NULL,
	`sent_at` integer NOT NULL,
	PRIMARY KEY(`merchant`, `provider`, `reference`)
);
--> statement-breakpoint
CREATE TABLE `payout_accounts` (
	`merchant` text NOT NULL,
	`id` text NOT NULL,
	`order_number` text NOT NULL,
	`kind` text NOT NULL,
	`sealed` text NOT NULL,
	`masked` text NOT NULL,
	`fingerprint` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`merchant`, `id`)
);
--> statement-breakpoint
CREATE INDEX `payout_accounts_order` ON `payout_accounts` (`merchant`,`order_number`);--> statement-breakpoint
CREATE INDEX `payout_accounts_fingerprint` ON `payout_accounts` (`merchant`,`fingerprint`);--> statement-breakpoint
CREATE TABLE `payout_controls` (
	`merchant` text PRIMARY KEY NOT NULL,
	`second_person_above` text DEFAULT '{}' NOT NULL,
	`daily_cap` text DEFAULT '{}' NOT NULL,
	`stopped_at` integer,
	`stopped_by` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `provider_connections` (
	`merchant` text NOT NULL,
	`provider` text NOT NULL,
	`sealed` text NOT NULL,
	`shown` text NOT NULL,
	`revision` integer NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by` text NOT NULL,
	`checked_at` integer,
	`checked` text,
	`last_notice_at` integer,
	PRIMARY KEY(`merchant`, `provider`)
);
--> statement-breakpoint
CREATE TABLE `provider_events` (
	`merchant` text NOT NULL,
	`provider` text NOT NULL,
	`event` text NOT NULL,
	`kind` text NOT NULL,
	`payout` text,
	`provider_reference` text,
	`received_at` integer NOT NULL,
	`outcome` text NOT NULL,
	PRIMARY KEY(`merchant`, `provider`, `event`)
);
--> statement-breakpoint
CREATE INDEX `provider_events_received` ON `provider_events` (`received_at`);--> statement-breakpoint
CREATE TABLE `provider_health` (
	`merchant` text NOT NULL,
	`provider` text NOT NULL,
	`misses` integer NOT NULL,
	`open_until` integer,
	`last_answer_at` integer,
	`last_code` text,
	PRIMARY KEY(`merchant`, `provider`)
);
--> statement-breakpoint
CREATE TABLE `reconciliation_differences` (
	`merchant` text NOT NULL,
	`id` text NOT NULL,
	`day` text NOT NULL,
	`provider` text NOT NULL,
	`currency` text NOT NULL,
	`kind` text NOT NULL,
	`payout` text,
	`provider_reference` text,
	`payment_reference` text,
	`order_number` text,
	`ours` integer NOT NULL,
	`theirs` integer NOT NULL,
	`detail` text NOT NULL,
	`resolution` text,
	`wait_until` text,
	`resolved_by` text,
	`resolved_at` integer,
	PRIMARY KEY(`merchant`, `id`)
);
--> statement-breakpoint
CREATE INDEX `reconciliation_differences_day` ON `reconciliation_differences` (`merchant`,`day`,`provider`);--> statement-breakpoint
CREATE INDEX `reconciliation_differences_open` ON `reconciliation_differences` (`merchant`,`day`) WHERE resolution IS NULL;--> statement-breakpoint
CREATE TABLE `reconciliations` (
	`merchant` text NOT NULL,
	`day` text NOT NULL,
	`provider` text NOT NULL,
	`currency` text NOT NULL,
	`our_count` integer NOT NULL,
	`our_amount` integer NOT NULL,
	`their_count` integer NOT NULL,
	`their_amount` integer NOT NULL,
	`source` text NOT NULL,
	`ran_at` integer NOT NULL,
	PRIMARY KEY(`merchant`, `day`, `provider`, `currency`)
);
--> statement-breakpoint
CREATE TABLE `store_credit_entries` (
	`merchant` text NOT NULL,
	`id` text NOT NULL,
	`owner` text NOT NULL,
	`currency` text NOT NULL,
	`kind` text NOT NULL,
	`amount` integer NOT NULL,
	`left` integer NOT NULL,
	`expires_at` integer,
	`payout` text,
	`order_number` text,
	`at` integer NOT NULL,
	PRIMARY KEY(`merchant`, `id`),
	CONSTRAINT "store_credit_never_below_zero" CHECK("store_credit_entries"."left" >= 0)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `store_credit_entries_payout` ON `store_credit_entries` (`merchant`,`payout`) WHERE payout IS NOT NULL;--> statement-breakpoint
CREATE INDEX `store_credit_entries_owner` ON `store_credit_entries` (`merchant`,`owner`,`currency`,`expires_at`);--> statement-breakpoint
CREATE INDEX `store_credit_entries_expiry` ON `store_credit_entries` (`expires_at`) WHERE "left" > 0;--> statement-breakpoint
ALTER TABLE `payouts` ADD `returned` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `payouts` ADD `hold` text;--> statement-breakpoint
ALTER TABLE `payouts` ADD `batch` text;--> statement-breakpoint
ALTER TABLE `payouts` ADD `state` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `payouts` ADD `first_sent_at` integer;--> statement-breakpoint
ALTER TABLE `payouts` ADD `settled_at` integer;--> statement-breakpoint
ALTER TABLE `payouts` ADD `person_since` integer;--> statement-breakpoint
CREATE INDEX `payouts_changed` ON `payouts` (`merchant`,`changed_at`,`id`);--> statement-breakpoint
CREATE INDEX `payouts_sent` ON `payouts` (`merchant`,`currency`,`first_sent_at`);--> statement-breakpoint
CREATE INDEX `payouts_held` ON `payouts` (`merchant`,`hold`) WHERE hold IS NOT NULL;--> statement-breakpoint
CREATE INDEX `payouts_provider_reference` ON `payouts` (`merchant`,`provider`,`provider_reference`);--> statement-breakpoint
CREATE INDEX `payouts_batch` ON `payouts` (`merchant`,`batch`) WHERE batch IS NOT NULL;--> statement-breakpoint
CREATE INDEX `payout_events_at` ON `payout_events` (`merchant`,`at`);--> statement-breakpoint
-- Payouts from before their streams held everything: the columns are what is known of them.
UPDATE `payout_events` SET `body` = (SELECT json_object('order', json_object('id', p.`id`, 'request', p.`request`, 'orderNumber', p.`order_number`, 'destination', p.`destination`, 'provider', p.`provider`, 'method', 'other', 'reference', p.`reference`, 'currency', p.`currency`, 'amount', p.`amount`), 'status', `payout_events`.`body` ->> '$.status') FROM `payouts` p WHERE p.`merchant` = `payout_events`.`merchant` AND p.`id` = `payout_events`.`payout`) WHERE `type` = 'requested';--> statement-breakpoint
UPDATE `payout_events` SET `body` = '{}' WHERE `type` = 'submitting';--> statement-breakpoint
UPDATE `payout_events` SET `body` = json_patch(json_object('status', `type`), `body`), `type` = 'reported' WHERE `type` IN ('pending', 'requires_action', 'unknown', 'succeeded', 'failed');--> statement-breakpoint
UPDATE `payouts` SET
  `first_sent_at` = (SELECT MIN(e.`at`) FROM `payout_events` e WHERE e.`merchant` = `payouts`.`merchant` AND e.`payout` = `payouts`.`id` AND e.`type` = 'submitting'),
  `settled_at` = CASE WHEN `status` IN ('succeeded', 'failed') THEN `changed_at` END;--> statement-breakpoint
UPDATE `payouts` SET `state` = json_patch(json_object('id', `id`, 'request', `request`, 'orderNumber', `order_number`, 'destination', `destination`, 'provider', `provider`, 'method', 'other', 'reference', `reference`, 'currency', `currency`, 'amount', `amount`, 'status', `status`, 'approvals', json('[]'), 'attempts', `attempts`, 'requestedAt', `requested_at`, 'changedAt', `changed_at`), json_object('firstSentAt', `first_sent_at`, 'lastSentAt', (SELECT MAX(e.`at`) FROM `payout_events` e WHERE e.`merchant` = `payouts`.`merchant` AND e.`payout` = `payouts`.`id` AND e.`type` = 'submitting'), 'settledAt', `settled_at`, 'providerReference', `provider_reference`, 'unknownSince', CASE WHEN `status` = 'unknown' THEN `changed_at` END, 'failure', CASE WHEN `failure_code` IS NOT NULL THEN json_object('code', `failure_code`, 'final', json(CASE WHEN `failure_final` = 1 THEN 'true' ELSE 'false' END)) END));
