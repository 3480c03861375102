DROP INDEX `payouts_sent`;--> statement-breakpoint
ALTER TABLE `payouts` ADD `last_sent_at` integer;--> statement-breakpoint
CREATE INDEX `payouts_sent` ON `payouts` (`merchant`,`currency`,`last_sent_at`);--> statement-breakpoint
UPDATE `payouts` SET `last_sent_at` = `state` ->> 'lastSentAt' WHERE `first_sent_at` IS NOT NULL;
