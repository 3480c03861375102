DROP INDEX `reconciliation_differences_day`;--> statement-breakpoint
ALTER TABLE `reconciliation_differences` ADD `hidden_by` text;--> statement-breakpoint
CREATE INDEX `reconciliation_differences_page` ON `reconciliation_differences` (`merchant`,`day`,`provider`,`currency`,resolution IS NOT NULL,`id`);--> statement-breakpoint
CREATE INDEX `reconciliation_differences_hidden` ON `reconciliation_differences` (`merchant`,`day`,`provider`) WHERE hidden_by IS NOT NULL;