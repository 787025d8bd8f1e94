-- A payout that Stripe has been asked to send, and whose answer is not known yet.
ALTER TYPE "payout_status" ADD VALUE 'sending' BEFORE 'paid';
ALTER TABLE "payouts" ADD COLUMN "sending_since" TIMESTAMPTZ(3),
ADD COLUMN "transfer_attempts" INTEGER NOT NULL DEFAULT 0;
