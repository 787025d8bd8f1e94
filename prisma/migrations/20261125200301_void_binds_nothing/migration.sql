-- A void binds no maximum, as an automatic row does not. In a migration of its own, for a transaction cannot use an enum value
-- that it adds.
ALTER TABLE "bids"
  DROP CONSTRAINT "bids_commitment_whole",
  ADD CONSTRAINT "bids_commitment_whole" CHECK (
    ("maximum" IS NULL) = ("salt" IS NULL) AND ("maximum" IS NULL) = ("commitment" IS NULL)
    AND ("kind" IN ('automatic', 'void')) = ("maximum" IS NULL));
