INSERT INTO `store_credit_entries` (`merchant`, `id`, `owner`, `currency`, `kind`, `amount`, `left`, `payout`, `at`)
SELECT `merchant`, 'sc_' || `payout`, CASE WHEN `customer_id` IS NOT NULL THEN 'customer:' || `customer_id` ELSE 'email:' || COALESCE(`email_key`, '') END, `currency`, 'granted', `amount`, `amount`, `payout`, `at` FROM `store_credits`;--> statement-breakpoint
DROP TABLE `store_credits`;
