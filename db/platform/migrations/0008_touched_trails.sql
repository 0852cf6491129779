CREATE TABLE "trail_touch" (
	"city_slug" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"touched_at" timestamp with time zone NOT NULL,
	CONSTRAINT "trail_touch_city_slug_pk" PRIMARY KEY("city_slug")
);
--> statement-breakpoint
ALTER TABLE "city" ADD COLUMN "looked_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "trail_touch" ADD CONSTRAINT "trail_touch_city_slug_city_slug_fk" FOREIGN KEY ("city_slug") REFERENCES "public"."city"("slug") ON DELETE cascade ON UPDATE no action;