/** A whole history on the wire, for whoever checks it. lib/auction/history-export.ts writes it and reads it back. */
import { z } from 'zod';
import { auctionOutcomes, auctionStatuses, bidKinds } from '#lib/auction/types';
import { exportFormat } from '#lib/auction/history-export';
import { hash, kindMeaning, openingFields } from '#lib/api/schemas/bid';
import { currency, instant, money } from '#lib/api/schemas/common';

export const historyExportSchema = z
  .object({
    format: z.literal(exportFormat),
    terms: z.object({
      auction_id: z.int(),
      currency,
      starting_price: money,
      buy_now_price: money.nullable(),
      bid_increment: money.nullable().meta({ description: 'null: the house’s steps' }),
      soft_close_seconds: z.int(),
      starts_at: instant,
      original_ends_at: instant,
    }),
    claimed: z
      .object({
        current_price: money,
        leader_username: z.string().nullable(),
        bid_count: z.int(),
        ends_at: instant,
        status: z.enum(auctionStatuses),
        outcome: z.enum(auctionOutcomes).nullable(),
        version: z.int(),
      })
      .meta({ description: 'Where the house says that the history leads' }),
    receipt_key_id: z.string().meta({ description: 'Of the key that signs receipts for bids' }),
    history: z
      .array(
        z.object({
          sequence: z.int(),
          kind: z.enum(bidKinds).meta({ description: kindMeaning }),
          bidder_username: z.string(),
          price: money,
          timestamp: instant,
          commitment: hash.nullable(),
          hash,
          previous_hash: hash,
          ...openingFields,
        }),
      )
      .meta({ description: 'Every row, oldest first' }),
  })
  .meta({ id: 'HistoryExport' });

export const receiptKeysSchema = z
  .object({
    keys: z.array(
      z.object({
        kty: z.literal('OKP'),
        crv: z.literal('Ed25519'),
        x: z.string().meta({ description: 'The public key, 32 bytes in base64url' }),
        kid: z
          .string()
          .meta({ description: 'The first 32 hexadecimal digits of the SHA-256 of those bytes' }),
      }),
    ),
  })
  .meta({ id: 'ReceiptKeys' });
