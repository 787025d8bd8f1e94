-- Reserves, hidden maximums with the salts that blind them, references of Stripe, and remembered answers of the API are
-- encrypted at rest. Encrypting takes keys, which SQL has not: the columns come here, lib/db/seal-plain-columns.ts moves the
-- values, and the next migration drops the columns that held them in the clear.
ALTER TABLE "auctions" ADD COLUMN "reserve_sealed" TEXT, ADD COLUMN "leader_maximum_sealed" TEXT;
ALTER TABLE "bids" ADD COLUMN "opening_sealed" TEXT;
ALTER TABLE "orders"
  ADD COLUMN "checkout_session_sealed" TEXT, ADD COLUMN "checkout_session_lookup" TEXT,
  ADD COLUMN "payment_intent_sealed" TEXT, ADD COLUMN "payment_intent_lookup" TEXT;
ALTER TABLE "idempotency_keys" ADD COLUMN "answer_sealed" TEXT, ALTER COLUMN "answer" DROP NOT NULL;

CREATE UNIQUE INDEX "orders_checkout_session_lookup_key" ON "orders"("checkout_session_lookup");
CREATE UNIQUE INDEX "orders_payment_intent_lookup_key" ON "orders"("payment_intent_lookup");

-- Keys that values in this database may be sealed under, so that a start without one of them is refused.
CREATE TABLE "sealing_keys" (
    "id" TEXT NOT NULL,
    "fingerprint" CHAR(64) NOT NULL,
    "first_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sealing_keys_pkey" PRIMARY KEY ("id")
);

-- What these said of plain values, the code that opens sealed ones says; what is left of them comes back when those are gone.
ALTER TABLE "auctions"
  DROP CONSTRAINT "auctions_prices_positive", DROP CONSTRAINT "auctions_leader_has_maximum",
  DROP CONSTRAINT "auctions_price_within_maximum";
ALTER TABLE "bids" DROP CONSTRAINT "bids_prices", DROP CONSTRAINT "bids_commitment_whole";

-- History stays append-only, except that a value may be sealed anew: a row may change in the columns named, and in no other.
CREATE FUNCTION "refuse_rewriting_except"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF to_jsonb(NEW) - TG_ARGV IS DISTINCT FROM to_jsonb(OLD) - TG_ARGV THEN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER "bids_append_only" ON "bids";
CREATE TRIGGER "bids_append_only" BEFORE DELETE ON "bids"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_rewriting"();
CREATE TRIGGER "bids_only_resealed" BEFORE UPDATE ON "bids"
  FOR EACH ROW EXECUTE FUNCTION "refuse_rewriting_except"('opening_sealed', 'maximum', 'salt');
