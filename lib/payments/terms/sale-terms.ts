import { auctionId as toAuctionId } from '#lib/auction/identifiers';
import type { AuctionId } from '#lib/auction/types';
import { centsOrNull } from '#lib/db/amounts';
import type { Queryable } from '#lib/db/client';
import type { SaleTerms } from '#lib/payments/pricing/price-breakdown';
import { readFeeSchedules } from '#lib/payments/terms/fee-schedules';

interface TermsRow {
  readonly id: number;
  readonly currency: string;
  readonly shipping_price: number | null;
  readonly fee_schedule_id: number;
}

/**
 * On what terms these auctions are sold: each by the fee schedule of its own listing, and what its seller asks for shipping.
 * Unknown ids are absent.
 */
export async function readSaleTerms(
  db: Queryable,
  ids: readonly AuctionId[],
): Promise<ReadonlyMap<AuctionId, SaleTerms>> {
  const rows = await db.$queryRaw<TermsRow[]>`
    SELECT id, currency, shipping_price::float8, fee_schedule_id FROM auctions WHERE id = ANY(${[...ids]}::int[])`;
  const schedules = await readFeeSchedules(
    db,
    rows.map((row) => row.fee_schedule_id),
  );
  return new Map(
    rows.flatMap((row) => {
      const schedule = schedules.get(row.fee_schedule_id);
      if (!schedule) return [];
      const terms = { ...schedule, currency: row.currency, shippingPrice: centsOrNull(row.shipping_price) };
      return [[toAuctionId(row.id), terms] as const];
    }),
  );
}
