CREATE TABLE "closure_day" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"on_day" date NOT NULL,
	"name" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	CONSTRAINT "closure_day_lifted" CHECK (("closure_day"."lifted_at" is null) = ("closure_day"."lifted_by" is null))
);
--> statement-breakpoint
CREATE TABLE "follow_up_hold" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"client_id" uuid NOT NULL,
	"participation_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"ended_on" date,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "follow_up_hold_reason" CHECK ("follow_up_hold"."reason" in ('illness', 'maternity', 'travel', 'course')),
	CONSTRAINT "follow_up_hold_dates" CHECK ("follow_up_hold"."until_on" >= "follow_up_hold"."from_on"),
	CONSTRAINT "follow_up_hold_ended" CHECK ("follow_up_hold"."ended_on" between "follow_up_hold"."from_on" and "follow_up_hold"."until_on")
);
--> statement-breakpoint
CREATE TABLE "worker_absence" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"actor_id" uuid NOT NULL,
	"from_on" date NOT NULL,
	"until_on" date NOT NULL,
	"reason" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"made_by" uuid NOT NULL,
	"lifted_at" timestamp with time zone,
	"lifted_by" uuid,
	CONSTRAINT "worker_absence_dates" CHECK ("worker_absence"."until_on" >= "worker_absence"."from_on"),
	CONSTRAINT "worker_absence_lifted" CHECK (("worker_absence"."lifted_at" is null) = ("worker_absence"."lifted_by" is null))
);
--> statement-breakpoint
ALTER TABLE "city_setting" ADD COLUMN "rhythm_from_days" smallint DEFAULT 28 NOT NULL;--> statement-breakpoint
ALTER TABLE "city_setting" ADD COLUMN "rhythm_to_days" smallint DEFAULT 42 NOT NULL;--> statement-breakpoint
ALTER TABLE "city_setting" ADD COLUMN "no_show_from_days" smallint DEFAULT 7 NOT NULL;--> statement-breakpoint
ALTER TABLE "city_setting" ADD COLUMN "no_show_to_days" smallint DEFAULT 14 NOT NULL;--> statement-breakpoint
ALTER TABLE "city_setting" ADD COLUMN "permit_weeks" smallint DEFAULT 8 NOT NULL;--> statement-breakpoint
ALTER TABLE "city_setting" ADD COLUMN "hold_back_days" smallint DEFAULT 10 NOT NULL;--> statement-breakpoint
ALTER TABLE "closure_day" ADD CONSTRAINT "closure_day_made_by_actor_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closure_day" ADD CONSTRAINT "closure_day_lifted_by_actor_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_hold" ADD CONSTRAINT "follow_up_hold_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_hold" ADD CONSTRAINT "follow_up_hold_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_hold" ADD CONSTRAINT "follow_up_hold_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up_hold" ADD CONSTRAINT "follow_up_hold_participation_id_client_id_participation_id_client_id_fk" FOREIGN KEY ("participation_id","client_id") REFERENCES "public"."participation"("id","client_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "worker_absence" ADD CONSTRAINT "worker_absence_actor_id_actor_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "worker_absence" ADD CONSTRAINT "worker_absence_made_by_actor_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "worker_absence" ADD CONSTRAINT "worker_absence_lifted_by_actor_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "closure_day_once" ON "closure_day" USING btree ("on_day") WHERE lifted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "follow_up_hold_open" ON "follow_up_hold" USING btree ("client_id") WHERE ended_on is null and voided_at is null;--> statement-breakpoint
CREATE INDEX "follow_up_hold_client" ON "follow_up_hold" USING btree ("client_id","from_on") WHERE voided_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "worker_absence_once" ON "worker_absence" USING btree ("actor_id","from_on","until_on") WHERE lifted_at is null;--> statement-breakpoint
CREATE INDEX "worker_absence_ahead" ON "worker_absence" USING btree ("actor_id","until_on") WHERE lifted_at is null;--> statement-breakpoint
ALTER TABLE "city_setting" ADD CONSTRAINT "city_setting_rhythm" CHECK ("city_setting"."rhythm_from_days" >= 28 and "city_setting"."rhythm_to_days" <= 42 and "city_setting"."rhythm_to_days" - "city_setting"."rhythm_from_days" >= 6);--> statement-breakpoint
ALTER TABLE "city_setting" ADD CONSTRAINT "city_setting_no_show" CHECK ("city_setting"."no_show_from_days" >= 3 and "city_setting"."no_show_to_days" <= 21 and "city_setting"."no_show_to_days" - "city_setting"."no_show_from_days" >= 4);--> statement-breakpoint
ALTER TABLE "city_setting" ADD CONSTRAINT "city_setting_permit" CHECK ("city_setting"."permit_weeks" between 8 and 16);--> statement-breakpoint
ALTER TABLE "city_setting" ADD CONSTRAINT "city_setting_hold" CHECK ("city_setting"."hold_back_days" between 3 and 10);