import type { AuctionId, BidKind, Cents, EpochMs } from '#lib/auction/types';

/** What the house signs when it takes a bid: that this row is in the auction's history, and what it says. */
export interface ReceiptFacts {
  readonly auctionId: AuctionId;
  readonly sequence: number;
  readonly username: string;
  readonly kind: BidKind;
  readonly price: Cents;
  readonly at: EpochMs;
  /** The row's hash: with it, everything before the row and the row's committed maximum. */
  readonly hash: string;
}

/** A receipt as a bidder keeps it. */
export interface Receipt extends ReceiptFacts {
  readonly keyId: string;
  /** Ed25519, base64url. */
  readonly signature: string;
}

/** A public key of the house (RFC 8037), as it is published. */
export interface ReceiptKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** The 32 bytes of the key, base64url. */
  readonly x: string;
  /** The first 32 hexadecimal digits of the SHA-256 of those 32 bytes. */
  readonly kid: string;
}
