CREATE TABLE "account_identity" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"account_id" uuid NOT NULL,
	"linked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_identity_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "city_sign_in" (
	"city_slug" text PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"client_id" text NOT NULL,
	"client_secret" "bytea" NOT NULL,
	"label" text NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	CONSTRAINT "city_sign_in_issuer" CHECK ("city_sign_in"."issuer" ~ '^(https://|http://(localhost|127[.]0[.]0[.]1|[[]::1[]])(:|/|$))'),
	CONSTRAINT "city_sign_in_label" CHECK (length("city_sign_in"."label") between 2 and 80)
);
--> statement-breakpoint
CREATE TABLE "city_sign_in_attempt" (
	"id" text PRIMARY KEY NOT NULL,
	"city_slug" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account_identity" ADD CONSTRAINT "account_identity_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "city_sign_in" ADD CONSTRAINT "city_sign_in_city_slug_city_slug_fk" FOREIGN KEY ("city_slug") REFERENCES "public"."city"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "city_sign_in_attempt" ADD CONSTRAINT "city_sign_in_attempt_city_slug_city_slug_fk" FOREIGN KEY ("city_slug") REFERENCES "public"."city"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_identity_account" ON "account_identity" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "city_sign_in_attempt_expires" ON "city_sign_in_attempt" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "city_sign_in_attempt_city" ON "city_sign_in_attempt" USING btree ("city_slug");