CREATE TABLE `replays` (
	`merchant` text NOT NULL,
	`request` text NOT NULL,
	`claim` text NOT NULL,
	`slim` text NOT NULL,
	PRIMARY KEY(`merchant`, `request`)
);
