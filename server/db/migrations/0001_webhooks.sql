CREATE TABLE `webhook_deliveries` (
	`merchant` text NOT NULL,
	`webhook` text NOT NULL,
	`id` text NOT NULL,
	`type` text NOT NULL,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`http_status` integer,
	`problem` text,
	`at` integer NOT NULL,
	`next_at` integer,
	PRIMARY KEY(`merchant`, `webhook`, `id`)
);
--> statement-breakpoint
CREATE INDEX `webhook_deliveries_last` ON `webhook_deliveries` (`merchant`,`webhook`,`at`);--> statement-breakpoint
CREATE INDEX `webhook_deliveries_at` ON `webhook_deliveries` (`at`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`merchant` text NOT NULL,
	`id` text NOT NULL,
	`url` text NOT NULL,
	`events` text,
	`secret` text NOT NULL,
	`created_at` integer NOT NULL,
	`failing_since` integer,
	`disabled_at` integer,
	PRIMARY KEY(`merchant`, `id`)
);
