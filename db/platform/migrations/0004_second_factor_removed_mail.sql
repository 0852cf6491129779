ALTER TABLE "platform_mail" ADD COLUMN "city_slug" text;--> statement-breakpoint
ALTER TABLE "platform_mail" ADD CONSTRAINT "platform_mail_city_slug_city_slug_fk" FOREIGN KEY ("city_slug") REFERENCES "public"."city"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "platform_mail_city" ON "platform_mail" USING btree ("city_slug") WHERE city_slug is not null;--> statement-breakpoint
ALTER TABLE "platform_mail" ADD CONSTRAINT "platform_mail_city" CHECK ("platform_mail"."city_slug" is null or "platform_mail"."kind" = 'second-factor-removed');