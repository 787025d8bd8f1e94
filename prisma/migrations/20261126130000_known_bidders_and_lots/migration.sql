-- Every bid and every notice names a bidder and a lot. Enforced as foreign keys, that took PostgreSQL a quarter of its time for a
-- bid: two look-ups a row, each a statement of its own that locks the row it finds, lest that be deleted. Now the rows that a
-- statement wrote are looked up together when it ends, and nothing has to be locked, as bidders and lots are never deleted. The
-- constraints stay for whoever reads the schema, not enforced (docs/decisions/0016).

-- Looked up one by one, so that PostgreSQL takes the primary key however many rows it expects.
CREATE FUNCTION "refuse_unknown_parties_of_bids"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added WHERE (SELECT b.id FROM bidders b WHERE b.id = added.bidder_id) IS NULL
    OR (SELECT a.seller_id FROM auctions a WHERE a.id = added.auction_id) IS DISTINCT FROM added.seller_id)
  THEN
    RAISE EXCEPTION 'a bid is by nobody, on no lot, or names another seller than its lot'
      USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "bids_parties" AFTER INSERT ON "bids"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "refuse_unknown_parties_of_bids"();

CREATE FUNCTION "refuse_unknown_parties_of_notices"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM added WHERE (SELECT b.id FROM bidders b WHERE b.id = added.bidder_id) IS NULL
    OR (SELECT a.id FROM auctions a WHERE a.id = added.auction_id) IS DISTINCT FROM added.auction_id)
  THEN
    RAISE EXCEPTION 'a notice is to nobody or about no lot' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "notices_parties" AFTER INSERT ON "notices"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION "refuse_unknown_parties_of_notices"();

-- What was true when it was written stays true. A bid's own columns cannot be changed as it is.
CREATE FUNCTION "refuse_leaving"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% are kept for good, as others refer to them', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "bidders_stay" BEFORE DELETE OR UPDATE OF "id" ON "bidders"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_leaving"();
CREATE TRIGGER "auctions_stay" BEFORE DELETE OR UPDATE OF "id", "seller_id" ON "auctions"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_leaving"();

CREATE FUNCTION "refuse_other_parties"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% keep their bidder and their lot', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER "notices_keep_their_parties" BEFORE UPDATE OF "bidder_id", "auction_id" ON "notices"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_other_parties"();

-- PostgreSQL before 18 enforces every foreign key that it has: there both check, at the old price. It
-- does not know these statements either, so they are text until they run.
DO $$
BEGIN
  IF current_setting('server_version_num')::int >= 180000 THEN
    EXECUTE 'ALTER TABLE "bids" ALTER CONSTRAINT "bids_bidder_id_fkey" NOT ENFORCED';
    EXECUTE 'ALTER TABLE "bids" ALTER CONSTRAINT "bids_auction_id_seller_id_fkey" NOT ENFORCED';
    EXECUTE 'ALTER TABLE "notices" ALTER CONSTRAINT "notices_bidder_id_fkey" NOT ENFORCED';
    EXECUTE 'ALTER TABLE "notices" ALTER CONSTRAINT "notices_auction_id_fkey" NOT ENFORCED';
  END IF;
END $$;
