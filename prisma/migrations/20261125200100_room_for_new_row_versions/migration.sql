-- Every bid updates its auction's row. PostgreSQL can leave all indexes alone then, as no indexed column changes, but only where
-- the new version of the row fits into the same page: without room to spare each bid on another lot than the last would write
-- to every index, those for text search included. Pages that are already full get their room as their rows are updated.
ALTER TABLE "auctions" SET (fillfactor = 70);
