import { expect, it } from 'vitest';
import { auditHistory } from '#lib/auction/audit';
import { auctionId } from '#lib/auction/identifiers';
import { database } from '#lib/db/client';
import { exportHistory } from '#lib/listings/index';
import { nativeSha256 } from '#lib/platform/sha256';
import { useTestDatabase } from '#tests/support/database';
import { seedVolume } from '../../prisma/seed/volume.ts';

useTestDatabase();

it('every history that was seeded passes the audit that visitors run', async () => {
  await seedVolume({ auctions: 40, bidders: 5, password: 'only-for-this-test' });
  const auctions = await database().auction.findMany({ select: { id: true } });
  expect(auctions).toHaveLength(40);
  for (const { id } of auctions) {
    const found = await exportHistory(auctionId(id));
    if (!found) throw new Error(`auction ${id} exists`);
    const rows = (await Array.fromAsync(found.pages())).flat();
    const history = { terms: found.terms, claim: found.claim, receiptKeyId: '', rows };
    expect({ id, audit: auditHistory(history, nativeSha256) }).toMatchObject({ audit: { sound: true } });
  }
});
