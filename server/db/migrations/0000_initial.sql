CREATE TABLE `challenges` (
	`merchant` text NOT NULL,
	`id` text NOT NULL,
	`order_number` text,
	`request` text,
	`code_hash` text NOT NULL,
	`tries` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	PRIMARY KEY(`merchant`, `id`)
);
--> statement-breakpoint
CREATE TABLE `rate_limits` (
	`merchant` text NOT NULL,
	`bucket` text NOT NULL,
	`window_start` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`merchant`, `bucket`, `window_start`)
);
--> statement-breakpoint
CREATE TABLE `account` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `account_user` ON `account` (`user_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`expires_at` integer NOT NULL,
	`token` text NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`user_id` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verification_identifier` ON `verification` (`identifier`);--> statement-breakpoint
CREATE TABLE `dev_mail` (
	`id` text PRIMARY KEY NOT NULL,
	`to` text NOT NULL,
	`subject` text NOT NULL,
	`text` text NOT NULL,
	`html` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `guards` (
	`ok` integer NOT NULL,
	`name` text NOT NULL,
	CONSTRAINT "guards_hold" CHECK("guards"."ok" = 1)
);
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`merchant` text NOT NULL,
	`scope` text NOT NULL,
	`key` text NOT NULL,
	`body_hash` text NOT NULL,
	`status` integer NOT NULL,
	`answer` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`merchant`, `scope`, `key`)
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`merchant` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`body` text NOT NULL,
	`due_at` integer NOT NULL,
	`lease_until` integer DEFAULT 0 NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`done_at` integer,
	`last_error` text,
	PRIMARY KEY(`merchant`, `id`)
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`due_at`) WHERE done_at IS NULL;--> statement-breakpoint
CREATE TABLE `sandbox_refunds` (
	`payout` text PRIMARY KEY NOT NULL,
	`amount` integer NOT NULL,
	`currency` text NOT NULL,
	`reference` text NOT NULL,
	`status` text NOT NULL,
	`failure_code` text,
	`failure_final` integer,
	`asked` integer NOT NULL,
	`paid` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `store_credits` (
	`merchant` text NOT NULL,
	`payout` text NOT NULL,
	`request` text NOT NULL,
	`email_key` text,
	`customer_id` text,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`merchant`, `payout`)
);
--> statement-breakpoint
CREATE INDEX `store_credits_customer` ON `store_credits` (`merchant`,`customer_id`);--> statement-breakpoint
CREATE INDEX `store_credits_email` ON `store_credits` (`merchant`,`email_key`);--> statement-breakpoint
CREATE TABLE `merchants` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`publishable_key` text NOT NULL,
	`secret_key_hash` text NOT NULL,
	`settings` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `merchants_publishable_key` ON `merchants` (`publishable_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `merchants_secret_key_hash` ON `merchants` (`secret_key_hash`);--> statement-breakpoint
CREATE TABLE `policy_versions` (
	`merchant` text NOT NULL,
	`version` integer NOT NULL,
	`policy` text NOT NULL,
	`published_at` integer NOT NULL,
	PRIMARY KEY(`merchant`, `version`)
);
--> statement-breakpoint
CREATE TABLE `staff_members` (
	`merchant` text NOT NULL,
	`user_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`merchant`, `user_id`)
);
--> statement-breakpoint
CREATE INDEX `staff_members_user` ON `staff_members` (`user_id`);--> statement-breakpoint
CREATE TABLE `balances` (
	`merchant` text NOT NULL,
	`order_number` text NOT NULL,
	`key` text NOT NULL,
	`cap` integer NOT NULL,
	`external` integer NOT NULL,
	`reserved` integer NOT NULL,
	`refunded` integer NOT NULL,
	`settled` integer NOT NULL,
	`kept` integer DEFAULT 0 NOT NULL,
	`overcommitted` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`merchant`, `order_number`, `key`),
	CONSTRAINT "balances_within_cap" CHECK("balances"."reserved" >= 0 AND "balances"."refunded" >= 0 AND ("balances"."reserved" + "balances"."refunded" <= "balances"."cap" - "balances"."external" OR "balances"."overcommitted" = 1))
);
--> statement-breakpoint
CREATE TABLE `order_balances` (
	`merchant` text NOT NULL,
	`order_number` text NOT NULL,
	`version` integer NOT NULL,
	`order_revision` integer NOT NULL,
	PRIMARY KEY(`merchant`, `order_number`)
);
--> statement-breakpoint
CREATE TABLE `order_revisions` (
	`merchant` text NOT NULL,
	`number` text NOT NULL,
	`revision` integer NOT NULL,
	`snapshot` text NOT NULL,
	PRIMARY KEY(`merchant`, `number`, `revision`)
);
--> statement-breakpoint
CREATE TABLE `orders` (
	`merchant` text NOT NULL,
	`number` text NOT NULL,
	`revision` integer NOT NULL,
	`source_revision` text,
	`content_hash` text NOT NULL,
	`email_key` text,
	`phone_key` text,
	`customer_id` text,
	`placed_at` integer NOT NULL,
	`currency` text NOT NULL,
	`country` text NOT NULL,
	`total` integer NOT NULL,
	`line_count` integer NOT NULL,
	`received_at` integer NOT NULL,
	PRIMARY KEY(`merchant`, `number`)
);
--> statement-breakpoint
CREATE INDEX `orders_email` ON `orders` (`merchant`,`email_key`,`placed_at`);--> statement-breakpoint
CREATE INDEX `orders_customer` ON `orders` (`merchant`,`customer_id`,`placed_at`);--> statement-breakpoint
CREATE TABLE `payout_events` (
	`merchant` text NOT NULL,
	`payout` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`type` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`merchant`, `payout`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `payouts` (
	`merchant` text NOT NULL,
	`id` text NOT NULL,
	`request` text NOT NULL,
	`order_number` text NOT NULL,
	`destination` text NOT NULL,
	`provider` text NOT NULL,
	`reference` text NOT NULL,
	`currency` text NOT NULL,
	`amount` integer NOT NULL,
	`status` text NOT NULL,
	`failure_code` text,
	`failure_final` integer,
	`provider_reference` text,
	`attempts` integer NOT NULL,
	`seq` integer NOT NULL,
	`requested_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`merchant`, `id`)
);
--> statement-breakpoint
CREATE INDEX `payouts_request` ON `payouts` (`merchant`,`request`);--> statement-breakpoint
CREATE INDEX `payouts_status` ON `payouts` (`merchant`,`status`,`changed_at`);--> statement-breakpoint
CREATE TABLE `evidence` (
	`merchant` text NOT NULL,
	`id` text NOT NULL,
	`order_number` text NOT NULL,
	`type` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`uploaded_at` integer NOT NULL,
	PRIMARY KEY(`merchant`, `id`)
);
--> statement-breakpoint
CREATE INDEX `evidence_order` ON `evidence` (`merchant`,`order_number`);--> statement-breakpoint
CREATE TABLE `presences` (
	`merchant` text NOT NULL,
	`request` text NOT NULL,
	`staff` text NOT NULL,
	`name` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`merchant`, `request`, `staff`)
);
--> statement-breakpoint
CREATE TABLE `request_events` (
	`merchant` text NOT NULL,
	`request` text NOT NULL,
	`seq` integer NOT NULL,
	`type` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`merchant`, `request`, `seq`)
);
--> statement-breakpoint
CREATE TABLE `requests` (
	`merchant` text NOT NULL,
	`number` text NOT NULL,
	`order_number` text NOT NULL,
	`seq` integer NOT NULL,
	`status` text NOT NULL,
	`open` integer NOT NULL,
	`state` text NOT NULL,
	`email_key` text,
	`phone_key` text,
	`customer_name` text,
	`country` text NOT NULL,
	`reason` text NOT NULL,
	`currency` text NOT NULL,
	`total` integer NOT NULL,
	`suggested` text NOT NULL,
	`due_at` integer NOT NULL,
	`tick_at` integer NOT NULL,
	`assignee` text,
	`submitted_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`merchant`, `number`)
);
--> statement-breakpoint
CREATE INDEX `requests_order` ON `requests` (`merchant`,`order_number`);--> statement-breakpoint
CREATE INDEX `requests_due` ON `requests` (`merchant`,`open`,`due_at`,`number`);--> statement-breakpoint
CREATE INDEX `requests_status_due` ON `requests` (`merchant`,`status`,`due_at`,`number`);--> statement-breakpoint
CREATE INDEX `requests_tick` ON `requests` (`tick_at`);--> statement-breakpoint
CREATE INDEX `requests_changed` ON `requests` (`merchant`,`changed_at`,`number`);--> statement-breakpoint
CREATE INDEX `requests_email` ON `requests` (`merchant`,`email_key`);--> statement-breakpoint
CREATE INDEX `requests_phone` ON `requests` (`merchant`,`phone_key`);