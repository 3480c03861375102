ALTER TABLE `sandbox_refunds` ADD `merchant` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `sandbox_refunds` ADD `callback_at` integer;--> statement-breakpoint
ALTER TABLE `sandbox_refunds` ADD `callbacks` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `sandbox_refunds_callback` ON `sandbox_refunds` (`callback_at`) WHERE callback_at IS NOT NULL;