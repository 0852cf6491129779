CREATE TABLE "account_link" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"token_hash" text NOT NULL,
	"email" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"replaced_at" timestamp with time zone,
	CONSTRAINT "account_link_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "account_link_email" CHECK (("account_link"."kind" = 'email') = ("account_link"."email" is not null)),
	CONSTRAINT "account_link_one_end" CHECK ("account_link"."used_at" is null or "account_link"."replaced_at" is null)
);
--> statement-breakpoint
CREATE TABLE "contract" (
	"organisation_id" uuid NOT NULL,
	"city_slug" text NOT NULL,
	"valid_from" date NOT NULL,
	"valid_until" date,
	CONSTRAINT "contract_organisation_id_city_slug_valid_from_pk" PRIMARY KEY("organisation_id","city_slug","valid_from"),
	CONSTRAINT "contract_days" CHECK ("contract"."valid_until" >= "contract"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"city_slug" text,
	"region_slug" text,
	"organisation_id" uuid,
	"token_hash" text,
	"invited_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"accepted_by" uuid,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "invitation_token_hash_unique" UNIQUE("token_hash"),
	CONSTRAINT "invitation_place" CHECK (("invitation"."role" = 'coordinator') = ("invitation"."region_slug" is not null)),
	CONSTRAINT "invitation_city_or_region" CHECK (("invitation"."city_slug" is null) <> ("invitation"."region_slug" is null)),
	CONSTRAINT "invitation_organisation" CHECK (("invitation"."role" = 'partner') = ("invitation"."organisation_id" is not null)),
	CONSTRAINT "invitation_one_end" CHECK ("invitation"."accepted_at" is null or "invitation"."withdrawn_at" is null),
	CONSTRAINT "invitation_by_somebody" CHECK ("invitation"."accepted_by" is null or "invitation"."accepted_at" is not null),
	CONSTRAINT "invitation_days" CHECK ("invitation"."expires_at" <= "invitation"."created_at" + interval '7 days')
);
--> statement-breakpoint
CREATE TABLE "platform_mail" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"account_id" uuid,
	"invitation_id" uuid,
	"recipient" "bytea",
	"frozen" "bytea",
	"state" text DEFAULT 'due' NOT NULL,
	"next_at" timestamp with time zone,
	"frozen_at" timestamp with time zone,
	"claimed_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"vendor_id" text,
	"closed_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "platform_mail_about" CHECK (("platform_mail"."kind" = 'invitation') = ("platform_mail"."invitation_id" is not null)),
	CONSTRAINT "platform_mail_open" CHECK (("platform_mail"."next_at" is null) = ("platform_mail"."state" in ('sent', 'skipped', 'failed', 'unknown'))),
	CONSTRAINT "platform_mail_frozen" CHECK (("platform_mail"."state" = 'frozen') = ("platform_mail"."frozen" is not null)),
	CONSTRAINT "platform_mail_erased" CHECK (("platform_mail"."next_at" is null) = ("platform_mail"."recipient" is null))
);
--> statement-breakpoint
ALTER TABLE "account_link" ADD CONSTRAINT "account_link_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract" ADD CONSTRAINT "contract_city_slug_city_slug_fk" FOREIGN KEY ("city_slug") REFERENCES "public"."city"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_city_slug_city_slug_fk" FOREIGN KEY ("city_slug") REFERENCES "public"."city"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_region_slug_region_slug_fk" FOREIGN KEY ("region_slug") REFERENCES "public"."region"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_account_id_fk" FOREIGN KEY ("invited_by") REFERENCES "public"."account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_accepted_by_account_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_mail" ADD CONSTRAINT "platform_mail_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_mail" ADD CONSTRAINT "platform_mail_invitation_id_invitation_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_link_one_open" ON "account_link" USING btree ("account_id","kind") WHERE used_at is null and replaced_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "contract_one_open" ON "contract" USING btree ("organisation_id","city_slug") WHERE valid_until is null;--> statement-breakpoint
CREATE INDEX "contract_city" ON "contract" USING btree ("city_slug");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_one_open_city" ON "invitation" USING btree (lower("email"),"city_slug") WHERE accepted_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_one_open_region" ON "invitation" USING btree (lower("email"),"region_slug") WHERE accepted_at is null and withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "invitation_city" ON "invitation" USING btree ("city_slug");--> statement-breakpoint
CREATE INDEX "platform_mail_due" ON "platform_mail" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "platform_mail_invitation" ON "platform_mail" USING btree ("invitation_id");