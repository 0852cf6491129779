ALTER TABLE "message_sender" DROP CONSTRAINT "message_sender_sms";--> statement-breakpoint
ALTER TABLE "worker_hours" ADD COLUMN "as_city" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "appointment_over" ON "appointment" USING btree ("starts_at") WHERE state in ('attended', 'late', 'no-show') and voided_at is null;--> statement-breakpoint
CREATE INDEX "appointment_coming" ON "appointment" USING btree ("starts_at") WHERE state = 'booked' and voided_at is null;--> statement-breakpoint
CREATE INDEX "message_to_post" ON "message" USING btree ("appointment_id") WHERE channel = 'letter' and state = 'frozen';--> statement-breakpoint
ALTER TABLE "worker_hours" ADD CONSTRAINT "worker_hours_as_city" CHECK (not "worker_hours"."as_city" or ("worker_hours"."actor_id" is not null and "worker_hours"."morning_from" is null and "worker_hours"."afternoon_from" is null));--> statement-breakpoint
ALTER TABLE "message_sender" ADD CONSTRAINT "message_sender_sms" CHECK ("message_sender"."sms_name" ~ '^[A-Za-z0-9]{1,11}$' or "message_sender"."sms_name" ~ '^[+][1-9][0-9]{6,14}$');