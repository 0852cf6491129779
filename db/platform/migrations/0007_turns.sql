CREATE TABLE "vendor_turn" (
	"vendor" text PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL
);
