CREATE TABLE `replay_orders` (
	`merchant` text NOT NULL,
	`request` text NOT NULL,
	`slim` text NOT NULL,
	PRIMARY KEY(`merchant`, `request`)
);
