CREATE TABLE "account" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"organisation_id" uuid,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_anchor" (
	"city_slug" text NOT NULL,
	"seq" bigint NOT NULL,
	"mac" "bytea" NOT NULL,
	"anchored_at" timestamp with time zone NOT NULL,
	CONSTRAINT "audit_anchor_city_slug_pk" PRIMARY KEY("city_slug")
);
--> statement-breakpoint
CREATE TABLE "city" (
	"slug" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"colour" text NOT NULL,
	"region_slug" text,
	"host" text,
	"port" integer,
	"time_zone" text DEFAULT 'Europe/Berlin' NOT NULL,
	"status" text DEFAULT 'provisioning' NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"schema_version" integer DEFAULT 0 NOT NULL,
	"schema_fingerprint" text,
	"next_due_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "city_slug" CHECK ("city"."slug" ~ '^[a-z][a-z0-9-]{1,40}$'),
	CONSTRAINT "city_colour" CHECK ("city"."colour" ~ '^#[0-9a-f]{6}$')
);
--> statement-breakpoint
CREATE TABLE "city_credential" (
	"city_slug" text NOT NULL,
	"role" text NOT NULL,
	"secret" "bytea" NOT NULL,
	CONSTRAINT "city_credential_city_slug_role_pk" PRIMARY KEY("city_slug","role")
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"account_id" uuid NOT NULL,
	"city_slug" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "membership_account_id_city_slug_pk" PRIMARY KEY("account_id","city_slug")
);
--> statement-breakpoint
CREATE TABLE "milestone" (
	"name" text PRIMARY KEY NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"reached_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "office" (
	"account_id" uuid NOT NULL,
	"role" text NOT NULL,
	"region_slug" text,
	CONSTRAINT "office_once" UNIQUE NULLS NOT DISTINCT("account_id","role","region_slug"),
	CONSTRAINT "office_region" CHECK (("office"."role" = 'coordinator') = ("office"."region_slug" is not null))
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "organisation_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "region" (
	"slug" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "released_figure" (
	"run_id" uuid NOT NULL,
	"city_slug" text NOT NULL,
	"measure" text NOT NULL,
	"value" integer,
	"hidden" text,
	CONSTRAINT "released_figure_run_id_city_slug_measure_pk" PRIMARY KEY("run_id","city_slug","measure"),
	CONSTRAINT "released_figure_hidden" CHECK (("released_figure"."value" is null) = ("released_figure"."hidden" is not null)),
	CONSTRAINT "released_figure_small" CHECK ("released_figure"."value" not in (1, 2))
);
--> statement-breakpoint
CREATE TABLE "report_part" (
	"run_id" uuid NOT NULL,
	"city_slug" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"snapshot_id" uuid,
	"figures_of" date,
	CONSTRAINT "report_part_run_id_city_slug_pk" PRIMARY KEY("run_id","city_slug")
);
--> statement-breakpoint
CREATE TABLE "report_run" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"region_slug" text NOT NULL,
	"period_from" date,
	"period_to" date NOT NULL,
	"state" text DEFAULT 'running' NOT NULL,
	"requested_by" uuid,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"last_sign_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "audit_anchor" ADD CONSTRAINT "audit_anchor_city_slug_city_slug_fk" FOREIGN KEY ("city_slug") REFERENCES "public"."city"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "city" ADD CONSTRAINT "city_region_slug_region_slug_fk" FOREIGN KEY ("region_slug") REFERENCES "public"."region"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "city_credential" ADD CONSTRAINT "city_credential_city_slug_city_slug_fk" FOREIGN KEY ("city_slug") REFERENCES "public"."city"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_city_slug_city_slug_fk" FOREIGN KEY ("city_slug") REFERENCES "public"."city"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office" ADD CONSTRAINT "office_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office" ADD CONSTRAINT "office_region_slug_region_slug_fk" FOREIGN KEY ("region_slug") REFERENCES "public"."region"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "released_figure" ADD CONSTRAINT "released_figure_run_id_report_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."report_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "released_figure" ADD CONSTRAINT "released_figure_city_slug_city_slug_fk" FOREIGN KEY ("city_slug") REFERENCES "public"."city"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_part" ADD CONSTRAINT "report_part_run_id_report_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."report_run"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_part" ADD CONSTRAINT "report_part_city_slug_city_slug_fk" FOREIGN KEY ("city_slug") REFERENCES "public"."city"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_run" ADD CONSTRAINT "report_run_region_slug_region_slug_fk" FOREIGN KEY ("region_slug") REFERENCES "public"."region"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_run" ADD CONSTRAINT "report_run_requested_by_account_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."account"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_account_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "account_email" ON "account" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "city_due" ON "city" USING btree ("next_due_at") WHERE status = 'live';--> statement-breakpoint
CREATE INDEX "membership_city" ON "membership" USING btree ("city_slug");--> statement-breakpoint
CREATE UNIQUE INDEX "report_run_one_running" ON "report_run" USING btree ("region_slug") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "report_run_latest" ON "report_run" USING btree ("region_slug","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "session_account" ON "session" USING btree ("user_id");