DROP INDEX `payouts_status`;--> statement-breakpoint
DROP INDEX `payouts_held`;--> statement-breakpoint
CREATE INDEX `payouts_provider` ON `payouts` (`merchant`,`provider`,`changed_at`,`id`,`status`,`currency`,`amount`);--> statement-breakpoint
CREATE INDEX `payouts_currency` ON `payouts` (`merchant`,`currency`,`changed_at`,`id`,`amount`,`status`);--> statement-breakpoint
CREATE INDEX `payouts_status` ON `payouts` (`merchant`,`status`,`changed_at`,`id`,`failure_code`);--> statement-breakpoint
CREATE INDEX `payouts_held` ON `payouts` (`merchant`,`hold`,`id`) WHERE hold IS NOT NULL;--> statement-breakpoint
ALTER TABLE `requests` ADD `payout_failed` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `requests_payout_failed` ON `requests` (`merchant`,`number`) WHERE payout_failed = 1;--> statement-breakpoint
UPDATE `requests` SET `payout_failed` = 1 WHERE `open` = 1 AND EXISTS (SELECT 1 FROM json_each(`state`, '$.payouts') s
  WHERE s.`value` ->> 'status' = 'failed' AND s.`value` ->> 'replacedBy' IS NULL);
