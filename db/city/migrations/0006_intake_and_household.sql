CREATE TABLE "earning" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"earns" text NOT NULL,
	"kind" text,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "earning_kind" CHECK (("earning"."earns" = 'yes') = ("earning"."kind" is not null))
);
--> statement-breakpoint
CREATE TABLE "household_contact" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"household_id" uuid NOT NULL,
	"phone" text,
	"email" text,
	"note" text DEFAULT '' NOT NULL,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text
);
--> statement-breakpoint
CREATE TABLE "contact_record" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"email" text,
	"mobile" text,
	"phone" text,
	"messenger" text DEFAULT '' NOT NULL,
	"preferred" text,
	"best_time" text DEFAULT '' NOT NULL,
	"other_name" text DEFAULT '' NOT NULL,
	"other_phone" text,
	"language" text,
	"interpreter" boolean NOT NULL,
	"interpreter_gender" text,
	"reads_language" text,
	"literacy" text,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "contact_record_other" CHECK ("contact_record"."other_phone" is null or "contact_record"."other_name" <> '')
);
--> statement-breakpoint
CREATE TABLE "privacy_notice" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"form_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"text_version" text NOT NULL,
	"language" text NOT NULL,
	"way" text NOT NULL,
	"interpreter_name" text DEFAULT '' NOT NULL,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text
);
--> statement-breakpoint
CREATE TABLE "work_facts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"person_id" uuid NOT NULL,
	"reception_duty" text NOT NULL,
	"asylum_applied_on" date,
	"staying_since" date,
	"tolerated_since" date,
	"safe_country" text NOT NULL,
	"rejection" text NOT NULL,
	"removal_imminent" text NOT NULL,
	"barred" text NOT NULL,
	"fiction" text NOT NULL,
	"employment" text NOT NULL,
	"occurred_on" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" uuid NOT NULL,
	"conducted_by" uuid,
	"voided_at" timestamp with time zone,
	"voided_by" uuid,
	"void_reason" text,
	CONSTRAINT "work_facts_past" CHECK (greatest("work_facts"."asylum_applied_on", "work_facts"."staying_since", "work_facts"."tolerated_since") <= "work_facts"."occurred_on")
);
--> statement-breakpoint
ALTER TABLE "tenancy" ALTER COLUMN "dwelling_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "tenancy" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "tenancy" ADD COLUMN "home_name" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "earning" ADD CONSTRAINT "earning_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "earning" ADD CONSTRAINT "earning_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "earning" ADD CONSTRAINT "earning_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "earning" ADD CONSTRAINT "earning_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_contact" ADD CONSTRAINT "household_contact_household_id_household_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."household"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_contact" ADD CONSTRAINT "household_contact_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_contact" ADD CONSTRAINT "household_contact_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_contact" ADD CONSTRAINT "household_contact_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_record" ADD CONSTRAINT "contact_record_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_record" ADD CONSTRAINT "contact_record_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_record" ADD CONSTRAINT "contact_record_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact_record" ADD CONSTRAINT "contact_record_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_notice" ADD CONSTRAINT "privacy_notice_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_notice" ADD CONSTRAINT "privacy_notice_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_notice" ADD CONSTRAINT "privacy_notice_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "privacy_notice" ADD CONSTRAINT "privacy_notice_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_facts" ADD CONSTRAINT "work_facts_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_facts" ADD CONSTRAINT "work_facts_recorded_by_actor_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_facts" ADD CONSTRAINT "work_facts_conducted_by_actor_id_fk" FOREIGN KEY ("conducted_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_facts" ADD CONSTRAINT "work_facts_voided_by_actor_id_fk" FOREIGN KEY ("voided_by") REFERENCES "public"."actor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "earning_person" ON "earning" USING btree ("person_id","recorded_at");--> statement-breakpoint
CREATE INDEX "household_contact_of" ON "household_contact" USING btree ("household_id","recorded_at");--> statement-breakpoint
CREATE INDEX "contact_record_person" ON "contact_record" USING btree ("person_id","recorded_at");--> statement-breakpoint
CREATE UNIQUE INDEX "privacy_notice_of_form" ON "privacy_notice" USING btree ("form_id","person_id");--> statement-breakpoint
CREATE INDEX "privacy_notice_person" ON "privacy_notice" USING btree ("person_id","occurred_on");--> statement-breakpoint
CREATE INDEX "work_facts_person" ON "work_facts" USING btree ("person_id","recorded_at");--> statement-breakpoint
CREATE INDEX "household_member_now" ON "household_member" USING btree ("household_id") WHERE until_on is null;--> statement-breakpoint
CREATE INDEX "tenancy_person" ON "tenancy" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "household_member" ADD CONSTRAINT "household_member_dates" CHECK ("household_member"."until_on" >= "household_member"."from_on");--> statement-breakpoint
ALTER TABLE "tenancy" ADD CONSTRAINT "tenancy_known" CHECK ("tenancy"."dwelling_id" is not null or "tenancy"."kind" is not null);--> statement-breakpoint
ALTER TABLE "tenancy" ADD CONSTRAINT "tenancy_homeless" CHECK ("tenancy"."kind" is distinct from 'homeless' or "tenancy"."dwelling_id" is null);--> statement-breakpoint
ALTER TABLE "tenancy" ADD CONSTRAINT "tenancy_home_named" CHECK ("tenancy"."home_name" <> '' or "tenancy"."kind" is null or "tenancy"."kind" not in ('transitional', 'reception'));