CREATE TABLE `policy_cases` (
	`merchant` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`body` text NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by` text NOT NULL,
	PRIMARY KEY(`merchant`, `id`)
);
--> statement-breakpoint
CREATE TABLE `policy_drafts` (
	`merchant` text PRIMARY KEY NOT NULL,
	`policy` text,
	`based_on` integer,
	`revision` integer NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `policy_versions` ADD `effective_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `policy_versions` ADD `note` text;--> statement-breakpoint
ALTER TABLE `policy_versions` ADD `published_by` text;--> statement-breakpoint
ALTER TABLE `policy_versions` ADD `copy_of` integer;--> statement-breakpoint
ALTER TABLE `policy_versions` ADD `override_reason` text;--> statement-breakpoint
ALTER TABLE `policy_versions` ADD `cancelled_at` integer;--> statement-breakpoint
ALTER TABLE `policy_versions` ADD `cancelled_by` text;--> statement-breakpoint
ALTER TABLE `policy_versions` ADD `file_hash` text;--> statement-breakpoint
CREATE INDEX `orders_newest` ON `orders` (`merchant`,(placed_at + 0),`number`);--> statement-breakpoint
CREATE INDEX `payouts_order` ON `payouts` (`merchant`,`order_number`);--> statement-breakpoint
CREATE INDEX `requests_history` ON `requests` (`merchant`,(submitted_at + 0),`number`);--> statement-breakpoint
UPDATE `policy_versions` SET `effective_at` = `published_at`;
