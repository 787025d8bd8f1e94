-- A notice and the mail that tells of it are one row: they are written together, by every bid that outbids somebody, and a row of its
-- own for the mail doubled what that cost. Whether and when a mail is to be sent is `mail_due_at`; only notices whose mail is still
-- to be sent are in its index.
ALTER TABLE "notices"
  ADD COLUMN "mail_due_at" TIMESTAMPTZ(3),
  ADD COLUMN "mail_attempts" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "mailed_at" TIMESTAMPTZ(3),
  ADD COLUMN "mail_error" TEXT;

UPDATE "notices" n SET
  "mail_due_at" = CASE WHEN m."sent_at" IS NULL AND m."attempts" < 10 THEN m."next_attempt_at" END,
  "mail_attempts" = m."attempts", "mailed_at" = m."sent_at", "mail_error" = m."last_error"
FROM "mails" m WHERE m."notice_id" = n."id";

DROP TABLE "mails";

CREATE INDEX "notices_mail_due" ON "notices"("mail_due_at") WHERE "mail_due_at" IS NOT NULL;

-- Within moments of the last one, being outbid again renews a notice: room in its page keeps that off the indexes.
ALTER TABLE "notices" SET (fillfactor = 80);
