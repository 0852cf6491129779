DROP INDEX "timeline_client";--> statement-breakpoint
DROP INDEX "appointment_client";--> statement-breakpoint
DROP INDEX "task_open";--> statement-breakpoint
DROP INDEX "residence_title_person";--> statement-breakpoint
CREATE INDEX "appointment_ahead" ON "appointment" USING btree ("client_id","starts_at") WHERE state = 'booked' and voided_at is null;--> statement-breakpoint
CREATE INDEX "work_plan_offered" ON "work_plan" USING btree ("client_id") WHERE state = 'offered' and voided_at is null;--> statement-breakpoint
CREATE INDEX "timeline_client" ON "timeline" USING btree ("client_id","occurred_on","id");--> statement-breakpoint
CREATE INDEX "appointment_client" ON "appointment" USING btree ("client_id","starts_at");--> statement-breakpoint
CREATE INDEX "task_open" ON "task" USING btree ("client_id","due_on") WHERE done_at is null;--> statement-breakpoint
CREATE INDEX "residence_title_person" ON "residence_title" USING btree ("person_id","occurred_on","recorded_at");