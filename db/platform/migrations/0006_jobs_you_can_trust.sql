CREATE TABLE "failed_job" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"queue" text NOT NULL,
	"job" text NOT NULL,
	"payload" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"error" text NOT NULL,
	"tries" integer DEFAULT 1 NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"asked_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "failed_job_closed" CHECK (("failed_job"."closed_at" is null) = ("failed_job"."state" in ('open', 'asked'))),
	CONSTRAINT "failed_job_asked" CHECK ("failed_job"."state" <> 'asked' or "failed_job"."asked_at" is not null),
	CONSTRAINT "failed_job_error" CHECK (length("failed_job"."error") <= 80)
);
--> statement-breakpoint
CREATE TABLE "queue_depth" (
	"queue" text PRIMARY KEY NOT NULL,
	"waiting" integer NOT NULL,
	"active" integer NOT NULL,
	"delayed" integer NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "schedule" (
	"name" text PRIMARY KEY NOT NULL,
	"every_seconds" integer,
	"cron" text,
	"since" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"good_at" timestamp with time zone,
	"state" text,
	"error" text,
	"cities" integer,
	"cities_failed" integer,
	CONSTRAINT "schedule_rhythm" CHECK (("schedule"."every_seconds" is null) <> ("schedule"."cron" is null)),
	CONSTRAINT "schedule_run" CHECK (("schedule"."started_at" is null) = ("schedule"."state" is null) and ("schedule"."ended_at" is null) = ("schedule"."state" is null)),
	CONSTRAINT "schedule_error" CHECK (length("schedule"."error") <= 80)
);
--> statement-breakpoint
CREATE TABLE "schedule_day" (
	"name" text NOT NULL,
	"day" date NOT NULL,
	"runs" integer NOT NULL,
	"failed" integer NOT NULL,
	CONSTRAINT "schedule_day_name_day_pk" PRIMARY KEY("name","day")
);
--> statement-breakpoint
CREATE TABLE "schedule_outage" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"expected_at" timestamp with time zone NOT NULL,
	"noticed_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "digest" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "schedule_day" ADD CONSTRAINT "schedule_day_name_schedule_name_fk" FOREIGN KEY ("name") REFERENCES "public"."schedule"("name") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "failed_job_one_open" ON "failed_job" USING btree ("queue","job","payload") WHERE state in ('open', 'asked');--> statement-breakpoint
CREATE INDEX "failed_job_asked" ON "failed_job" USING btree ("asked_at") WHERE state = 'asked';--> statement-breakpoint
CREATE UNIQUE INDEX "schedule_outage_one_open" ON "schedule_outage" USING btree ("name") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "schedule_outage_noticed" ON "schedule_outage" USING btree ("noticed_at");--> statement-breakpoint
CREATE INDEX "schedule_outage_ended" ON "schedule_outage" USING btree ("ended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "platform_mail_schedules" ON "platform_mail" USING btree ("account_id","kind","created_at") WHERE kind in ('schedules-late', 'schedules-back');