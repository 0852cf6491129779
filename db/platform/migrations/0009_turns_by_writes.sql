CREATE TABLE "city_turn" (
	"city_slug" text PRIMARY KEY NOT NULL,
	"looked_at" timestamp with time zone NOT NULL,
	"look_by" timestamp with time zone,
	"unseen_xid" "xid8",
	"counters" text,
	"writes" bigint
);
--> statement-breakpoint
ALTER TABLE "city_turn" ADD CONSTRAINT "city_turn_city_slug_city_slug_fk" FOREIGN KEY ("city_slug") REFERENCES "public"."city"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "city" DROP COLUMN "looked_at";