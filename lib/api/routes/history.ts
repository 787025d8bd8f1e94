/** What an auction leaves behind for those who would rather check than believe. */
import { encodeExportHead, encodeExportRow } from '#lib/auction/history-export';
import { defineRoute } from '#lib/api/define-route';
import { json } from '#lib/api/exchange';
import { entityTag, hasVersion } from '#lib/api/preconditions';
import { problem } from '#lib/api/problems';
import { idParams } from '#lib/api/schemas/common';
import { historyExportSchema, receiptKeysSchema } from '#lib/api/schemas/history';
import { exportHistory, type ExportedHistory } from '#lib/listings/index';
import { publishedReceiptKey } from '#lib/receipts/index';

/** One JSON document in pieces, as its rows are read. */
async function* writeExport({ pages, ...head }: ExportedHistory): AsyncGenerator<string> {
  const opening = JSON.stringify(encodeExportHead({ ...head, receiptKeyId: publishedReceiptKey().kid }));
  yield `${opening.slice(0, -1)},"history":[`;
  let separator = '\n';
  for await (const rows of pages()) {
    yield separator + rows.map((row) => JSON.stringify(encodeExportRow(row))).join(',\n');
    separator = ',\n';
  }
  yield '\n]}\n';
}

export const getHistory = defineRoute({
  method: 'GET',
  path: '/api/v1/auctions/{id}/history',
  need: 'none',
  params: idParams,
  docs: {
    id: 'exportHistory',
    tag: 'Auctions',
    summary: 'Take an auction’s whole history along, to check it',
    description:
      'The terms, every row oldest first, and what the house claims came of it. Once the auction has ended, each row that bound a hidden maximum is opened: `maximum` and `salt`. `npm run verify -- <address>` checks it from outside.',
    answers: {
      200: { description: 'The history', headers: ['ETag'], schema: historyExportSchema },
      304: { description: 'It is still the version of `If-None-Match`', headers: ['ETag'] },
    },
    refusals: ['not_found'],
    headers: ['if-none-match'],
  },
  async handle({ params: { id: auctionId }, request }) {
    const history = auctionId === null ? null : await exportHistory(auctionId);
    if (!history) return problem('not_found');
    const headers = { etag: entityTag(history.claim.version), 'cache-control': 'no-cache' };
    if (hasVersion(request.headers, history.claim.version)) return { status: 304, headers, body: '' };
    return {
      status: 200,
      headers: { ...headers, 'content-type': 'application/json' },
      body: '',
      chunks: writeExport(history),
    };
  },
});

export const getReceiptKeys = defineRoute({
  method: 'GET',
  path: '/.well-known/gavel-receipts.json',
  need: 'none',
  docs: {
    id: 'readReceiptKeys',
    tag: 'Reference',
    summary: 'The key that signs receipts for bids',
    description:
      'Ed25519, as a JSON Web Key (RFC 8037). Signed is the text `gavel-receipt-1|auction_id|sequence|bidder_username|kind|price|timestamp|hash|key_id`.',
    answers: { 200: { description: 'The keys in use', schema: receiptKeysSchema } },
  },
  handle: () =>
    json({ keys: [publishedReceiptKey()] }, { headers: { 'cache-control': 'public, max-age=3600' } }),
});
