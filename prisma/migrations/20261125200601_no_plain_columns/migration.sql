-- Before this, lib/db/seal-plain-columns.ts has moved every value to its sealed column.
DO $$
BEGIN
  IF EXISTS (SELECT FROM "auctions" WHERE "reserve_price" IS NOT NULL OR "leader_maximum" IS NOT NULL)
    OR EXISTS (SELECT FROM "bids" WHERE "maximum" IS NOT NULL OR "salt" IS NOT NULL)
    OR EXISTS (SELECT FROM "orders" WHERE "stripe_checkout_session_id" IS NOT NULL OR "stripe_payment_intent_id" IS NOT NULL)
  THEN
    RAISE EXCEPTION 'values are still in the clear: stop every process of Gavel, then run npm run db:migrate';
  END IF;
END $$;

DROP TRIGGER "bids_only_resealed" ON "bids";
CREATE TRIGGER "bids_only_resealed" BEFORE UPDATE ON "bids"
  FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting_except"('opening_sealed');

ALTER TABLE "auctions" DROP COLUMN "reserve_price", DROP COLUMN "leader_maximum";
ALTER TABLE "bids" DROP COLUMN "maximum", DROP COLUMN "salt";
ALTER TABLE "orders" DROP COLUMN "stripe_checkout_session_id", DROP COLUMN "stripe_payment_intent_id";

ALTER TABLE "auctions"
  ADD CONSTRAINT "auctions_prices_positive" CHECK (
    "starting_price" > 0 AND ("buy_now_price" IS NULL OR "buy_now_price" > 0)
    AND ("bid_increment" IS NULL OR "bid_increment" > 0)),
  ADD CONSTRAINT "auctions_leader_has_maximum" CHECK (("leader_id" IS NULL) = ("leader_maximum_sealed" IS NULL));
ALTER TABLE "bids"
  ADD CONSTRAINT "bids_prices" CHECK ("price" > 0),
  ADD CONSTRAINT "bids_commitment_whole" CHECK (
    ("opening_sealed" IS NULL) = ("commitment" IS NULL) AND ("kind" IN ('automatic', 'void')) = ("opening_sealed" IS NULL));
ALTER TABLE "orders"
  ADD CONSTRAINT "orders_references_found" CHECK (
    ("checkout_session_sealed" IS NULL) = ("checkout_session_lookup" IS NULL)
    AND ("payment_intent_sealed" IS NULL) = ("payment_intent_lookup" IS NULL));
ALTER TABLE "idempotency_keys"
  ADD CONSTRAINT "idempotency_keys_one_answer" CHECK (num_nonnulls("answer", "answer_sealed") = 1);

-- No secret may stand in the clear where a sealed value belongs, whatever the code does.
ALTER TABLE "auctions" ADD CONSTRAINT "auctions_sealed" CHECK (
  "reserve_sealed" LIKE 'v1.%.%' AND "leader_maximum_sealed" LIKE 'v1.%.%');
ALTER TABLE "bids" ADD CONSTRAINT "bids_sealed" CHECK ("opening_sealed" LIKE 'v1.%.%');
ALTER TABLE "orders" ADD CONSTRAINT "orders_sealed" CHECK (
  "checkout_session_sealed" LIKE 'v1.%.%' AND "payment_intent_sealed" LIKE 'v1.%.%');
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_sealed" CHECK ("answer_sealed" LIKE 'v1.%.%');
