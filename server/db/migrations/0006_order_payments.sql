CREATE TABLE `order_payments` (
	`merchant` text NOT NULL,
	`provider` text NOT NULL,
	`reference` text NOT NULL,
	`order_number` text NOT NULL,
	`payment` text NOT NULL,
	PRIMARY KEY(`merchant`, `provider`, `reference`, `order_number`, `payment`)
);
--> statement-breakpoint
INSERT OR IGNORE INTO `order_payments` (`merchant`, `provider`, `reference`, `order_number`, `payment`)
SELECT o.`merchant`, p.`value` ->> '$.provider', p.`value` ->> '$.reference', o.`number`, p.`value` ->> '$.id'
FROM `orders` o JOIN `order_revisions` r ON r.`merchant` = o.`merchant` AND r.`number` = o.`number` AND r.`revision` = o.`revision`, json_each(r.`snapshot`, '$.payments') p;
