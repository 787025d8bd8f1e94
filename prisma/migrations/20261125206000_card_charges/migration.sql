-- A charge of a saved card is claimed for a while by whoever carries it out, and a card that Stripe let go is found by its id.
-- AlterTable
ALTER TABLE "orders" ADD COLUMN     "charge_claimed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "saved_cards" ADD COLUMN     "payment_method_lookup" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "saved_cards_payment_method_lookup_key" ON "saved_cards"("payment_method_lookup");

-- What Prisma's language cannot say.

ALTER TABLE "orders"
  ADD CONSTRAINT "orders_charge_claimed" CHECK (("charge_attempts" = 0) = ("charge_claimed_at" IS NULL)),
  ADD CONSTRAINT "orders_charge_failed" CHECK ("charge_failure" IS NULL OR "charge_attempts" > 0);

ALTER TABLE "saved_cards"
  ADD CONSTRAINT "saved_cards_lookup" CHECK (("payment_method_sealed" IS NULL) = ("payment_method_lookup" IS NULL)),
  ADD CONSTRAINT "saved_cards_sealed" CHECK ("customer_sealed" LIKE 'v1.%.%' AND "payment_method_sealed" LIKE 'v1.%.%');
