ALTER TABLE `merchants` ADD `settings_revision` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `merchants` ADD `settings_saved_at` integer;--> statement-breakpoint
ALTER TABLE `merchants` ADD `settings_saved_by` text;--> statement-breakpoint
ALTER TABLE `merchants` ADD `shop_file_hashes` text;