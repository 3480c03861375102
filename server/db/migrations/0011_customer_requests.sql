DROP INDEX `requests_email`;--> statement-breakpoint
CREATE INDEX `requests_email` ON `requests` (`merchant`,`email_key`,`submitted_at`);