import { z } from 'zod';
import { cents } from '#lib/auction/money';
import { auctionStatuses } from '#lib/auction/types';
import { defineRoute } from '#lib/api/define-route';
import { json, type ApiAnswer } from '#lib/api/exchange';
import { entityTag, hasVersion } from '#lib/api/preconditions';
import { problem } from '#lib/api/problems';
import { auctionSchema, toWireAuction } from '#lib/api/schemas/auction';
import { idParams, cursorQuery, limitQuery, pageOf, wholeQuery } from '#lib/api/schemas/common';
import {
  browseDetails,
  categorySlugs,
  findLot,
  isLotCursor,
  lotSorts,
  type LotDetail,
} from '#lib/listings/index';

/** Fresh to caches only as long as its version is. */
export const auctionHeaders = (lot: LotDetail): Readonly<Record<string, string>> => ({
  etag: entityTag(lot.state.version),
  'cache-control': 'no-cache',
});

export const auctionAnswer = (lot: LotDetail): ApiAnswer =>
  json(toWireAuction(lot), { headers: auctionHeaders(lot) });

const price = wholeQuery({ min: 0, max: Number.MAX_SAFE_INTEGER }).transform(cents).optional();

const filterSchema = z.object({
  status: z.enum(auctionStatuses, `Send one of ${auctionStatuses.join(', ')}.`).optional(),
  category: z.enum(categorySlugs, `Send one of ${categorySlugs.join(', ')}.`).optional(),
  seller: z.string().max(30, 'A username has at most 30 characters.').optional().meta({
    description: 'The seller’s username',
  }),
  q: z.string().max(200, 'Search for at most 200 characters.').optional().meta({
    description: 'Words to look for in titles and descriptions',
  }),
  min_price: price,
  max_price: price,
  sort: z
    .enum(lotSorts, `Send one of ${lotSorts.join(', ')}.`)
    .optional()
    .meta({ description: '`newest` when absent' }),
  cursor: cursorQuery(isLotCursor),
  limit: limitQuery,
});

export const getAuctions = defineRoute({
  method: 'GET',
  path: '/api/v1/auctions',
  need: 'none',
  query: filterSchema,
  docs: {
    id: 'listAuctions',
    tag: 'Auctions',
    summary: 'Find auctions',
    answers: { 200: { description: 'A page of auctions', schema: pageOf(auctionSchema) } },
  },
  async handle({ query }) {
    const page = await browseDetails({
      statuses: query.status && [query.status],
      category: query.category,
      sellerUsername: query.seller,
      query: query.q,
      minPrice: query.min_price,
      maxPrice: query.max_price,
      sort: query.sort ?? 'newest',
      cursor: query.cursor,
      limit: query.limit,
    });
    return json({ data: page.data.map(toWireAuction), next_cursor: page.nextCursor });
  },
});

export const getAuction = defineRoute({
  method: 'GET',
  path: '/api/v1/auctions/{id}',
  need: 'none',
  params: idParams,
  docs: {
    id: 'readAuction',
    tag: 'Auctions',
    summary: 'Read an auction',
    answers: {
      200: { description: 'The auction', headers: ['ETag'], schema: auctionSchema },
      304: { description: 'It is still the version of `If-None-Match`', headers: ['ETag'] },
    },
    refusals: ['not_found'],
    headers: ['if-none-match'],
  },
  async handle({ params: { id: auctionId }, request }) {
    const lot = auctionId === null ? null : await findLot(auctionId);
    if (!lot) return problem('not_found');
    return hasVersion(request.headers, lot.state.version)
      ? { status: 304, headers: auctionHeaders(lot), body: '' }
      : auctionAnswer(lot);
  },
});
